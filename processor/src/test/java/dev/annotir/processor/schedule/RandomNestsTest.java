package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.dependence.RandomNest;
import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.TextPrinter;
import dev.annotir.processor.ir.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random steps on random nests, and what the scheduler makes of these. */
class RandomNestsTest {
  private static final int NESTS = Integer.getInteger("annotir.nests", 40);
  private static final int FIRST = Integer.getInteger("annotir.firstNest", 0);
  private static final int MOST_STEPS = 4;

  @Test
  void randomSteps() {
    int made = 0;
    for (int seed = FIRST; seed < FIRST + NESTS; seed++) {
      made += steps(new RandomNest(seed, seed % 2 == 0).function(), new Random(seed));
    }
    assertThat(made).isGreaterThan(NESTS / 2);
  }

  /** Makes steps as they come; gives how many were allowed. */
  private static int steps(PrimFunc before, Random random) {
    PrimFunc func = before;
    List<Step> made = new ArrayList<>();
    for (int i = 0; i < 4 * MOST_STEPS && made.size() < MOST_STEPS; i++) {
      List<Stmt.For> loops = Loops.within(func.body());
      if (loops.isEmpty()) {
        break;
      }
      Stmt.For loop = loops.get(random.nextInt(loops.size()));
      Step step = step(loop, loops.get(random.nextInt(loops.size())), random);
      if (step.apply(func) instanceof Step.Result.Done done) {
        made.add(step);
        String text = made + "\n" + TextPrinter.print(func);
        SameResults.check(text, before, done.func(), random.nextLong(), 2);
        func = done.func();
      }
    }
    return made.size();
  }

  private static Step step(Stmt.For loop, Stmt.For other, Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> new Vectorize(loop.var(), List.of(4, 2));
      case 1 -> new Vectorize(loop.var(), List.of(2), Set.of(), random.nextBoolean());
      case 2 -> new Interchange(loop.var(), other.var());
      case 3 -> new Promote(loop.var());
      case 4 -> new Transpose(loop.var());
      case 6 -> new Pack(loop.var());
      case 7 -> new Deinterleave();
      case 8 -> new Speculate(loop.var());
      case 9 -> new Peel(loop.var());
      case 10 -> new GroupProducts(loop.var(), random.nextBoolean() ? 2 : 4);
      case 11 -> new Collapse(loop.var(), other.var());
      case 15 -> new StripInterchange(loop.var(), other.var(), 2 + random.nextInt(3));
      case 16 -> new Distribute(loop.var(), other.var());
      case 5 -> new Vectorize(loop.var(), List.of(4), Set.of(other.var()));
      case 12 -> new TimeSkew(loop.var(), 1 + random.nextInt(4), 1 + random.nextInt(5));
      case 13 -> new Split(loop.var(), 1 + random.nextInt(3));
      case 14 -> new AlignedLoads();
      default -> new UnrollJam(loop.var(), 2 + random.nextInt(2));
    };
  }

  @Test
  void randomStepsOfKernels() {
    int made = 0;
    for (int seed = FIRST; seed < FIRST + NESTS; seed++) {
      made += steps(new RandomKernel(seed).function(), new Random(seed));
    }
    assertThat(made).isGreaterThan(NESTS);
  }

  @Test
  void skewedSweeps() {
    int made = 0;
    for (int seed = FIRST; seed < FIRST + 4 * NESTS; seed++) {
      PrimFunc func = new RandomSweeps(seed).function();
      Random random = new Random(seed);
      Step step =
          new TimeSkew(
              Loops.within(func.body()).get(0).var(), 1 + random.nextInt(4), 1 + random.nextInt(5));
      if (step.apply(func) instanceof Step.Result.Done done) {
        SameResults.check(step.toString(), func, done.func(), seed, 3);
        steps(done.func(), random);
        made++;
      }
    }
    assertThat(made).isGreaterThan(NESTS);
  }

  @Test
  void schedules() {
    int changed = 0;
    for (int seed = FIRST; seed < FIRST + NESTS; seed++) {
      PrimFunc func = Verifier.verify(new RandomKernel(seed).function());
      for (Target target : Target.ALL) {
        PrimFunc scheduled = Scheduler.schedule(func, target);
        SameResults.check("seed " + seed, func, scheduled, seed, 2);
        changed += scheduled == func ? 0 : 1;
      }
    }
    assertThat(changed).isGreaterThan(NESTS / 4);
  }

  @Test
  void wholeRows() {
    int collapsed = 0;
    for (int seed = FIRST; seed < FIRST + 2 * NESTS; seed++) {
      PrimFunc func = Verifier.verify(new RandomRows(seed).function());
      PrimFunc single = CollapsedNests.of(func);
      collapsed += single == func ? 0 : 1;
      SameResults.check("seed " + seed, func, single, seed, 2);
      for (Target target : Target.ALL) {
        SameResults.check("seed " + seed, func, Scheduler.schedule(func, target), seed, 2);
      }
      collapse(func, new Random(seed));
    }
    assertThat(collapsed).isGreaterThan(NESTS / 2);
  }

  /** Makes single loops in any order, whether that pays or not. */
  private static void collapse(PrimFunc before, Random random) {
    PrimFunc func = before;
    for (int i = 0; i < 20; i++) {
      List<Stmt.For> loops = Loops.within(func.body());
      Stmt.For loop = loops.get(random.nextInt(loops.size()));
      if (loop.body() instanceof Stmt.For inner
          && new Collapse(loop.var(), inner.var()).apply(func) instanceof Step.Result.Done done) {
        SameResults.check(TextPrinter.print(func), before, done.func(), random.nextLong(), 2);
        func = done.func();
      }
    }
  }
}
