package dev.annotir.it.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of code.
 *
 * @param line where it starts, counted from 1
 * @param language the first word after the fence
 * @param use what the test does with it: the second word up to {@code =}; empty if there is none
 * @param operand what follows the {@code =}: a file's name or a command
 */
record Block(int line, String language, String use, String operand, String text) {
  private static final Pattern FENCED =
      Pattern.compile(
          "^```(\\w+)(?: (\\w+)(?:=([^\\n]+))?)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** The text of the first block of the README that has a use and an operand. */
  static String ofReadme(String use, String operand) throws IOException {
    return of(Files.readString(Path.of("../README.md"))).stream()
        .filter(block -> block.use().equals(use) && block.operand().equals(operand))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** All blocks of a document. */
  static List<Block> of(String markdown) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = FENCED.matcher(markdown);
    while (matcher.find()) {
      int line = (int) markdown.substring(0, matcher.start()).lines().count() + 1;
      blocks.add(
          new Block(
              line,
              matcher.group(1),
              orEmpty(matcher.group(2)),
              orEmpty(matcher.group(3)),
              matcher.group(4)));
    }
    return blocks;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  @Override
  public String toString() {
    return "README.md:" + line + " " + language + " " + use + " " + operand;
  }
}
