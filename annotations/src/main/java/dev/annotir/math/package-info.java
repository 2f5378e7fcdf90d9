/**
 * Functions of floats and doubles, reductions and half precision with the same bits on every JVM
 * and in C. Plain Java in the language that operators are written in; depends on nothing.
 */
@NullMarked
package dev.annotir.math;

import org.jspecify.annotations.NullMarked;
