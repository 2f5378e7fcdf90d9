package dev.annotir.it.bench;

import dev.annotir.it.OperatorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures all peers in turns, so that whatever slows the machine down for a while slows all of
 * them down. The first peer's results are those that the others must have.
 */
final class Contest implements AutoCloseable {
  private static final long MILLISECOND = 1_000_000;

  /** Before the first measurement, in measurements: the JVM compiles a method while it runs. */
  private static final int WARM_UP = 5;

  private final List<PeerProcess> processes = new ArrayList<>();
  private final List<Peer> missing = new ArrayList<>();
  private final int rounds;
  private final long measure;

  /** Starts the peers that are not missing. */
  Contest(List<Peer> peers, List<String> pinned, Options options, Path work) {
    this.rounds = options.rounds();
    this.measure = options.milliseconds() * MILLISECOND;
    for (Peer peer : peers) {
      if (peer.isMissing()) {
        missing.add(peer);
      } else {
        processes.add(new PeerProcess(peer, pinned, work));
      }
    }
  }

  /** What all peers have to say about an operator. */
  Measurement measure(OperatorInfo operator) {
    Measurement measurement = Measurement.of(operator);
    missing.forEach(peer -> measurement.cells().put(peer, new Cell.Missing()));
    Map<PeerProcess, PeerProcess.Answer> answers = new LinkedHashMap<>();
    processes.forEach(process -> answers.put(process, process.prepare(operator)));
    byte[] expected = answers.get(processes.get(0)).result();
    Map<PeerProcess, Double> times = new LinkedHashMap<>();
    answers.forEach(
        (process, answer) ->
            answer
                .instead()
                .or(() -> wrong(operator, process, expected, answer))
                .ifPresentOrElse(
                    cell -> measurement.cells().put(process.peer(), cell),
                    () -> times.put(process, Double.MAX_VALUE)));
    for (int round = 0; round < rounds; round++) {
      long warmUp = round == 0 ? WARM_UP * measure : measure / 4;
      times.replaceAll((process, best) -> Math.min(best, process.time(warmUp, measure)));
    }
    times.forEach((process, best) -> measurement.cells().put(process.peer(), new Cell.Time(best)));
    Bench.print(operator.name() + ": " + Report.line(measurement));
    return measurement;
  }

  private static Optional<Cell> wrong(
      OperatorInfo operator, PeerProcess process, byte[] expected, PeerProcess.Answer answer) {
    boolean sameBits =
        process.peer().sameBits()
            && (process.peer().group() != Peer.Group.NAIVE || !Work.hasExponentials(operator));
    return Agreement.difference(operator, expected, answer.result(), sameBits).map(Cell.Wrong::new);
  }

  @Override
  public void close() {
    processes.forEach(PeerProcess::close);
  }
}
