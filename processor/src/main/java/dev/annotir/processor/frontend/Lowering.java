package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import dev.annotir.processor.frontend.tree.StoredTree;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.InexactCall;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Names;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * The state of one operator's lowering: the statements so far, the frame of the method at hand, and
 * what its Java variables are. The grammar is in {@link ExprLowering}, {@link ArrayLowering},
 * {@link CallLowering}, {@link StmtLowering}, {@link SwitchLowering} and {@link ExceptionLowering}.
 */
final class Lowering {
  final Compilation compilation;
  final ConstantArrays constants;
  final Names names;
  final Map<VariableElement, Binding> bindings = new HashMap<>();
  final ExprLowering exprs = new ExprLowering(this);
  final ArrayLowering arrays = new ArrayLowering(this);
  final ArrayCreation creation = new ArrayCreation(this);
  final Elements elements = new Elements(this);
  final CallLowering calls = new CallLowering(this);
  final Inlining inlining = new Inlining(this);
  final Jumps jumps = new Jumps(this);
  final SwitchLowering switches = new SwitchLowering(this);
  final ExceptionLowering exceptions = new ExceptionLowering(this);
  final StmtLowering stmts = new StmtLowering(this);

  final ArrayPlan plan;
  final NewArrays newArrays;
  final Holders holders = new Holders();
  final List<InexactCall> inexact = new ArrayList<>();

  Frame frame;
  Emitter out = new Emitter();

  /**
   * Whether a helper is only tried out: sizes that its callers decide are not known, so arrays of
   * different shapes may be equally large.
   */
  boolean isTrial;

  /** How many loops are around the place at hand. */
  int loops;

  /** The scopes around the place at hand, the innermost last. */
  private final List<Scope> scopes = new ArrayList<>();

  /**
   * The statements of a block while they are lowered.
   *
   * @param loops how many loops are around it
   */
  record Scope(Emitter emitter, int loops) {}

  Lowering(
      Compilation compilation, ConstantArrays constants, Names names, Frame frame, ArrayPlan plan) {
    this.compilation = compilation;
    this.constants = constants;
    this.names = names;
    this.frame = frame;
    this.plan = plan;
    this.newArrays = new NewArrays(this, plan);
    scopes.add(new Scope(out, 0));
  }

  /** For one element of a constant array. */
  static Lowering ofInitializer(
      Compilation compilation, ConstantArrays constants, SourceFile file, TreePath owner) {
    return ofInitializer(compilation, constants, file, owner, new ArrayPlan());
  }

  /** For a method that nobody calls. */
  static Lowering ofInitializer(
      Compilation compilation,
      ConstantArrays constants,
      SourceFile file,
      TreePath owner,
      ArrayPlan plan) {
    Frame frame = Frame.of(null, file, owner, null, null);
    return new Lowering(compilation, constants, constants.functionNames("constant"), frame, plan);
  }

  /** Whether nothing was lowered but expressions without statements. */
  boolean isUnused() {
    return out.isEmpty() && inexact.isEmpty();
  }

  Span span(Tree tree) {
    return frame.file.span(tree);
  }

  Element element(Tree tree) {
    if (tree instanceof StoredTree stored && frame.file instanceof StoredPlaces places) {
      return compilation.element(places, stored);
    }
    return compilation.element(owner(tree), tree);
  }

  TypeMirror type(Tree tree) {
    return tree instanceof StoredTree stored
        ? compilation.type(stored)
        : compilation.type(owner(tree), tree);
  }

  private TreePath owner(Tree tree) {
    if (frame.owner == null) {
      throw new CompilerBug("a tree of javac in a method of an earlier compilation: " + tree);
    }
    return frame.owner;
  }

  /** The type of a primitive expression. */
  DType dtype(ExpressionTree tree) {
    DType type = JavaTypes.primitive(type(tree));
    if (type == null && JavaTypes.rank(type(tree)) > 0) {
      throw error(
          Id.UNSUPPORTED_TYPE,
          tree,
          Texts.shorten(tree)
              + " is an array, and only its elements have values\nwrite an element");
    } else if (type == null) {
      throw error(
          Id.UNSUPPORTED_TYPE,
          tree,
          Texts.shorten(tree)
              + " is a "
              + type(tree)
              + ", and operators have only primitives and arrays of them\n"
              + "write it with int, long, float, double or boolean values");
    }
    return type;
  }

