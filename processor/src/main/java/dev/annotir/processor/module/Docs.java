package dev.annotir.processor.module;

import java.util.stream.Collectors;

/** Javadoc taken over from a method. */
final class Docs {
  private Docs() {}

  /** The text before the block tags, with nothing in it that ends a comment or starts an escape. */
  static String description(String doc) {
    return doc.lines()
        .map(String::strip)
        .takeWhile(line -> !line.startsWith("@"))
        .collect(Collectors.joining("\n"))
        .strip()
        .replace("*/", "*&#47;")
        .replace("\\u", "&#92;u");
  }
}
