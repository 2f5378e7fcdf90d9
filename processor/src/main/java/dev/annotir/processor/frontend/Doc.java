package dev.annotir.processor.frontend;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Javadoc as plain text. */
final class Doc {
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s*([^{}]*)\\}");
  private static final Pattern END = Pattern.compile("[.!?](?=\\s|$)|(?m)^\\s*@\\w|(?i)<p>");

  private Doc() {}

  /** The first sentence of a comment without tags; empty where there is none. */
  static String firstSentence(@Nullable String comment) {
    if (comment == null) {
      return "";
    }
    String text = comment;
    for (Matcher tag = INLINE_TAG.matcher(text); tag.find(); tag = INLINE_TAG.matcher(text)) {
      text = tag.replaceFirst(Matcher.quoteReplacement(label(tag.group(1).trim())));
    }
    Matcher end = END.matcher(text);
    if (end.find()) {
      boolean isPoint = ".!?".contains(end.group());
      text = text.substring(0, isPoint ? end.end() : end.start());
    }
    text = text.replaceAll("</?[A-Za-z][^<>]*>", "");
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    return text.replaceAll("\\s+", " ").trim();
  }

  /** What an inline tag with this body shows. */
  private static String label(String body) {
    return body.replace('#', '.').replaceAll("^\\.", "");
  }
}
