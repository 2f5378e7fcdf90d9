/**
 * Schedules of functions for targets: {@link dev.annotir.processor.schedule.Scheduler} chooses the
 * steps, one class each, which change the loops of a function and leave every result alone; each
 * asks the dependences itself and refuses what they forbid. Depends on {@code dependence}, {@code
 * pass}, {@code analysis}, {@code ir} and {@code diagnostic}.
 */
package dev.annotir.processor.schedule;
