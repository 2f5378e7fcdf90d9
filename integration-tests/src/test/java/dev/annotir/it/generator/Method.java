package dev.annotir.it.generator;

import java.util.List;

/**
 * A static method that can be called.
 *
 * @param result its type, or null for void
 */
record Method(String name, Type result, List<Variable> parameters) {}
