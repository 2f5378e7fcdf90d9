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
