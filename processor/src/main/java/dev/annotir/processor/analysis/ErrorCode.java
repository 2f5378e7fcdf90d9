package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Fault;

/**
 * A positive code that typed and packed functions return.
 *
 * @param code counted from 1 in the library
 * @param constant the C constant, such as {@code BASICS_TAKE_INDEX_OUT_OF_BOUNDS}
 */
public record ErrorCode(int code, String constant, Fault fault) {}
