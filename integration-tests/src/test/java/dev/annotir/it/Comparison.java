package dev.annotir.it;

import java.util.ArrayList;
import java.util.List;

/** Collects how the replies of engines differ from the JVM's. */
final class Comparison {
  private static final int SHOWN = 10;

  private final List<Job> jobs;
  private final List<Reply> expected;
  private final List<String> differences = new ArrayList<>();

  Comparison(List<Job> jobs, List<Reply> expected) {
    this.jobs = jobs;
    this.expected = expected;
  }

  /** Compares the replies of an engine. */
  void add(String engine, List<Reply> replies) {
    if (replies.size() != jobs.size()) {
      differences.add(engine + " has given " + replies.size() + " replies to " + jobs.size());
      return;
    }
    for (int i = 0; i < jobs.size(); i++) {
      if (!replies.get(i).agrees(expected.get(i))) {
        differences.add(text(engine, jobs.get(i), expected.get(i), replies.get(i)));
      }
    }
  }

  /** What differs, and the arguments. */
  static String text(String engine, Job job, Reply expected, Reply reply) {
    String what =
        expected instanceof Reply.Returned java && reply instanceof Reply.Returned other
            ? java.difference(job.operator(), other)
            : shortened(reply) + ", not " + shortened(expected);
    return "%s, %s: %s\n  %s"
        .formatted(job.operator(), engine, what, job.call().text(job.operator()));
  }

  private static String shortened(Reply reply) {
    return reply instanceof Reply.Returned ? "it returned" : reply.toString();
  }

  /** What came; throws if anything differed. */
  Summary summary() {
    if (!differences.isEmpty()) {
      List<String> shown = differences.subList(0, Math.min(SHOWN, differences.size()));
      throw new AssertionError(
          differences.size() + " differences from the JVM:\n" + String.join("\n", shown));
    }
    return Summary.of(jobs, expected);
  }
}
