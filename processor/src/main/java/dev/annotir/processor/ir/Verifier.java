package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Span;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Throws a {@link CompilerBug} that names function, place and invariant where a function breaks
 * one.
 *
 * <p>Names:
 *
 * <ol>
 *   <li>Parameters, result, variables and local buffers have names of their own, each bound once;
 *       labels too.
 *   <li>A variable stands only where it is bound: a parameter anywhere, a Let's and a For's in
 *       their body.
 *   <li>A buffer stands only where it is declared: a parameter and the result anywhere, a local one
 *       in the body of its Allocate; each use is the same buffer as its declaration.
 *   <li>An Exit stands within the Block of its label or names the function's end.
 * </ol>
 *
 * <p>Buffers:
 *
 * <ol>
 *   <li>Tensor parameters have scope PARAM and rank 1 or more, the result RESULT, an allocated one
 *       LOCAL.
 *   <li>Extents are 1 or more, and the product of the tensor's shape is that of the shape; only a
 *       CONST buffer, always, has data, one value for each element.
 *   <li>A load or store has as many indices as the buffer has axes, all int32.
 *   <li>A store is into PARAM, RESULT or LOCAL, and its value is of the buffer's type.
 * </ol>
 *
 * <p>Types:
 *
 * <ol>
 *   <li>A constant's bits are a value of its type; a bool's are 0 or 1.
 *   <li>Operands and results are as {@link Expr} says, {@link OperandTypes} in detail.
 *   <li>Both sides of a Select or IfThenElse have one type; every condition is a bool.
 *   <li>A Let's value has its variable's type; a For's variable is int32 or int64, its extent of
 *       the same type.
 * </ol>
 *
 * <p>Lanes:
 *
 * <ol>
 *   <li>Operands have as many as {@link OperandTypes} says; a Let's value has its variable's.
 *   <li>Parameters, a For's variable and extent, and conditions of statements have one.
 *   <li>A stored value has as many as the indices; so has a mask, a bool, which only vectors have.
 * </ol>
 *
 * <p>Not here but by the prover: each access is dominated by its Check, or by a fact that the
 * prover finds again.
 */
public final class Verifier {
  private final PrimFunc func;
  private final Set<String> bound = new HashSet<>();
  private final Set<String> constants = new HashSet<>();
  private final Set<Expr.Var> vars = new HashSet<>();
  private final Set<Buffer> buffers = new HashSet<>();
  private final Set<Label> labels = new HashSet<>();
  private final Set<Label> boundLabels = new HashSet<>();

  private Verifier(PrimFunc func) {
    this.func = func;
  }

  /** The function, which is valid. */
  public static PrimFunc verify(PrimFunc func) {
    new Verifier(func).verify();
    return func;
  }

  private void verify() {
    for (Param param : func.params()) {
      bind(param.name(), param.span());
      if (param instanceof Buffer buffer) {
        declare(buffer, Buffer.Scope.PARAM);
        require(!buffer.isScalar(), buffer.span(), "the parameter ", buffer.name(), " has rank 0");
      } else {
        scalar((Expr.Var) param, param.name());
        vars.add((Expr.Var) param);
      }
    }
    if (func.result() != null) {
      bind(func.result().name(), func.result().span());
      declare(func.result(), Buffer.Scope.RESULT);
    }
    bindLabel(func.exit(), func.span());
    new Statements().walk(func.body());
  }

  /** Texts are made only where they are needed: most of all compilations never show one. */
  private void require(boolean invariant, Span span, Object... broken) {
    if (!invariant) {
      StringBuilder text = new StringBuilder(func.name()).append(": ");
      Arrays.stream(broken).forEach(text::append);
      throw new CompilerBug(text + " at " + span);
    }
  }

  private void bind(String name, Span span) {
    boolean free = !constants.contains(name) && bound.add(name);
    require(free, span, "the name ", name, " is bound twice");
  }

  private void bindLabel(Label label, Span span) {
    require(boundLabels.add(label), span, "the label ", label.name(), " is bound twice");
    labels.add(label);
  }

  private void declare(Buffer buffer, Buffer.Scope scope) {
    require(
        buffer.scope() == scope,
        buffer.span(),
        buffer.name(),
        " has scope ",
        buffer.scope(),
        ", not ",
        scope);
    shape(buffer, buffer.span());
    buffers.add(buffer);
  }

  private void shape(Buffer buffer, Span span) {
    long tensor = buffer.tensorShape().stream().mapToLong(i -> i).reduce(1, (a, b) -> a * b);
    boolean positive = buffer.shape().stream().allMatch(extent -> extent >= 1);
    require(positive, span, buffer.name(), " has shape ", buffer.shape());
    require(
        tensor == buffer.elements(),
        span,
        buffer.name(),
        " has shape ",
        buffer.shape(),
        " as ",
        buffer.tensorShape());
    ConstantData data = buffer.data();
    boolean constant = buffer.scope() == Buffer.Scope.CONST;
    require((data != null) == constant, span, buffer.name(), " has data only if it is CONST");
    require(
        data == null || data.size() == buffer.elements(),
        span,
        buffer.name(),
        " has other data than its shape says");
  }

