package dev.annotir.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs operators by a program that reads calls from a file and writes replies to another, whose
 * paths are its last arguments.
 */
record ProgramEngine(
    Path folder,
    Map<String, String> environment,
    List<String> program,
    Function<OperatorInfo, List<Exchange.Extra>> extras)
    implements Engine {
  /** A tensor result is the last argument; a scalar is returned. */
  static List<Exchange.Extra> tensorResult(OperatorInfo operator) {
    Parameter result = operator.result();
    return result == null || !result.tensor()
        ? List.of()
        : List.of(new Exchange.Extra(result.dtype(), result.shape(), new long[result.elements()]));
  }

  @Override
  public List<Reply> run(List<Job> jobs) {
    Path calls = folder.resolve("calls.bin");
    Path replies = folder.resolve("replies.bin");
    List<String> command = new ArrayList<>(program);
    command.add(calls.toString());
    command.add(replies.toString());
    try {
      Files.write(calls, Exchange.calls(jobs, extras));
      Programs.run(folder, environment, command);
      return Exchange.replies(jobs, Files.readAllBytes(replies));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
