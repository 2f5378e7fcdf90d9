package dev.annotir.processor.c;

import dev.annotir.processor.diagnostic.CompilerBug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions that kernels call, as they stand in {@code runtime.c}: each a paragraph, after
 * those that it calls.
 */
final class RuntimeFunctions {
  private static final List<String> PREFIXES = List.of("annotir_", "ANNOTIR_");
  private static final Pattern DECLARED =
      Pattern.compile(
          "(?:^static inline \\w+ |^} |^#define )((?:annotir|ANNOTIR)_\\w+)", Pattern.MULTILINE);

  private RuntimeFunctions() {}

  /** The definitions of all functions and vector types that a C text names, and those name. */
  static String usedBy(String kernels) {
    List<String> paragraphs = List.of(read().strip().split("\n\n"));
    Map<String, String> declarations = declarations(paragraphs);
    Set<String> used = new HashSet<>();
    String vectorFunctions =
        VectorFunctions.usedBy(kernels)
            + VectorConversions.usedBy(kernels)
            + DotProducts.usedBy(kernels);
    List<String> open = names(kernels + vectorFunctions);
    while (!open.isEmpty()) {
      String text = declarations.get(open.remove(open.size() - 1));
      if (text != null && used.add(text)) {
        open.addAll(names(text));
      }
    }
    StringBuilder out = new StringBuilder();
    paragraphs.stream().filter(used::contains).forEach(text -> out.append(text).append("\n\n"));
    String types = VectorTypes.usedBy(out + vectorFunctions + kernels);
    boolean isChosen = kernels.contains("ANNOTIR_VECTOR_BITS") || !vectorFunctions.isEmpty();
    return types + (isChosen && out.length() > 0 ? mayBeUnused(out) : out) + vectorFunctions;
  }

  /** Functions that only some of the bodies call of which the preprocessor chooses one. */
  private static String mayBeUnused(CharSequence functions) {
    return """
        #if defined(__clang__)
        #pragma clang diagnostic push
        #pragma clang diagnostic ignored "-Wunused-function" /* not every target calls all of them */
        #endif

        %s#if defined(__clang__)
        #pragma clang diagnostic pop
        #endif

        """
        .formatted(functions);
  }

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    String code = withoutComments(text);
    for (String prefix : PREFIXES) {
      for (int at = code.indexOf(prefix); at >= 0; at = code.indexOf(prefix, at)) {
        int start = at;
        while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) {
          at++;
        }
        names.add(code.substring(start, at));
      }
    }
    return names;
  }

  private static String withoutComments(String text) {
    StringBuilder code = new StringBuilder();
    int from = 0;
    for (int comment = text.indexOf("/*"); comment >= 0; comment = text.indexOf("/*", from)) {
      code.append(text, from, comment);
      from = text.indexOf("*/", comment + 2) + 2;
    }
    return code.append(text, from, text.length()).toString();
  }

  /** The paragraph that declares each name. */
  private static Map<String, String> declarations(List<String> paragraphs) {
    Map<String, String> declarations = new HashMap<>();
    for (String text : paragraphs) {
      Matcher matcher = DECLARED.matcher(text);
      while (matcher.find()) {
        declarations.put(matcher.group(1), text);
      }
    }
    return declarations;
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
