package dev.annotir.it;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What calls came to on the JVM.
 *
 * @param returned by operator, how many returned
 * @param failed by operator, how many threw
 * @param failures the places that threw
 */
record Summary(Map<String, Integer> returned, Map<String, Integer> failed, Set<String> failures) {
  static Summary of(List<Job> jobs, List<Reply> replies) {
    Map<String, Integer> returned = new TreeMap<>();
    Map<String, Integer> failed = new TreeMap<>();
    Set<String> failures = new TreeSet<>();
    for (int i = 0; i < jobs.size(); i++) {
      String operator = jobs.get(i).operator().toString();
      if (replies.get(i) instanceof Reply.Failed failure) {
        failed.merge(operator, 1, Integer::sum);
        failures.add(failure.exception() + " at " + failure.file() + ":" + failure.line());
      } else {
        returned.merge(operator, 1, Integer::sum);
      }
    }
    return new Summary(returned, failed, failures);
  }
}
