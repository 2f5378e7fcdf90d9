package dev.annotir.processor.c;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.ir.DType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints the argument checks of {@code lib1.c}, of which only what the packed functions use. */
final class ChecksPrinter {
  private static final String PREFIX = "annotir_";

  private static final Pattern DEFINITION =
      Pattern.compile("^static .*?\\b(annotir_\\w+)\\(", Pattern.MULTILINE);

  private final LibraryFacts facts;
  private final Traits traits;

  ChecksPrinter(LibraryFacts facts) {
    this.facts = facts;
    this.traits = Traits.of(facts);
  }

  /** The functions that {@code users} calls, directly or not, in an order that C takes. */
  String print(String users) {
    String[] blocks = text().split("\n\n(?=\\S)", -1);
    List<String> kept = new ArrayList<>();
    Set<String> used = new HashSet<>();
    addNames(users, used);
    for (int i = blocks.length - 1; i >= 0; i--) {
      String block = blocks[i].strip();
      Matcher definition = DEFINITION.matcher(block);
      if (!definition.find() || used.contains(definition.group(1))) {
        kept.add(0, block);
        addNames(block, used);
      }
    }
    return String.join("\n\n", kept) + "\n";
  }

  /** Adds the names in a text that start as those of the functions do. */
  private static void addNames(String text, Set<String> names) {
    int end = 0;
    for (int at = text.indexOf(PREFIX); at >= 0; at = text.indexOf(PREFIX, end)) {
      end = at + PREFIX.length();
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      if (at == 0 || !isPart(text.charAt(at - 1))) {
        names.add(text.substring(at, end));
      }
    }
  }

  private static boolean isPart(char c) {
    return c == '_' || c < 128 && Character.isLetterOrDigit(c);
  }

  private String text() {
    boolean scalar = traits.hasScalar();
    boolean tensor = traits.hasTensor();
    return Template.of("checks.c", Symbols.of(facts.library()))
        .when("bool", traits.any(a -> a.dtype() == DType.BOOL))
        .when("bool scalar", traits.hasScalar(DType.BOOL))
        .when("bool tensor", traits.hasTensor(DType.BOOL))
        .when("char scalar", traits.hasScalar(DType.UINT16))
        .when("scalar and tensor", scalar && tensor)
        .when("only scalar", scalar && !tensor)
        .when("only tensor", tensor && !scalar)
        .when("overlap", traits.canOverlap())
        .when("many", traits.words() > 1)
        .set("words", "" + traits.words())
        .set("rank", "" + traits.rank())
        .text();
  }
}
