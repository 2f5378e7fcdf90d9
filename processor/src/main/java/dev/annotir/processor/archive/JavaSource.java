package dev.annotir.processor.archive;

/** A Java source as an archive holds it: in ASCII, with LF at the end of each line. */
final class JavaSource {
  private static final String SUFFIX = ".java";

  private JavaSource() {}

  /**
   * The path of a source file: other characters as {@code _uXXXX}, and cut where it is too long.
   */
  static String path(String file) {
    StringBuilder path = new StringBuilder("src/");
    for (char c : file.substring(0, file.length() - SUFFIX.length()).toCharArray()) {
      path.append(c < 128 ? String.valueOf(c) : String.format("_u%04X", (int) c));
    }
    path.setLength(Math.min(path.length(), TarWriter.LONGEST_PATH - SUFFIX.length()));
    return path + SUFFIX;
  }

  /** The text with other characters as Java's escapes. */
  static String text(String source) {
    StringBuilder text = new StringBuilder();
    for (char c : source.replace("\r\n", "\n").replace('\r', '\n').toCharArray()) {
      if (c < 128) {
        text.append(c);
      } else {
        text.append(String.format("\\u%04x", (int) c));
      }
    }
    return text.toString();
  }
}
