package dev.annotir.it.bench;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the command line asks for.
 *
 * @param only operators whose name it does not find are left out
 * @param peers peers whose name it does not find are left out
 * @param rounds how many times each peer is measured
 * @param milliseconds how long one measurement takes
 * @param python the Python that has PyTorch and wheels of libraries
 * @param readme whether the README gets the table
 */
record Options(
    Pattern only, Pattern peers, int rounds, int milliseconds, String python, boolean readme) {
  static final String USAGE =
      """
      usage: integration-tests/bench/run [options]
        --only=<regex>      the operators whose name has it
        --peers=<regex>     the peers whose name has it, besides annotir and HotSpot 17
        --rounds=<n>        how many times each peer is measured, in turns (10)
        --quick             one short round: whether everything runs, no figures to keep
        --python=<program>  a Python that has PyTorch or the wheel scipy-openblas32 (python3)
        --install           first installs the peers of PyPI into target/bench/venv
        --readme            writes the table into the README
      """;

  private static final int MILLISECONDS = 120;

  private static final int QUICK = 15;

  /** A command line that makes no sense; the message says why. */
  static final class UsageException extends RuntimeException {
    UsageException(String message) {
      super(message);
    }
  }

  /** The options in the words of a command line. */
  static Options of(String... words) {
    Pattern only = Pattern.compile("");
    Pattern peers = only;
    int rounds = 10;
    int milliseconds = MILLISECONDS;
    String python = "python3";
    boolean readme = false;
    for (String word : words) {
      List<String> parts = Arrays.asList(word.split("=", 2));
      String value = parts.get(parts.size() - 1);
      switch (parts.get(0) + (parts.size() > 1 ? "=" : "")) {
        case "--only=" -> only = pattern(value);
        case "--peers=" -> peers = pattern(value);
        case "--rounds=" -> rounds = positive(value);
        case "--python=" -> python = value;
        case "--readme" -> readme = true;
        case "--quick" -> {
          rounds = 1;
          milliseconds = QUICK;
        }
        default -> throw new UsageException("no such option: " + word);
      }
    }
    return new Options(only, peers, rounds, milliseconds, python, readme);
  }

  private static Pattern pattern(String value) {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static int positive(String value) {
    if (!value.matches("[1-9][0-9]{0,5}")) {
      throw new UsageException("not a number of rounds: " + value);
    }
    return Integer.parseInt(value);
  }
}
