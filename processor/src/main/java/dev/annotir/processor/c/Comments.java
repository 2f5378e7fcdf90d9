package dev.annotir.processor.c;

/** Text for C comments. */
final class Comments {
  private Comments() {}

  /** The text in ASCII, on one line, with nothing in it that ends or opens a comment. */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    char last = ' ';
    for (char c : text.replaceAll("\\s+", " ").strip().toCharArray()) {
      if (last == '*' && c == '/' || last == '/' && c == '*' || last == '?' && c == '?') {
        safe.append(' ');
      }
      if (c < ' ' || c > '~') {
        safe.append(String.format("\\u%04X", (int) c));
      } else {
        safe.append(c);
      }
      last = c;
    }
    return safe.toString();
  }

  /** A comment on a line of its own, or none for an empty text. */
  static String line(String text) {
    String safe = safe(text);
    return safe.isEmpty() ? "" : "/* " + safe + " */\n";
  }
}
