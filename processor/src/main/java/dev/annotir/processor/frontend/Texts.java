package dev.annotir.processor.frontend;

import com.sun.source.tree.Tree;
import java.util.regex.Pattern;

/** Java sources in messages and names. */
final class Texts {
  private static final int LONGEST = 40;

  private static final Pattern WHITE = Pattern.compile("\\s+");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\[[A-Za-z0-9]+\\])*");

  private Texts() {}

  /** A tree as one line of at most 40 characters. */
  static String shorten(Tree tree) {
    String text = WHITE.matcher(ExpressionText.of(tree)).replaceAll(" ").trim();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }

  /**
   * A name for the value of a tree: {@code index_i} for {@code index[i]}; else {@code fallback}.
   */
  static String name(Tree tree, String fallback) {
    String text = ExpressionText.of(tree);
    if (text.length() > 20 || !NAME.matcher(text).matches()) {
      return fallback;
    }
    return text.replace("]", "").replace('[', '_');
  }
}
