/**
 * Passes over a function, one class each, and {@code Passes}, the list in order. Depends on {@code
 * analysis}, {@code ir}, {@code diagnostic}.
 */
package dev.annotir.processor.pass;
