/**
 * Measures operators against other ways to compute the same: on the JVM, as naive C, by libraries.
 * {@code integration-tests/bench/run} runs {@link dev.annotir.it.bench.Bench}, which starts one
 * process for each peer, compares what each computes with the JVM's result, and then asks them for
 * times in turns.
 */
package dev.annotir.it.bench;
