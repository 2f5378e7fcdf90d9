package dev.annotir.processor.script;

import java.util.HashMap;
import java.util.Map;

/** Names that no two things of a module share: the second of a name gets {@code _1}. */
final class UniqueNames {
  /** By each name that is taken, the last number that was tried behind it. */
  private final Map<String, Integer> taken = new HashMap<>();

  String unique(String name) {
    String result = name;
    while (taken.containsKey(result)) {
      result = name + "_" + taken.merge(name, 1, Integer::sum);
    }
    taken.put(result, 0);
    return result;
  }
}
