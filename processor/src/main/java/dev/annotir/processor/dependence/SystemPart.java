package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.dependence.IntegerSystem.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Unknowns that no row connects with others, with the sums of them that are asked for. Whatever is
 * found of it holds in all cases that differ in other parts only, so it is found once.
 */
final class SystemPart {
  private final IntegerSystem system;

  /** Which of all sums are here, in the system's order. */
  private final List<Integer> sums;

  private final Map<Integer, Interval> ranges = new HashMap<>();

  /** The part for each sum and each sign that was tried. */
  private final Map<List<Integer>, Optional<SystemPart>> cases = new HashMap<>();

  private @Nullable Answer answer;

  SystemPart(IntegerSystem system, List<Integer> sums) {
    this.system = system;
    this.sums = sums;
  }

  /** Which of all sums are here. */
  List<Integer> sums() {
    return sums;
  }

  /** Whether there is a solution. */
  Answer answer() {
    Answer result = answer;
    if (result == null) {
      result = system.isSolvable();
      answer = result;
    }
    return result;
  }

  /** Whether a sum is the same in all solutions. */
  boolean isConstant(int sum) {
    return system.isConstant(sums.indexOf(sum));
  }

  /** The constant of a sum. */
  long constant(int sum) {
    return system.constant(sums.indexOf(sum));
  }

  /** Where a sum lies in all solutions; perhaps more than that. */
  Interval range(int sum) {
    return ranges.computeIfAbsent(sum, s -> system.range(sums.indexOf(s)));
  }

  /** The part where a sum has a sign, -1, 0 or 1; null where the numbers got too large. */
  @Nullable SystemPart where(int sum, int sign) {
    return cases.computeIfAbsent(List.of(sum, sign), key -> restricted(sum, sign)).orElse(null);
  }

  private Optional<SystemPart> restricted(int sum, int sign) {
    IntegerSystem restricted = system.copy();
    Answer solved = restricted.restrict(sums.indexOf(sum), sign);
    if (solved == Answer.UNKNOWN) {
      return Optional.empty();
    }
    SystemPart part = new SystemPart(restricted, sums);
    part.answer = solved == Answer.NO ? solved : null;
    return Optional.of(part);
  }
}
