package dev.annotir.processor.frontend;

import org.jspecify.annotations.Nullable;

/**
 * A tree or variable of a method as it stands in an operator, where every call of the method has
 * its own: the same in each lowering of the operator.
 *
 * @param caller the call that the method is inlined for; null in the operator itself
 */
record Site(@Nullable Site caller, Object place) {}