  private void use(Buffer buffer, Span span) {
    if (buffer.scope() == Buffer.Scope.CONST) {
      shape(buffer, span);
      constants.add(buffer.name());
      require(!bound.contains(buffer.name()), span, "the name ", buffer.name(), " is bound twice");
    } else {
      require(buffers.contains(buffer), span, "the buffer ", buffer.name(), " is not in scope");
    }
  }

  private void indices(Buffer buffer, List<Expr> indices, Span span) {
    require(
        indices.size() == buffer.shape().size(),
        span,
        indices.size(),
        " indices into ",
        buffer.name(),
        " of rank ",
        buffer.shape().size());
    for (Expr index : indices) {
      type(index, DType.INT32, "an index into", buffer.name());
    }
  }

  private void type(Expr e, DType dtype, String what, String name) {
    require(e.dtype() == dtype, e.span(), what, " ", name, " is ", e.dtype(), ", not ", dtype);
  }

  private void scalar(Expr e, String what) {
    require(e.lanes() == 1, e.span(), what, " has ", e.lanes(), " lanes");
  }

  private void condition(Expr e) {
    scalar(e, "the condition");
    require(e.dtype() == DType.BOOL, e.span(), "the condition is ", e.dtype(), ", not bool");
  }

  /** Checks each node before its parts. */
  private final class Statements extends Walker {
    @Override
    protected void enter(Expr e) {
      String broken = e.accept(OperandTypes.BROKEN);
      if (!broken.isEmpty()) {
        require(false, e.span(), broken, " in ", TextPrinter.print(e));
      }
      if (e instanceof Expr.Var v) {
        require(vars.contains(v), v.span(), "the variable ", v.name(), " is not in scope");
      } else if (e instanceof Expr.BufferLoad load) {
        use(load.buffer(), load.span());
        indices(load.buffer(), load.indices(), load.span());
      }
      super.enter(e);
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.Let let) {
        enterLet(let);
      } else if (s instanceof Stmt.For loop) {
        enterFor(loop);
      } else if (s instanceof Stmt.Allocate allocate) {
        enterAllocate(allocate);
      } else if (s instanceof Stmt.Block block) {
        bindLabel(block.label(), block.span());
        enter(block.body());
        labels.remove(block.label());
      } else {
        enterSimple(s);
        super.enter(s);
      }
    }

    private void enterLet(Stmt.Let s) {
      enter(s.value());
      bind(s.var().name(), s.span());
      type(s.value(), s.var().dtype(), "the value of", s.var().name());
      int lanes = s.value().lanes();
      require(lanes == s.var().lanes(), s.span(), s.var().name(), " is bound to ", lanes, " lanes");
      vars.add(s.var());
      enter(s.body());
      vars.remove(s.var());
    }

    private void enterFor(Stmt.For s) {
      DType dtype = s.var().dtype();
      enter(s.extent());
      bind(s.var().name(), s.span());
      require(
          dtype == DType.INT32 || dtype == DType.INT64,
          s.span(),
          "the loop variable ",
          s.var().name(),
          " is ",
          dtype);
      type(s.extent(), dtype, "the extent of", s.var().name());
      scalar(s.var(), s.var().name());
      scalar(s.extent(), "the extent of " + s.var().name());
      vars.add(s.var());
      enter(s.body());
      vars.remove(s.var());
    }

    private void enterAllocate(Stmt.Allocate s) {
      bind(s.buffer().name(), s.span());
      declare(s.buffer(), Buffer.Scope.LOCAL);
      enter(s.body());
      buffers.remove(s.buffer());
    }

    private void enterSimple(Stmt s) {
      if (s instanceof Stmt.BufferStore store) {
        Buffer buffer = store.buffer();
        require(
            buffer.scope() != Buffer.Scope.CONST,
            s.span(),
            "a store into the constant ",
            buffer.name());
        use(buffer, s.span());
        indices(buffer, store.indices(), s.span());
        type(store.value(), buffer.dtype(), "the value stored into", buffer.name());
        enterLanes(store);
      } else if (s instanceof Stmt.IfThenElse branch) {
        condition(branch.condition());
      } else if (s instanceof Stmt.While loop) {
        condition(loop.condition());
      } else if (s instanceof Stmt.Check check) {
        condition(check.condition());
      } else if (s instanceof Stmt.Exit exit) {
        require(
            labels.contains(exit.label()), s.span(), "no enclosing block ", exit.label().name());
      }
    }

    private void enterLanes(Stmt.BufferStore s) {
      String broken = OperandTypes.lanes(s.indices());
      require(broken.isEmpty(), s.span(), broken, " into ", s.buffer().name());
      int lanes = Expr.lanesOf(s.indices());
      int stored = s.value().lanes();
      require(stored == lanes, s.span(), stored, " lanes stored where ", lanes, " are");
      Expr mask = s.mask();
      if (mask != null) {
        type(mask, DType.BOOL, "the mask of", s.buffer().name());
        require(lanes > 1 && mask.lanes() == lanes, s.span(), "a mask of other lanes");
      }
    }
  }
}
