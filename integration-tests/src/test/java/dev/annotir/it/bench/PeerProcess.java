package dev.annotir.it.bench;

import dev.annotir.it.OperatorInfo;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The process of a peer, one thread on one processor; its protocol is {@link Worker}'s. */
final class PeerProcess implements AutoCloseable {
  private static final List<String> THREADS =
      List.of(
          "OMP_NUM_THREADS",
          "OPENBLAS_NUM_THREADS",
          "MKL_NUM_THREADS",
          "TVM_NUM_THREADS",
          "DNNL_NUM_THREADS");

  private final Peer peer;
  private final ProcessBuilder builder;
  private final Path results;
  private Process process;
  private BufferedWriter to;
  private BufferedReader from;

  /** Starts a peer; what it complains about goes to a file in the folder of its results. */
  PeerProcess(Peer peer, List<String> pinned, Path folder) {
    this.peer = peer;
    String file = peer.name().replaceAll("\\W+", "_");
    this.results = folder.resolve(file + ".result");
    List<String> command = new ArrayList<>(pinned);
    command.addAll(peer.command());
    this.builder =
        new ProcessBuilder(command)
            .redirectError(Redirect.appendTo(folder.resolve(file + ".log").toFile()));
    THREADS.forEach(variable -> builder.environment().put(variable, "1"));
    builder.environment().putAll(peer.environment());
    start();
  }

  private void start() {
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    to =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  Peer peer() {
    return peer;
  }

  /** What the peer computes, or why there is nothing. */
  record Answer(byte[] result, Optional<Cell> instead) {}

  /** Has the operator computed once; a process that this ends is started again. */
  Answer prepare(OperatorInfo operator) {
    try {
      String said = ask("prepare " + operator.library() + " " + operator.name() + " " + results);
      return switch (said) {
        case "ok" -> new Answer(Files.readAllBytes(results), Optional.empty());
        case "absent" -> new Answer(new byte[0], Optional.of(new Cell.Absent()));
        default -> new Answer(new byte[0], Optional.of(new Cell.Wrong(said)));
      };
    } catch (IOException e) {
      close();
      start();
      return new Answer(new byte[0], Optional.of(new Cell.Wrong("the process has ended")));
    }
  }

  /** The nanoseconds of the best call of what was prepared last. */
  double time(long warmUp, long measure) {
    try {
      return Double.parseDouble(ask("time " + warmUp + " " + measure));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String ask(String line) throws IOException {
    to.write(line);
    to.newLine();
    to.flush();
    String said = from.readLine();
    if (said == null) {
      throw new IOException(peer.name() + " has ended; see its log beside " + results);
    }
    return said;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
