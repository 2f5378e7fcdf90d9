package dev.annotir;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the shape of an array parameter, or of the array that an operator returns.
 *
 * <p>The array has one dimension for each extent, or it is one-dimensional and holds the elements
 * row by row.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Tensor {
  /** The extents, 1 to 8 constant expressions of at least 1 each. */
  int[] value();

  /** The element type that the archive states; by default the array's. */
  DType dtype() default DType.JAVA;
}
