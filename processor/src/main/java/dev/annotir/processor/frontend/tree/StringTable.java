package dev.annotir.processor.frontend.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Strings by number, in the order in which they came. */
final class StringTable {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> strings = new ArrayList<>();

  int number(String string) {
    Integer known = numbers.putIfAbsent(string, strings.size());
    if (known != null) {
      return known;
    }
    strings.add(string);
    return strings.size() - 1;
  }

  List<String> strings() {
    return strings;
  }
}
