/** What a call of an operator costs in each of the ways to call it. */
package dev.annotir.benchmarks;
