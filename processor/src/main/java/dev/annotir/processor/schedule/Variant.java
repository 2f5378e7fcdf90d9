package dev.annotir.processor.c;

import dev.annotir.processor.ir.PrimFunc;

/**
 * An operator's function for a width of vectors, with the same parameters as the operator's own.
 *
 * @param vectorBits 512, 256 or 128
 */
public record Variant(int vectorBits, PrimFunc func) {}
