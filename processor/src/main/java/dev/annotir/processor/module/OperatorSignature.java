package dev.annotir.processor.module;

import java.util.List;
import javax.lang.model.type.TypeKind;

/**
 * An operator as its callers in Java see it.
 *
 * @param name the operator's name
 * @param method the method's name
 * @param doc the method's Javadoc without comment marks, or an empty string
 * @param returns whether it has a result
 * @param deprecated whether the method or its class is
 */
public record OperatorSignature(
    String name,
    String method,
    String doc,
    List<Parameter> parameters,
    boolean returns,
    boolean deprecated) {
  public OperatorSignature {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter.
   *
   * @param element the primitive type, of the elements if it is an array
   * @param extents the length of each dimension of the Java array; none for a scalar
   */
  public record Parameter(String name, TypeKind element, List<Integer> extents) {
    public Parameter {
      extents = List.copyOf(extents);
    }

    boolean isTensor() {
      return !extents.isEmpty();
    }
  }
}
