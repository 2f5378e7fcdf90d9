package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Verifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Narrow arithmetic in random loops gives the same bits. */
class NarrowTest {
  private static final int LOOPS = Integer.getInteger("annotir.nests", 300);
  private static final int FIRST = Integer.getInteger("annotir.firstNest", 0);

  /** Also where some values stay wide, and the step is refused for that. */
  @Test
  void arithmetic() {
    for (int seed = FIRST; seed < FIRST + LOOPS; seed++) {
      PrimFunc func = Verifier.verify(new RandomBytes(seed).function());
      Stmt.For loop = Loops.outermost(func.body()).get(0);
      NarrowTypes types = new NarrowTypes(func, loop);
      Stmt body = new NarrowArithmetic(types, new Variance(loop, Set.of())).rewrite(loop.body());
      Stmt narrow = new Stmt.For(loop.var(), loop.extent(), body, loop.span());
      SameResults.check("seed " + seed, func, Loops.replace(func, loop, narrow), seed, 3);
    }
  }

  @Test
  void vectors() {
    int narrowed = 0;
    for (int seed = FIRST; seed < FIRST + LOOPS; seed++) {
      PrimFunc func = new RandomBytes(seed).function();
      Stmt.For loop = Loops.outermost(func.body()).get(0);
      if (new Narrow(loop.var()).apply(func) instanceof Step.Result.Done done) {
        narrowed++;
        SameResults.check("seed " + seed, func, done.func(), seed, 2);
        for (Target target : Target.ALL) {
          SameResults.check("seed " + seed, func, Scheduler.schedule(func, target), seed, 2);
        }
      }
    }
    assertThat(narrowed).isGreaterThan(LOOPS / 10);
  }
}
