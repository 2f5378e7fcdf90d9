package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operator's function, as TVM's PrimFunc.
 *
 * @param name the operator's name
 * @param method the Java method's name
 * @param doc the first sentence of the method's Javadoc as plain text, or an empty string
 * @param params in Java's order
 * @param result what it returns (scope RESULT), or null
 * @param exit the label of the function's end
 * @param javaNames the Java names of those params, variables and buffers that have another here
 *     because C or Python takes theirs
 * @param javaTypes the Java types of the params and of the result by their names here, such as
 *     {@code float[][]}
 * @param inexact the calls that may have other bits on the JVM than in C
 * @param span the method's name in the source
 */
public record PrimFunc(
    String name,
    String method,
    String doc,
    List<Param> params,
    @Nullable Buffer result,
    Label exit,
    Stmt body,
    Map<String, String> javaNames,
    Map<String, String> javaTypes,
    List<InexactCall> inexact,
    Span span) {
  public PrimFunc {
    params = List.copyOf(params);
    inexact = List.copyOf(inexact);
  }

  public PrimFunc withBody(Stmt newBody) {
    return new PrimFunc(
        name, method, doc, params, result, exit, newBody, javaNames, javaTypes, inexact, span);
  }

  /** The same function, called otherwise. */
  public PrimFunc withName(String newName) {
    return new PrimFunc(
        newName, method, doc, params, result, exit, body, javaNames, javaTypes, inexact, span);
  }
}
