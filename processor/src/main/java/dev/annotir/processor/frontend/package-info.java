/** From javac trees to the IR; the only package that imports {@code com.sun.source}. */
package dev.annotir.processor.frontend;
