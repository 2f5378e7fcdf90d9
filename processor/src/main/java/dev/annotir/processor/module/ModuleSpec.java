package dev.annotir.processor.module;

import java.util.List;

/**
 * What a generated module needs to know of a class, all of it from signatures.
 *
 * @param library the name of the archive
 * @param packageName empty for the unnamed package
 * @param enclosing the names of the classes around the class, outermost first
 * @param className the class's simple name
 * @param isPublic whether the class and all around it are public
 * @param file the source's file name
 */
public record ModuleSpec(
    String library,
    String packageName,
    List<String> enclosing,
    String className,
    boolean isPublic,
    String file,
    List<OperatorSignature> operators) {
  public ModuleSpec {
    enclosing = List.copyOf(enclosing);
    operators = List.copyOf(operators);
  }

  /** The generated class's simple name. */
  public String moduleName() {
    return className + "Module";
  }
}
