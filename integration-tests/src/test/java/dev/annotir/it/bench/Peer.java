package dev.annotir.it.bench;

import java.util.List;
import java.util.Map;

/**
 * Another way to compute the operators, or annotir's.
 *
 * @param name what the table calls it
 * @param group who it competes for
 * @param sameBits whether its results must be the JVM's bits
 * @param description its version, or why it is missing
 * @param command what starts its process; empty if it is missing
 * @param environment further variables of its environment
 */
record Peer(
    String name,
    Group group,
    boolean sameBits,
    String description,
    List<String> command,
    Map<String, String> environment) {
  /** The kinds of peers. */
  enum Group {
    ANNOTIR,
    JVM,
    NAIVE,
    LIBRARY
  }

  static Peer missing(String name, Group group, String why) {
    return new Peer(name, group, false, "missing: " + why, List.of(), Map.of());
  }

  /** The same with a variable of the environment. */
  Peer with(String variable, String value) {
    return new Peer(
        name,
        group,
        sameBits,
        description + ", " + variable + "=" + value,
        command,
        Map.of(variable, value));
  }

  /** Whether it reads its arguments from files. */
  boolean isPython() {
    return command.stream().anyMatch(word -> word.endsWith(".py"));
  }

  boolean isMissing() {
    return command.isEmpty();
  }
}
