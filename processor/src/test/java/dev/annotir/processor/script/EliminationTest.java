package dev.annotir.processor.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Interpreter;
import dev.annotir.processor.ir.Outcome;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.RandomFunction;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.TextPrinter;
import dev.annotir.processor.ir.Verifier;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each transformation before printing keeps the meaning of random functions. */
class EliminationTest {
  private static void keepsMeaning(UnaryOperator<PrimFunc> transformation) {
    Random random = new Random(7);
    for (int i = 0; i < 80; i++) {
      PrimFunc before = Verifier.verify(new RandomFunction(i).function("f"));
      PrimFunc after = Verifier.verify(transformation.apply(before));
      for (int j = 0; j < 5; j++) {
        long[][] args = RandomFunction.arguments(before, random);
        long[][] copy = new long[args.length][];
        for (int k = 0; k < args.length; k++) {
          copy[k] = args[k].clone();
        }
        Outcome expected = Interpreter.run(before, args);
        Outcome actual = Interpreter.run(after, copy);
        Supplier<String> text = () -> TextPrinter.print(before) + TextPrinter.print(after);
        assertThat(actual.getClass()).as(text).isEqualTo(expected.getClass());
        if (expected instanceof Outcome.Returned) {
          assertThat(copy).as(text).isEqualTo(args);
        }
      }
    }
  }

  @Test
  void exitsGo() {
    keepsMeaning(
        func -> {
          Stmt body = ExitElimination.eliminate(func, new FreshNames(func));
          assertThat(TextPrinter.print(body)).doesNotContain("exit ").doesNotContain("block ");
          return func.withBody(body);
        });
  }

  @Test
  void letsGo() {
    keepsMeaning(
        func -> {
          Stmt body = LetElimination.eliminate(func.body(), new Aliasing(false));
          assertThat(TextPrinter.print(body)).doesNotContain("let ");
          return func.withBody(body);
        });
  }

  @Test
  void constantsFold() {
    keepsMeaning(func -> func.withBody(new ConstantFolding().rewrite(func.body())));
  }
}
