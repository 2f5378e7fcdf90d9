package dev.annotir.processor.c;

import dev.annotir.processor.diagnostic.Version;
import dev.annotir.processor.ir.Library;
import java.util.Locale;

/**
 * The C names of a library's parts.
 *
 * @param library the library's name, which the names of functions begin with
 * @param macros the same for macros and enum constants
 * @param file the source's name, fit for comments
 * @param generator this program's name and version
 */
record Symbols(String library, String macros, String file, String generator) {
  static Symbols of(Library library) {
    return new Symbols(
        library.name(),
        library.name().toUpperCase(Locale.ROOT),
        Comments.safe(library.file()),
        Version.ANNOTIR);
  }

  /** The typed function of an operator. */
  String typed(String operator) {
    return library + "_" + operator;
  }

  /** The packed function of an operator. */
  String packed(String operator) {
    return typed(operator) + "_packed";
  }

  /** The array of a constant. */
  String constant(String name) {
    return library + "_" + name;
  }

  /** The union that gives the bytes of a constant's string as elements. */
  String bytesOfConstant(String name) {
    return constant(name) + "_bytes";
  }

  /** The packed function, as a runtime knows it, that gives an operator its constants. */
  static String init(String operator) {
    return "__init_" + operator;
  }

  /** What the macros of an operator begin with. */
  String macros(String operator) {
    return macros + "_" + operator.toUpperCase(Locale.ROOT);
  }

  /** The macro for the bytes of an operator's workspace. */
  String workspaceBytes(String operator) {
    return macros(operator) + "_WORKSPACE_BYTES";
  }

  /** The macro for the number of a tensor's elements. */
  String elements(String operator, String tensor) {
    return macros(operator) + "_" + tensor.toUpperCase(Locale.ROOT) + "_ELEMENTS";
  }

  /** The macro for the bytes of a tensor. */
  String bytes(String operator, String tensor) {
    return macros(operator) + "_" + tensor.toUpperCase(Locale.ROOT) + "_BYTES";
  }

  /** The entry point of an operator for tvm-ffi. */
  static String ffi(String operator) {
    return "__tvm_ffi_" + operator;
  }
}
