package dev.annotir.processor.schedule;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Stmt;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out, before a loop, whether one of its rounds would change elements. */
final class RoundTrial extends WithValues {
  private final Stmt.For found;
  private final Map<Buffer, Expr.Var> own = new LinkedHashMap<>();
  private final Buffer changes;
  private final FreshNames names;
  private final Set<Buffer> inside = new LinkedHashSet<>();

  /** What the round stores but the trial does not. */
  private final Set<Buffer> unstored = new LinkedHashSet<>();

  /** The number of conditions around. */
  private int conditions;

  /**
   * @param elements those that the round stores into
   * @param values what all elements are before the loop
   * @param changes where it is noted that one changes
   */
  RoundTrial(
      Stmt.For found,
      List<OneRoundElement> elements,
      Map<Expr.BufferLoad, Expr.Var> values,
      Buffer changes,
      FreshNames names) {
    super(found, values);
    this.found = found;
    this.changes = changes;
    this.names = names;
    for (OneRoundElement element : elements) {
      Expr.Var value = values.get(element.load());
      if (value != null) {
        own.put(element.buffer(), value);
      }
    }
  }

  /**
   * What notes whether a round changes its elements.
   *
   * @param isSure whether the loop has the round
   */
  Stmt of(Expr round, boolean isSure) {
    Span span = found.span();
    DType type = found.var().dtype();
    Expr number = round.dtype() == type ? round : new Expr.Cast(type, round, span);
    boolean isPlain = number instanceof Expr.Var || number instanceof Expr.Const;
    Expr.Var var = new Expr.Var(isPlain ? "" : names.fresh(found.var().name()), type, span);
    Expr at = isPlain ? number : var;
    Stmt body = new Copy(names).set(found.var(), at).rewrite(rewrite(found.body()));
    Expr zero = Expr.Const.of(type, 0, span);
    Expr isRound =
        new Expr.Binary(
            BinaryOp.AND,
            new Expr.Binary(BinaryOp.LE, zero, at, span),
            new Expr.Binary(BinaryOp.LT, at, found.extent(), span),
            span);
    Stmt tried = isSure ? body : new Stmt.IfThenElse(isRound, body, Stmt.nop(span), span);
    return isPlain ? tried : new Stmt.Let(var, number, tried, span);
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    if (unstored.contains(e.buffer())) {
      throw new Refusal("a round loads what it has stored into " + e.buffer().name());
    }
    return super.visit(e);
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    inside.add(s.buffer());
    return super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    conditions++;
    Stmt result = super.visit(s);
    conditions--;
    return result;
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    if (inside.contains(s.buffer())) {
      return super.visit(s);
    }
    Expr.Var value = own.get(s.buffer());
    Expr stored = rewrite(s.value());
    if (value == null) {
      unstored.add(s.buffer());
      return Stmt.nop(s.span());
    } else if (conditions == 0 && isAnother(s.value())) {
      throw new Refusal("a round hardly stores what " + s.buffer().name() + " has already");
    }
    Expr differs = new Expr.Binary(BinaryOp.NE, bits(stored), bits(value), s.span());
    Expr yes = Expr.Const.bool(true, s.span());
    Stmt note = new Stmt.BufferStore(changes, List.of(), yes, s.span());
    return new Stmt.IfThenElse(differs, note, Stmt.nop(s.span()), s.span());
  }

  /** Whether a value is most often another than those that it is made of. */
  private static boolean isAnother(Expr value) {
    if (value instanceof Expr.Cast c) {
      return isAnother(c.value());
    } else if (value instanceof Expr.Binary b) {
      return switch (b.op()) {
        case ADD, SUB, MUL, DIV, TRUNCDIV, XOR -> true;
        default -> false;
      };
    }
    return value instanceof Expr.Call call && call.intrinsic() == Expr.Intrinsic.FMA;
  }

  /** What is equal only where all bits are. */
  private static Expr bits(Expr e) {
    return switch (e.dtype()) {
      case BOOL, INT32, INT64 -> e;
      case UINT64 -> new Expr.Cast(DType.INT64, e, e.span());
      case FLOAT16, BFLOAT16 ->
          bits(new Expr.Call(Expr.Intrinsic.REINTERPRET, List.of(e), DType.INT16, e.span()));
      case FLOAT32 -> new Expr.Call(Expr.Intrinsic.REINTERPRET, List.of(e), DType.INT32, e.span());
      case FLOAT64 -> new Expr.Call(Expr.Intrinsic.REINTERPRET, List.of(e), DType.INT64, e.span());
      default -> new Expr.Cast(DType.INT32, e, e.span());
    };
  }
}
