package dev.annotir.runtime;

import java.util.List;

/** Says which modules have no form that can be written to a file. */
public final class UnsupportedInModelLibraryFormatError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of the modules. */
  @SuppressWarnings("serial") // a list of strings that is serializable
  private final List<String> typeKeys;

  UnsupportedInModelLibraryFormatError(List<String> typeKeys) {
    super("Don't know how to export non-c or non-llvm modules; found: " + typeKeys);
    this.typeKeys = List.copyOf(typeKeys);
  }

  /** The kinds of the modules, in their order. */
  public List<String> typeKeys() {
    return typeKeys;
  }
}
