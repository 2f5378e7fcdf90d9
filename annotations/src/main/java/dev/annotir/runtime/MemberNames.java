package dev.annotir.runtime;

import java.util.ArrayList;
import java.util.List;

/** Names of files in an archive: {@code ./src/lib0.c} is {@code src/lib0.c}. */
final class MemberNames {
  private static final int LONGEST_SHOWN = 100;

  private MemberNames() {}

  /** The name without what has no meaning; empty for the folder of all. */
  static String normalized(String name) {
    List<String> parts = new ArrayList<>(List.of(name.split("/")));
    parts.removeIf(part -> part.isEmpty() || part.equals("."));
    return String.join("/", parts);
  }

  /**
   * The normalized name, if that names on every system a place below the folder of all.
   *
   * @throws InvalidFormatException with the offset if not
   */
  static String checked(String name, int offset) {
    if (name.indexOf('\ufffd') >= 0) {
      throw new InvalidFormatException("the name " + shown(name) + " is not UTF-8", offset);
    }
    boolean isForeign = name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == ':');
    String normalized = normalized(name);
    if (name.startsWith("/") || isForeign || List.of(normalized.split("/")).contains("..")) {
      throw new InvalidFormatException(
          "the name " + shown(name) + " leads outside the archive's folder", offset);
    }
    return normalized;
  }

  /** A name for a message. */
  static String shown(String name) {
    String shown = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "...";
    return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
  }
}
