/**
 * Attributed Java methods outside of javac: trees with what javac knew of them, written to files
 * and read back in later compilations. Uses nothing of the frontend around it.
 */
package dev.annotir.processor.frontend.tree;
