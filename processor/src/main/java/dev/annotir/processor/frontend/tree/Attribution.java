package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/**
 * What javac knew of a tree.
 *
 * @param line of its first character
 * @param column of its first character
 * @param preferredLine of its operator, parenthesis or bracket, where stack traces look
 * @param lineAfter what the javac that compiled it notes behind a switch expression; else 0
 * @param nameLine of a declared name; 0 where nothing is declared
 * @param nameColumn of a declared name
 * @param type the descriptor of an expression's type, such as {@code [[F}; empty where it has none
 * @param element what it names or declares
 */
public record Attribution(
    Tree.Kind kind,
    int line,
    int column,
    int preferredLine,
    int lineAfter,
    int nameLine,
    int nameColumn,
    String type,
    @Nullable Reference element) {}
