package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.PrimFunc;

/** The function that runs an operator on a target, with the parameters of the operator's own. */
public record Variant(Target target, PrimFunc func) {}
