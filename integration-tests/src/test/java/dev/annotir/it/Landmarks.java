package dev.annotir.it;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Walker;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The integers that a function compares with: what lets an argument past {@code if (uplo != 'U')}
 * and into the cases of a switch.
 */
final class Landmarks extends Walker {
  private final SortedSet<Long> values = new TreeSet<>();

  private Landmarks() {}

  static List<Long> of(PrimFunc function) {
    Landmarks landmarks = new Landmarks();
    landmarks.walk(function.body());
    return List.copyOf(landmarks.values);
  }

  @Override
  protected void enter(Expr e) {
    if (e instanceof Expr.Binary binary && binary.op().isComparison()) {
      add(binary.a());
      add(binary.b());
    }
    super.enter(e);
  }

  private void add(Expr operand) {
    if (operand instanceof Expr.Const constant && constant.dtype().isInteger()) {
      values.add(constant.bits());
    }
  }
}
