package dev.annotir.processor.dependence;

import static dev.annotir.processor.ir.Ir.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Interpreter;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.TextPrinter;
import dev.annotir.processor.ir.Verifier;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random nests, whose true dependences are counted. */
class RandomNestTest {
  private static final int NESTS = Integer.getInteger("annotir.nests", 700);

  @Test
  void affineNestsAreExact() {
    int exact = 0;
    for (int seed = 0; seed < NESTS; seed++) {
      exact += compare(seed, true);
    }
    assertThat(exact).isGreaterThan(NESTS);
  }

  @Test
  void otherNestsAreCovered() {
    for (int seed = 0; seed < NESTS; seed++) {
      compare(seed, false);
    }
  }

  private static List<Stmt.For> loops(PrimFunc func) {
    List<Stmt.For> loops = new ArrayList<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.For loop) {
          loops.add(loop);
        }
        super.enter(s);
      }
    }.walk(func.body());
    return loops;
  }

  /** Compares all dependences of a nest; gives how many pairs were found exactly. */
  private static int compare(long seed, boolean isAffine) {
    PrimFunc func = Verifier.verify(new RandomNest(seed, isAffine).function());
    Stmt.For nest = loops(func).get(0);
    Map<Rounds.Pair, Set<List<Long>>> expected = Rounds.distances(func, nest);
    Dependences dependences = Dependences.of(func, nest);
    assertThat(dependences.isComplete()).isTrue();
    Map<Rounds.Pair, Dependence> found = new HashMap<>();
    for (Dependence d : dependences.all()) {
      found.put(new Rounds.Pair(d.source().span().line(), d.sink().span().line()), d);
    }
    int exact = 0;
    String text = "seed " + seed + "\n" + TextPrinter.print(func);
    for (Map.Entry<Rounds.Pair, Set<List<Long>>> pair : expected.entrySet()) {
      Dependence d = found.get(pair.getKey());
      assertThat(d).as(pair + "\n" + text).isNotNull();
      for (List<Long> distance : pair.getValue()) {
        assertThat(d.vectors())
            .as(pair.getKey() + " at " + distance + "\n" + text)
            .anyMatch(v -> covers(v, distance));
      }
    }
    for (Map.Entry<Rounds.Pair, Dependence> pair : found.entrySet()) {
      Dependence d = pair.getValue();
      if (d.isExact()) {
        exact++;
        Set<List<Long>> distances = expected.getOrDefault(pair.getKey(), Set.of());
        for (DistanceVector vector : d.vectors()) {
          assertThat(distances)
              .as(pair.getKey() + " never at " + vector + "\n" + text)
              .anyMatch(distance -> covers(vector, distance));
        }
      }
    }
    reverse(func, nest, seed, text);
    return exact;
  }

  private static boolean covers(DistanceVector vector, List<Long> distance) {
    boolean covers = vector.distances().size() == distance.size();
    for (int i = 0; i < distance.size() && covers; i++) {
      Interval interval = vector.distances().get(i);
      covers = interval.lo() <= distance.get(i) && distance.get(i) <= interval.hi();
    }
    return covers;
  }

  /** Runs loops that may have any order backwards. */
  private static void reverse(PrimFunc func, Stmt.For nest, long seed, String text) {
    Set<Expr.Var> known = new HashSet<>();
    Dependences dependences = Dependences.of(func, nest);
    dependences.nest().loops().forEach(loop -> known.add(loop.var()));
    for (Stmt.For loop : loops(func)) {
      if (known.contains(loop.var()) && dependences.isReorderable(loop.var())) {
        assertThat(memory(reversed(func, loop), seed))
            .as(loop.var().name() + "\n" + text)
            .isDeepEqualTo(memory(func, seed));
      }
    }
  }

  private static PrimFunc reversed(PrimFunc func, Stmt.For loop) {
    Rewriter reverse =
        new Rewriter() {
          @Override
          public Stmt visit(Stmt.For s) {
            if (s != loop) {
              return super.visit(s);
            }
            Expr.Var back = Ir.var("back", s.var().dtype());
            Expr.Var rounds = Ir.var("rounds", s.var().dtype());
            Expr last = Ir.bin(BinaryOp.SUB, rounds, Ir.i32(1));
            Expr forth = Ir.bin(BinaryOp.SUB, last, back);
            Stmt body = new Stmt.Let(s.var(), forth, s.body(), AT);
            return Ir.let(rounds, s.extent(), new Stmt.For(back, rounds, body, AT));
          }
        };
    return func.withBody(reverse.rewrite(func.body()));
  }

  private static long[][] memory(PrimFunc func, long seed) {
    Random random = new Random(seed);
    long[][] args = new long[func.params().size()][];
    for (int i = 0; i < args.length; i++) {
      Param param = func.params().get(i);
      args[i] = random.longs(((Buffer) param).elements(), -20, 20).toArray();
    }
    Interpreter.run(func, args);
    return args;
  }
}
