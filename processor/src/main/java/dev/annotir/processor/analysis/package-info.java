/**
 * What can be known about a function without running it: intervals, affine forms, the prover,
 * directions of tensors, in-place calls, errors. Depends on {@code ir} and {@code diagnostic}.
 */
package dev.annotir.processor.analysis;
