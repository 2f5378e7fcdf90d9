package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.CompilerBug;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of running a function: the meaning of every node, by which all else is judged.
 *
 * <p>Values are held as {@link DType} says. An argument is an array: the elements of a tensor in
 * row-major order, which stores change in place, or the one value of a scalar. One array passed
 * twice is one tensor passed twice. What no valid function does, such as an index out of bounds, is
 * a {@link CompilerBug}.
 */
public final class Interpreter {
  /** More steps than any test needs, made in some seconds. */
  public static final long STEPS = 1L << 28;

  private static final long ARBITRARY = 0x5A5A5A5A5A5A5A5AL;

  private final PrimFunc func;
  private final Slots slots;
  private final CompiledStmt body;
  private final int exit;

  /** Prepares a function for any number of runs. */
  public Interpreter(PrimFunc func) {
    this.func = func;
    this.slots = new Slots(func.name());
    for (Param param : func.params()) {
      slotOf(param);
    }
    this.exit = slots.of(func.exit());
    this.body = new CompiledStmt.Compiler(slots).compile(func.body());
    if (func.result() != null) {
      slots.of(func.result());
    }
  }

  /** The outcome of a function for its arguments. */
  public static Outcome run(PrimFunc func, long[]... args) {
    return new Interpreter(func).run(STEPS, args);
  }

  /** The value of an expression that reads neither a variable nor a buffer. */
  public static Expr.Const constant(Expr e) {
    Slots slots = new Slots("constant");
    long value = new CompiledExpr.Compiler(slots).compile(e).eval(slots.frame(0));
    return new Expr.Const(e.dtype(), value, e.span());
  }

  /**
   * The outcome for the arguments.
   *
   * @param steps after how many statements and iterations it gives up
   */
  public Outcome run(long steps, long[]... args) {
    Frame frame = slots.frame(steps);
    setArguments(frame, args);
    long[] result = setResult(frame);
    int end;
    try {
      end = body.run(frame);
    } catch (Frame.OutOfSteps e) {
      return new Outcome.OutOfSteps(steps);
    }
    if (end == CompiledStmt.FAULT) {
      return new Outcome.Faulted(Objects.requireNonNull(frame.fault));
    } else if (end != CompiledStmt.NEXT && end != exit) {
      throw slots.bug("exit to a label that does not enclose it", func.span());
    }
    return new Outcome.Returned(result);
  }

  private void setArguments(Frame frame, long[][] args) {
    if (args.length != func.params().size()) {
      throw slots.bug(args.length + " arguments for " + func.params().size(), func.span());
    }
    for (int i = 0; i < args.length; i++) {
      Param param = func.params().get(i);
      if (args[i].length != elementsOf(param)) {
        throw slots.bug(args[i].length + " elements for " + param.name(), param.span());
      }
      for (long value : args[i]) {
        if (!isValue(param.dtype(), value)) {
          throw slots.bug(value + " for " + param.name() + " is no " + param.dtype(), param.span());
        }
      }
      if (param instanceof Expr.Var) {
        frame.vars[slotOf(param)] = args[i][0];
      } else {
        frame.buffers[slotOf(param)] = args[i];
      }
    }
  }

  private long[] setResult(Frame frame) {
    @Nullable Buffer buffer = func.result();
    if (buffer == null) {
      return new long[0];
    }
    long[] elements = new long[(int) buffer.elements()];
    Arrays.fill(elements, buffer.dtype() == DType.BOOL ? 1 : buffer.dtype().wrap(ARBITRARY));
    frame.buffers[slots.of(buffer)] = elements;
    return elements;
  }

  private int slotOf(Param param) {
    return param instanceof Buffer buffer ? slots.of(buffer) : slots.of((Expr.Var) param);
  }

  private static long elementsOf(Param param) {
    return param instanceof Buffer buffer ? buffer.elements() : 1;
  }

  private static boolean isValue(DType dtype, long value) {
    return dtype.wrap(value) == value && (dtype != DType.BOOL || (value & 1) == value);
  }
}
