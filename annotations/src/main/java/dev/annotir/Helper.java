package dev.annotir;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets operators of other compilations call a static method, which annotir inlines into them.
 *
 * <p>On a class it stands for all static methods that are not private and take and return only
 * primitives and arrays of them; other methods stay as they are. On a method it stands for that
 * one, which must be such a method.
 *
 * <p>An operator can call the static methods that are compiled together with it without this. For
 * compilations to come, of the same project or with the class in a folder or jar, the processor
 * writes what it must know to {@code META-INF/annotir} beside the class files, when the class has
 * been compiled without an error. That is good for that class file only: where the class was
 * compiled again without the processor, a call is an error. Array parameters need no {@link
 * Tensor}: their extents are those of the call.
 *
 * <p>The methods and constants that a helper uses go with it; a method of another class that is a
 * helper itself is looked up when an operator is compiled, as the JVM does when it runs.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Helper {}
