/**
 * The annotations that make a static Java method a tensor operator.
 *
 * <p>{@link dev.annotir.Operator} on a method is enough; {@link dev.annotir.Tensor} gives the shape
 * of each array, and {@link dev.annotir.OperatorLibrary} names the archive. Depends on nothing.
 */
@NullMarked
package dev.annotir;

import org.jspecify.annotations.NullMarked;