  UserError error(Id id, Tree tree, String text) {
    return new UserError(id, span(tree), text);
  }

  /** About a variable that is declared here. */
  UserError errorAtName(Id id, VariableTree tree, String text) {
    return new UserError(id, frame.file.declaration(tree), text);
  }

  /** What {@code body} emits, as one statement. */
  Stmt nested(Span span, Runnable body) {
    return into(
        new Emitter(),
        () -> {
          body.run();
          return out.finish(span);
        });
  }

  /** What {@code body} emits, aside from the statements so far. */
  <T> T into(Emitter emitter, Supplier<T> body) {
    Emitter outer = out;
    int held = holders.mark();
    out = emitter;
    scopes.add(new Scope(emitter, loops));
    try {
      return body.get();
    } finally {
      out = outer;
      scopes.remove(scopes.size() - 1);
      holders.release(held);
    }
  }

  /** How many scopes are around the innermost one. */
  int depth() {
    return scopes.size() - 1;
  }

  /** The scope that has so many around it. */
  Scope scope(int depth) {
    return scopes.get(depth);
  }

  /** Whether the place at hand is in a scope. */
  boolean isOpen(Scope scope) {
    return scopes.contains(scope);
  }

  /** Lowers a loop, whose statements run more than once. */
  void inLoop(Runnable body) {
    loops++;
    frame.loops++;
    Frame own = frame;
    try {
      body.run();
    } finally {
      loops--;
      own.loops--;
    }
  }

  /** A constant or variable with the value that {@code value} has now. */
  Expr fix(String hint, Expr value) {
    if (value instanceof Expr.Const || value instanceof Expr.Var) {
      return value;
    }
    Expr.Var var = new Expr.Var(names.fresh(hint), value.dtype(), value.span());
    out.let(var, value);
    return var;
  }

  /** Notes the line on which javac has an expression: what comes next can throw there. */
  void noteLine(ExpressionTree tree) {
    frame.line = frame.file.preferredLine(Pruned.of(this, tree));
  }

  /** A fresh variable that can change. */
  Buffer variable(String javaName, DType dtype, Span span) {
    Buffer buffer = Buffer.local(names.fresh(javaName), dtype, List.of(), span);
    out.allocate(buffer);
    return buffer;
  }

  Expr load(Buffer variable, Span span) {
    return new Expr.BufferLoad(variable, List.of(), span);
  }

  void store(Buffer variable, Expr value) {
    out.emit(new Stmt.BufferStore(variable, List.of(), value, value.span()));
  }

  Label label(String hint) {
    return new Label(names.fresh(hint));
  }

  /**
   * Emits a check that throws as Java would at this place.
   *
   * @param what the expression that throws
   * @param operand its operand that the condition is about
   */
  void check(
      Expr condition, String kind, String exception, String message, Span what, Span operand) {
    if (Constants.fold(condition) instanceof Expr.Const c && c.bits() != 0) {
      return;
    }
    out.emit(
        new Stmt.Check(
            condition,
            new Fault(kind, exception, message, frame.file.name(), frame.line, what),
            operand));
  }

  /**
   * The values of operands evaluated one after the other: an earlier one is saved where the side
   * effects of a later one would change it.
   */
  List<Expr> inOrder(List<Supplier<Expr>> operands) {
    List<Expr> values = new ArrayList<>();
    List<Integer> marks = new ArrayList<>();
    for (Supplier<Expr> operand : operands) {
      Expr value = operand.get();
      for (int j = 0; j < values.size(); j++) {
        if (out.changesSince(marks.get(j), values.get(j))) {
          Expr old = values.get(j);
          Expr.Var saved = new Expr.Var(names.fresh("old"), old.dtype(), old.span());
          out.letAt(marks.get(j), saved, old);
          values.set(j, saved);
          for (int k = j; k < marks.size(); k++) {
            marks.set(k, marks.get(k) + 1);
          }
        }
      }
      values.add(value);
      marks.add(out.mark());
    }
    return values;
  }
}
