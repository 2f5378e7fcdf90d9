/**
 * Which rounds of a nest of loops depend on which: what a schedule must keep. {@link
 * dev.annotir.processor.dependence.LoopNest} is what a nest reads and writes, {@link
 * dev.annotir.processor.dependence.Dependences} the order that this forces, and what may be
 * reordered all the same. Depends on {@code analysis}, {@code ir} and {@code diagnostic}.
 */
package dev.annotir.processor.dependence;
