package dev.annotir.processor.c;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a C function's body while it is written. */
final class Lines {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The variable that a line sets or declares. */
  private static final Pattern SET =
      Pattern.compile(
          "^(?:(?:int|float|double|u?int[0-9]+_t|annotir_[fiu][0-9]+x[0-9]+) )?([A-Za-z_][A-Za-z0-9_]*)(?: [-+*/]?= |\\[)");

  private static final int WIDTH = 120;

  /** What a declaration is for: nothing if its variable is never named, or never read. */
  private enum Kind {
    OTHER,
    LET,
    VARIABLE
  }

  /**
   * A line.
   *
   * @param name the variable that it declares, if it is a declaration
   */
  private record Line(int indent, String text, String comment, Kind kind, String name) {
    Line(int indent, String text, String comment) {
      this(indent, text, comment, Kind.OTHER, "");
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private int indent = 1;

  void add(String text) {
    add(text, "");
  }

  /** Adds a line with a comment at its end. */
  void add(String text, String comment) {
    lines.add(new Line(indent, text, comment));
  }

  /** Adds the declaration of a value, which is dropped if no later line names it. */
  void let(String name, String text) {
    lines.add(new Line(indent, text, "", Kind.LET, name));
  }

  /** Adds the declaration of a variable or array that later lines may set. */
  void variable(String name, String text) {
    lines.add(new Line(indent, text, "", Kind.VARIABLE, name));
  }

  void open(String text, String comment) {
    add(text, comment);
    indent++;
  }

  void close(String text) {
    indent--;
    add(text);
  }

  /** Ends a part in braces and starts the next: {@code } else {}. */
  void reopen(String text) {
    close(text);
    indent++;
  }

  /** Takes back what was opened at the mark and has nothing in it. */
  void abandon(int mark) {
    lines.subList(mark, lines.size()).clear();
    indent--;
  }

  /** The place where the next line will stand. */
  int mark() {
    return lines.size();
  }

  /** Puts what was added since the mark into braces. */
  void enclose(int mark) {
    lines
        .subList(mark, lines.size())
        .replaceAll(l -> new Line(l.indent() + 1, l.text(), l.comment(), l.kind(), l.name()));
    lines.add(mark, new Line(indent, "{", ""));
    add("}");
  }

  /**
   * Puts the line at the mark, if it is the only one since and jumps away, behind a condition that
   * opened before.
   */
  boolean inline(int mark) {
    if (lines.size() != mark + 1 || !isJump(lines.get(mark).text())) {
      return false;
    }
    Line condition = lines.get(mark - 1);
    String head = condition.text().substring(0, condition.text().length() - " {".length());
    String jump = lines.remove(mark).text();
    lines.set(mark - 1, new Line(condition.indent(), head + " " + jump, condition.comment()));
    indent--;
    return true;
  }

  private static boolean isJump(String text) {
    return text.startsWith("return ")
        || text.startsWith("goto ")
        || text.equals("break;")
        || text.equals("continue;");
  }

  /**
   * Drops the declarations of values that no line names, says of variables that none reads that
   * this is meant, and returns all identifiers that are left.
   */
  Set<String> dropUnused() {
    Set<String> named = new HashSet<>();
    Set<String> read = new HashSet<>();
    for (int i = lines.size() - 1; i >= 0; i--) {
      Line line = lines.get(i);
      if (line.kind() == Kind.LET && !named.contains(line.name())) {
        lines.remove(i);
        continue;
      } else if (line.kind() == Kind.VARIABLE && !read.contains(line.name())) {
        lines.add(i + 1, new Line(line.indent(), "(void)" + line.name() + ";", ""));
      }
      Matcher set = SET.matcher(line.text());
      int value = set.find() ? set.end(1) : 0;
      Matcher identifier = IDENTIFIER.matcher(line.text());
      while (identifier.find()) {
        named.add(identifier.group());
        if (identifier.start() >= value) {
          read.add(identifier.group());
        }
      }
    }
    return named;
  }

  /** Puts a line before all others. */
  void addFirst(String text) {
    lines.add(0, new Line(1, text, ""));
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Line line : lines) {
      String comment =
          line.comment().isEmpty() ? "" : "/* " + Comments.safe(line.comment()) + " */";
      if (!comment.isEmpty()
          && 2 * line.indent() + line.text().length() + comment.length() + 1 > WIDTH) {
        append(out, line.indent(), comment);
        append(out, line.indent(), line.text());
      } else {
        append(out, line.indent(), comment.isEmpty() ? line.text() : line.text() + " " + comment);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int indent, String text) {
    int margin = 2 * indent;
    String rest = text;
    while (margin + rest.length() > WIDTH && breakAt(rest, WIDTH - margin) > 0) {
      int at = breakAt(rest, WIDTH - margin);
      out.append(" ".repeat(margin)).append(rest, 0, at).append('\n');
      rest = rest.substring(at + 1);
      margin = 2 * indent + 4;
    }
    out.append(" ".repeat(margin)).append(rest).append('\n');
  }

  /** The last space outside parentheses as far as can be, at which a line may end. */
  private static int breakAt(String text, int width) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    int depth = 0;
    for (int i = 0; i < Math.min(width, text.length()); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == ' ' && i > width / 2 && depth <= least) {
        best = i;
        least = depth;
      }
    }
    return best < 0 ? text.lastIndexOf(' ', Math.min(width, text.length() - 1)) : best;
  }
}
