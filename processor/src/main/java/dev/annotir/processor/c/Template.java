package dev.annotir.processor.c;

import dev.annotir.processor.diagnostic.CompilerBug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * C text with gaps, kept as a resource.
 *
 * <p>{@code @name@} stands for a value; an empty one that is alone on its line takes the line away.
 * The lines from {@literal @if condition} to {@literal @else} or {@literal @end} stay only where
 * the condition holds.
 */
final class Template {
  private static final Pattern GAP = Pattern.compile("@([a-zA-Z0-9]+)@");

  private final String resource;
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> conditions = new HashSet<>();

  private Template(String resource) {
    this.resource = resource;
  }

  static Template of(String resource, Symbols symbols) {
    return new Template(resource)
        .set("lib", symbols.library())
        .set("LIB", symbols.macros())
        .set("file", symbols.file())
        .set("annotir", symbols.generator());
  }

  Template set(String name, String value) {
    values.put(name, value.stripTrailing());
    return this;
  }

  Template when(String condition, boolean holds) {
    if (holds) {
      conditions.add(condition);
    }
    return this;
  }

  /** The text without gaps. */
  String text() {
    StringBuilder text = new StringBuilder();
    boolean stays = true;
    for (String line : read().split("\n", -1)) {
      if (line.startsWith("@if ")) {
        stays = conditions.contains(line.substring(4));
      } else if (line.equals("@else")) {
        stays = !stays;
      } else if (line.equals("@end")) {
        stays = true;
      } else if (stays) {
        append(line, text);
      }
    }
    return text.substring(0, text.length() - 1);
  }

  private void append(String line, StringBuilder text) {
    int before = text.length();
    int from = 0;
    // Not by appendReplacement, which goes through each character of what may be all kernels.
    for (Matcher gap = GAP.matcher(line); gap.find(); from = gap.end()) {
      text.append(line, from, gap.start()).append(value(gap.group(1)));
    }
    text.append(line, from, line.length());
    if (text.length() > before || line.isEmpty()) {
      text.append('\n');
    }
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new CompilerBug(resource + ": no value for " + name);
    }
    return value;
  }

  private String read() {
    try (InputStream stream = Template.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new CompilerBug("no resource " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
