package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.MethodTree;

/**
 * A method of an earlier compilation.
 *
 * @param source the name of its source file
 */
public record StoredMethod(String source, MethodTree tree) {}
