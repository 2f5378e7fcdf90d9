/**
 * From javac trees to the IR; the only package that imports {@code com.sun.source}. Depends on
 * {@code pass}, {@code analysis}, {@code ir} and {@code diagnostic}.
 */
package dev.annotir.processor.frontend;
