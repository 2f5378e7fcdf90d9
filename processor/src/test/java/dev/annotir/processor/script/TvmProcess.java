package dev.annotir.processor.script;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A Python that has TVM and runs one module after the other, as it takes long to start. */
final class TvmProcess {
  private static final Queue<TvmProcess> IDLE = new ConcurrentLinkedQueue<>();

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader replies;
  private final Path errors;

  private TvmProcess(String python) throws IOException {
    Path folder = Files.createTempDirectory("annotir-tvm");
    Path runner = folder.resolve("run_tvm.py");
    errors = folder.resolve("errors.txt");
    try (InputStream in = TvmProcess.class.getResourceAsStream("run_tvm.py")) {
      Files.copy(in, runner);
    }
    folder.toFile().deleteOnExit(); // in the reverse order
    runner.toFile().deleteOnExit();
    errors.toFile().deleteOnExit();
    // It ends with its input, when this process does.
    process = new ProcessBuilder(python, runner.toString()).redirectError(errors.toFile()).start();
    requests = process.outputWriter();
    replies = process.inputReader();
  }

  /** Compiles the module of a file and makes the calls of another; writes replies to a third. */
  static void run(String python, Path script, Path calls, Path results) throws IOException {
    TvmProcess idle = IDLE.poll();
    TvmProcess tvm = idle == null ? new TvmProcess(python) : idle;
    tvm.requests.write(script + "\t" + calls + "\t" + results + "\n");
    tvm.requests.flush();
    String reply = tvm.replies.readLine();
    if (reply == null) {
      throw new AssertionError(Files.readString(tvm.errors) + script);
    }
    IDLE.add(tvm);
    if (!reply.equals("done")) {
      throw new AssertionError(reply + " " + script);
    }
  }
}
