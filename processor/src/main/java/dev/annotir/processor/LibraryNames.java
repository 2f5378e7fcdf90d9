package dev.annotir.processor;

import dev.annotir.OperatorLibrary;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import java.util.Locale;
import javax.lang.model.element.TypeElement;

/** The names of libraries. */
final class LibraryNames {
  private LibraryNames() {}

  /**
   * The annotation's name, else the class's in snake_case: Conv2D gives conv2d, SHA256Block
   * sha256_block.
   */
  static String of(TypeElement type) {
    OperatorLibrary library = type.getAnnotation(OperatorLibrary.class);
    return library == null || library.value().isEmpty()
        ? snakeCase(type.getSimpleName().toString())
        : library.value();
  }

  static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z][a-z])", "$1_$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  /** Whether a name is no identifier, so that a file of that name could be anywhere. */
  static boolean isPath(String library) {
    return !library.matches("[A-Za-z0-9_$]+");
  }

  /** What to say of such a name. */
  static Diagnostic bad(String library, Span place) {
    return new Diagnostic(
        Id.BAD_NAME,
        "the library's name "
            + library
            + " is no identifier in ASCII\nwrite another: @OperatorLibrary(\"my_library\")",
        place);
  }

  /** What to say where two classes name the same library. */
  static Diagnostic taken(String library, String other, Span place) {
    return new Diagnostic(
        Id.NAME_COLLISION,
        "the library "
            + library
            + " is that of "
            + other
            + " too\n"
            + "give one of the classes another name: @OperatorLibrary(\""
            + library
            + "_2\")",
        place);
  }
}
