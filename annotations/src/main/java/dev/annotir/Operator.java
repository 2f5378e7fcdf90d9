package dev.annotir;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a static method a tensor operator of its class's library.
 *
 * <p>The method must be static and not private, generic, varargs, synchronized or native. Each
 * array parameter, and an array result, carries {@link Tensor}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Operator {
  /**
   * The operator's name; by default the method's. A C identifier of at most 120 characters with the
   * library's.
   */
  String value() default "";
}
