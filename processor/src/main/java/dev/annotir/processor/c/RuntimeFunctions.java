package dev.annotir.processor.c;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions that kernels call, as they stand in {@code runtime.c}: each a paragraph, after those that it calls. */
final class RuntimeFunctions {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("annotir_\\w+");
  private static final Pattern DECLARED =
      Pattern.compile("^static inline \\w+ (annotir_\\w+)\\(|^} (annotir_\\w+);", Pattern.MULTILINE);

  private RuntimeFunctions() {}

  /** The definitions that the operators' kernels need; an empty text where they need none. */
  static String used(List<OperatorFacts> operators, Library library) {
    StringBuilder kernels = new StringBuilder();
    operators.forEach(o -> kernels.append(KernelPrinter.print(o, library)));
    return usedBy(kernels.toString());
  }

  /** The definitions of all functions that a C text names, and of those that they name. */
  static String usedBy(String kernels) {
    Map<String, String> paragraphs = paragraphs();
    Set<String> used = new HashSet<>();
    List<String> open = names(kernels);
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1);
      if (paragraphs.containsKey(name) && used.add(name)) {
        open.addAll(names(paragraphs.get(name)));
      }
    }
    StringBuilder out = new StringBuilder();
    paragraphs.forEach((name, text) -> out.append(used.contains(name) ? text + "\n\n" : ""));
    return out.toString();
  }

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(COMMENT.matcher(text).replaceAll(""));
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  /** The text of each declaration by its name, in the file's order. */
  private static Map<String, String> paragraphs() {
    Map<String, String> paragraphs = new LinkedHashMap<>();
    for (String text : read().strip().split("\n\n")) {
      Matcher matcher = DECLARED.matcher(text);
      if (matcher.find()) {
        paragraphs.put(matcher.group(1) != null ? matcher.group(1) : matcher.group(2), text);
      }
    }
    return paragraphs;
  }

  private static String read() {
    try (InputStream in = RuntimeFunctions.class.getResourceAsStream("runtime.c")) {
      if (in == null) {
        throw new CompilerBug("runtime.c is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\r", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
