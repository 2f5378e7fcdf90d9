/**
 * Operators as users write them: static Java methods on arrays, compiled into one archive a class.
 *
 * <p>Every operator also runs as plain Java, which is how the unit tests call it.
 */
package dev.annotir.examples;
