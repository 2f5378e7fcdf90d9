package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of Java as a tree: text between smaller pieces.
 *
 * @param type of an expression, else empty
 * @param parts strings and codes
 */
public record Code(Sort sort, String type, List<Object> parts) {
  /** What a piece is, and so how it can become smaller. */
  public enum Sort {
    /** Replaceable by any expression of its type. */
    EXPRESSION,
    /** Replaceable by the statements in it. */
    STATEMENT,
    /** Pieces of which any can be left out. */
    LIST,
    /** Anything else. */
    TEXT
  }

  /** An expression; each {@code #} in the template stands for the next piece. */
  static Code expression(Type type, String template, Object... pieces) {
    return of(Sort.EXPRESSION, type.java(), template, pieces);
  }

  static Code statement(String template, Object... pieces) {
    return of(Sort.STATEMENT, "", template, pieces);
  }

  static Code text(String template, Object... pieces) {
    return of(Sort.TEXT, "", template, pieces);
  }

  /** Pieces one below the other, in braces. */
  static Code block(List<Code> statements) {
    return text("{\n#\n}", list("\n", statements));
  }

  /** Pieces between which a separator stands. */
  static Code list(String separator, List<Code> pieces) {
    return new Code(Sort.LIST, separator, List.copyOf(pieces));
  }

  private static Code of(Sort sort, String type, String template, Object... pieces) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (Object piece : pieces) {
      int at = template.indexOf('#', from);
      parts.add(template.substring(from, at));
      parts.add(piece instanceof Code ? piece : String.valueOf(piece));
      from = at + 1;
    }
    parts.add(template.substring(from));
    return new Code(sort, type, parts);
  }

  /** The same piece with another in one of its places. */
  Code with(int part, Object replacement) {
    List<Object> changed = new ArrayList<>(parts);
    changed.set(part, replacement);
    return new Code(sort, type, changed);
  }

  /** The same piece with one text in the place of another, wherever that stands alone. */
  Code replaced(String text, String other) {
    List<Object> changed = new ArrayList<>();
    for (Object part : parts) {
      changed.add(
          part instanceof Code code
              ? code.replaced(text, other)
              : part.equals(text) ? other : part);
    }
    return new Code(sort, type, changed);
  }

  /** The Java text, indented by its braces. */
  public String java() {
    StringBuilder flat = new StringBuilder();
    print(flat);
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (String line : flat.toString().split("\n")) {
      String stripped = line.strip();
      if (stripped.isEmpty()) {
        continue;
      }
      int closing = stripped.startsWith("}") ? 1 : 0;
      text.append("  ".repeat(Math.max(0, depth - closing))).append(stripped).append('\n');
      depth += count(stripped, '{') - count(stripped, '}');
    }
    return text.toString();
  }

  private static int count(String text, char c) {
    return (int) text.chars().filter(other -> other == c).count();
  }

  private void print(StringBuilder out) {
    for (int i = 0; i < parts.size(); i++) {
      if (sort == Sort.LIST && i > 0) {
        out.append(type);
      }
      if (parts.get(i) instanceof Code code) {
        code.print(out);
      } else {
        out.append(parts.get(i));
      }
    }
  }
}
