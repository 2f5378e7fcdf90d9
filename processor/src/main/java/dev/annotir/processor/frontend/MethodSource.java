package dev.annotir.processor.frontend;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * A method with a body whose every part has an element and a type.
 *
 * @param parameters what the body's trees call them
 * @param owner the method's path in this compilation; null for one of an earlier compilation
 */
record MethodSource(
    MethodTree tree,
    List<? extends VariableElement> parameters,
    Places places,
    @Nullable TreePath owner) {}
