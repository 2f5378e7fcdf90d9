package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;

/**
 * A call of a function that Java does not define to the last bit.
 *
 * @param function as the source says it, such as {@code Math.exp}
 * @param ulps how far the C's result may be from the JVM's
 */
public record InexactCall(String function, double ulps, Span span) {}
