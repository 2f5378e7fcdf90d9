/**
 * The program behind {@code mvn -q -Pdemo verify}: every operator of the examples on the JVM and as
 * C, compared and timed. Depends on the archives of the examples and a C compiler, on nothing of
 * the processor.
 */
package dev.annotir.it.demo;
