package dev.annotir.processor.c;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lays text out in lines of at most 120 characters. */
final class Layout {
  static final int WIDTH = 120;

  private Layout() {}

  /**
   * {@code head}, the items with commas and {@code tail}; later lines begin below the first item.
   */
  static String fill(String head, List<String> items, String tail) {
    return fill(head, " ".repeat(head.length() - head.lastIndexOf('\n') - 1), items, tail);
  }

  /**
   * {@code head}, the items with commas and {@code tail}; later lines begin with {@code indent}.
   */
  static String fill(String head, String indent, List<String> items, String tail) {
    StringBuilder text = new StringBuilder(head);
    int column = head.length() - head.lastIndexOf('\n') - 1;
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i < items.size() - 1 ? "," : tail);
      boolean first = i == 0;
      if (!first && column + 1 + item.length() > WIDTH) {
        text.append('\n').append(indent);
        column = indent.length();
        first = true;
      }
      text.append(first ? "" : " ").append(item);
      column += item.length() + (first ? 0 : 1);
    }
    return items.isEmpty() ? text + tail : text.toString();
  }

  /** Words, the first line after {@code head}, later ones after {@code indent}. */
  static String wrap(String head, String indent, String words) {
    StringBuilder text = new StringBuilder(head);
    int column = head.length();
    boolean first = true;
    for (String word : words.split(" ", -1)) {
      if (!first && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(indent);
        column = indent.length();
        first = true;
      }
      text.append(first ? "" : " ").append(word);
      column += word.length() + (first ? 0 : 1);
      first = false;
    }
    return text.append('\n').toString();
  }

  /**
   * Each line with its comment behind it, all comments aligned, or above it where one is too long.
   */
  static String commented(String indent, List<String> lines, List<String> comments) {
    int width = 0;
    boolean fits = true;
    for (int i = 0; i < lines.size(); i++) {
      width = Math.max(width, comments.get(i).isEmpty() ? 0 : lines.get(i).length());
    }
    for (String comment : comments) {
      fits &= comment.isEmpty() || indent.length() + width + 1 + comment.length() + 6 <= WIDTH;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String comment = comments.get(i).isEmpty() ? "" : "/* " + comments.get(i) + " */";
      if (comment.isEmpty()) {
        text.append(indent).append(line);
      } else if (fits) {
        text.append(indent).append(line).append(" ".repeat(width - line.length() + 1));
        text.append(comment);
      } else {
        text.append(indent).append(comment).append('\n').append(indent).append(line);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** A C string literal of the text in UTF-8, cut where it is longer than compilers must take. */
  static String literal(String text) {
    List<String> pieces = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < Math.min(bytes.length, 4000); i++) {
      pieces.add(character(bytes[i] & 0xff));
    }
    return '"' + String.join("", pieces) + '"';
  }

  private static String character(int c) {
    return switch (c) {
      case '"', '\\' -> "\\" + (char) c;
      case '?' -> "\\?";
      case '\n' -> "\\n";
      default -> c >= ' ' && c <= '~' ? String.valueOf((char) c) : String.format("\\%03o", c);
    };
  }
}
