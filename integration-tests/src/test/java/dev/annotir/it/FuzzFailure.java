package dev.annotir.it;

import dev.annotir.it.generator.Program;

/**
 * What is wrong with a program.
 *
 * @param stage what disagrees with the JVM: {@code internal}, {@code frontend}, {@code passes} or a
 *     build
 */
record FuzzFailure(Program program, String stage, String message) {}
