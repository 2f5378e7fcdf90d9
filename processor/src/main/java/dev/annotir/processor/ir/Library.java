package dev.annotir.processor.ir;

import java.util.List;

/**
 * The operators of one archive.
 *
 * @param name the library's name, a C identifier
 * @param qualifiedClass the name of the class that declares them, such as {@code com.acme.Vision}
 * @param file the source's file name, such as {@code Vision.java}
 * @param source the source's text
 * @param functions in the source's order
 * @param constants the buffers of scope CONST that the functions load, in the order of their
 *     declaration
 */
public record Library(
    String name,
    String qualifiedClass,
    String file,
    String source,
    List<PrimFunc> functions,
    List<Buffer> constants) {
  public Library {
    functions = List.copyOf(functions);
    constants = List.copyOf(constants);
  }

  /** The class's name without its package. */
  public String simpleClass() {
    return qualifiedClass.substring(qualifiedClass.lastIndexOf('.') + 1);
  }
}
