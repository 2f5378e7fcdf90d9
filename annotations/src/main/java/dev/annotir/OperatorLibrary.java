package dev.annotir;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the library, and so the archive, that holds the operators of a class. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface OperatorLibrary {
  /** The library's name, a C identifier; by default the class's name in snake_case. */
  String value() default "";
}
