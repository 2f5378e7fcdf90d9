package dev.annotir.processor.frontend.tree;

import dev.annotir.processor.ir.ConstantData;
import java.util.List;

/**
 * The value of a static final field that Java does not call constant.
 *
 * @param type the element type's descriptor
 * @param shape the extents of an array, none for a primitive
 * @param elements of the type that {@code type} is, or that is a label for it
 * @param source the name of the source file
 * @param line where the field is declared
 */
public record StoredConstant(
    String type, List<Integer> shape, ConstantData elements, String source, int line) {}
