/**
 * Functions of floats and doubles, reductions and half precision with the same bits on every JVM
 * and in C. Plain Java in the language that operators are written in; the processor holds what
 * operators need of them.
 */
@NullMarked
package dev.annotir.math;

import org.jspecify.annotations.NullMarked;
