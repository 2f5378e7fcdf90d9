package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A method of the Java library that the IR can say exactly; one line each in {@link #MATH}. */
@FunctionalInterface
interface LibraryFunction {
  /** The value for arguments of the method's parameter types. */
  Expr apply(Lowering lowering, List<Expr> args, Span span);

  /** The methods of java.lang.Math and StrictMath. */
  Map<String, LibraryFunction> MATH =
      Map.ofEntries(
          Map.entry("abs", intrinsic(Intrinsic.ABS)),
          Map.entry("sqrt", intrinsic(Intrinsic.SQRT)),
          Map.entry("floor", intrinsic(Intrinsic.FLOOR)),
          Map.entry("ceil", intrinsic(Intrinsic.CEIL)),
          Map.entry("rint", intrinsic(Intrinsic.RINT)),
          Map.entry("fma", intrinsic(Intrinsic.FMA)),
          Map.entry("min", binary(BinaryOp.MIN)),
          Map.entry("max", binary(BinaryOp.MAX)),
          Map.entry("floorDiv", division(BinaryOp.FLOORDIV)),
          Map.entry("floorMod", division(BinaryOp.FLOORMOD)));

  Set<String> MATH_CLASSES = Set.of("java.lang.Math", "java.lang.StrictMath");

  /** The function of a class's method, or null if operators cannot call it. */
  static @Nullable LibraryFunction find(String owner, String method) {
    return MATH_CLASSES.contains(owner) ? MATH.get(method) : null;
  }

  private static LibraryFunction intrinsic(Intrinsic intrinsic) {
    return (lowering, args, span) -> new Expr.Call(intrinsic, args, args.get(0).dtype(), span);
  }

  private static LibraryFunction binary(BinaryOp op) {
    return (lowering, args, span) -> new Expr.Binary(op, args.get(0), args.get(1), span);
  }

  private static LibraryFunction division(BinaryOp op) {
    return (lowering, args, span) -> {
      Expr a = args.get(0);
      Expr b = Conversions.cast(a.dtype(), args.get(1));
      return lowering.exprs.divide(op, a, b, span, args.get(1).span());
    };
  }
}
