/**
 * Holds README.md to its word: every code block is compiled, run or compared. Uses the built jars
 * and the compilers and interpreters of the machine.
 */
package dev.annotir.it.readme;
