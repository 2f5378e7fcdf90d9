package dev.annotir.it.generator;

import java.util.List;

/**
 * A static method that can be called.
 *
 * @param result what it gives, or null for void
 */
record Method(String name, Variable result, List<Variable> parameters) {}
