package dev.annotir.it.readme;

import dev.annotir.processor.diagnostic.Id;
import java.util.Locale;

/** The README's table of messages, from the enum that has them all. */
final class MessageTable {
  private static final String START = "<!-- messages: generated from Id.java by ReadmeTest -->\n";
  private static final String END = "<!-- end of messages -->\n";

  private MessageTable() {}

  /** A document with the table as it should be. */
  static String in(String markdown) {
    int start = markdown.indexOf(START) + START.length();
    return markdown.substring(0, start) + table() + markdown.substring(markdown.indexOf(END));
  }

  private static String table() {
    StringBuilder table = new StringBuilder("\n| id | kind | about |\n|---|---|---|\n");
    for (Id id : Id.values()) {
      String kind = id.kind().toString().toLowerCase(Locale.ROOT);
      table.append("| `" + id + "` | " + kind + " | " + id.meaning() + " |\n");
    }
    return table.append('\n').toString();
  }
}
