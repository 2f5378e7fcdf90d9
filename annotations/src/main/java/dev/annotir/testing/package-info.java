/** One line in a unit test that compares a class's operators on the JVM with the native code. */
@NullMarked
package dev.annotir.testing;

import org.jspecify.annotations.NullMarked;
