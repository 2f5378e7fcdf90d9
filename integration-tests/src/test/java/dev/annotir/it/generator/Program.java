package dev.annotir.it.generator;

import java.util.Locale;

/**
 * One operator in a class of its own, with its constants and helpers.
 *
 * @param name the class's and the operator's
 * @param origin the name of the program that it was made from, whatever it is called now
 */
public record Program(String name, String origin, Code code) {
  /** The class, to stand in another. */
  public String java() {
    return code.java();
  }

  /** The same program under another name. */
  public Program renamed(String other) {
    Code renamed =
        code.replaced(name, other)
            .replaced(name.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    return new Program(other, origin, renamed);
  }
}
