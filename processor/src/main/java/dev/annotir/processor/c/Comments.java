package dev.annotir.processor.c;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text for C comments. */
final class Comments {
  private static final int WIDTH = 120;
  private static final Pattern WHITE = Pattern.compile("\\s+");

  private Comments() {}

  /** The text in ASCII, on one line, with nothing in it that ends or opens a comment. */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    char last = ' ';
    String line = WHITE.matcher(text).replaceAll(" ").strip();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((last == '*' && c == '/') || (last == '/' && c == '*') || (last == '?' && c == '?')) {
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

  /** Paragraphs as one comment in lines of at most 120 characters; empty ones do not count. */
  static String block(String... paragraphs) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : paragraphs) {
      wrap(safe(paragraph), lines);
    }
    return lines.size() == 1 && lines.get(0).length() <= WIDTH - 6
        ? "/* " + lines.get(0) + " */\n"
        : "/*\n * " + String.join("\n * ", lines) + "\n */\n";
  }

  private static void wrap(String text, List<String> to) {
    String rest = text;
    while (rest.length() > WIDTH - 3 && rest.lastIndexOf(' ', WIDTH - 3) > 0) {
      int at = rest.lastIndexOf(' ', WIDTH - 3);
      to.add(rest.substring(0, at));
      rest = rest.substring(at + 1);
    }
    if (!rest.isEmpty()) {
      to.add(rest);
    }
  }
}
