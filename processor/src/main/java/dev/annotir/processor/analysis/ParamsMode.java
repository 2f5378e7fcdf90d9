package dev.annotir.processor.analysis;

import java.util.Locale;

/** Where compiled operators have their constants, as the option {@code annotir.params} says. */
public enum ParamsMode {
  /** In the C, as const arrays. */
  LINK,
  /** Outside the C, which is given their addresses. */
  METADATA;

  /** The option's value. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
