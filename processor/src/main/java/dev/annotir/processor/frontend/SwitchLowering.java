package dev.annotir.processor.frontend;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Switches, as statements and as expressions. The selector is evaluated once; the cases become a
 * chain of if and else over its value, in which groups that fall through into each other stand
 * together, each behind a test of its own and the earlier ones' labels.
 */
final class SwitchLowering {
  /**
   * What the yields of a switch expression do.
   *
   * @param value sets what the expression is
   */
  private record Yields(Consumer<ExpressionTree> value, Label end) {}

  /**
   * The statements of a case, or of several without statements between.
   *
   * @param labels the constants; of no meaning beside default
   * @param fallsThrough whether control may go on with the next group
   */
  private record Group(CaseLabels labels, boolean isDefault, Stmt body, boolean fallsThrough) {}

  private final Lowering lowering;
  private final Deque<Yields> yields = new ArrayDeque<>();

  SwitchLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /** Emits a switch statement. */
  void run(SwitchTree tree) {
    Span span = lowering.span(tree);
    lowering.jumps.enterSwitch();
    Expr selector = selector(tree.getExpression());
    Stmt all = lowering.nested(span, () -> choose(selector, tree.getCases(), false, span));
    lowering.jumps.leave(all, span);
  }

  /**
   * The value of a switch expression.
   *
   * @param type what each value that it yields is converted to
   * @param notesLines whether javac notes lines within the values, which it does not in conditions
   */
  Expr value(SwitchExpressionTree tree, DType type, boolean notesLines) {
    Span span = lowering.span(tree);
    Expr selector = selector(tree.getExpression());
    Buffer chosen = lowering.variable("chosen", type, span);
    evaluate(
        tree,
        selector,
        value ->
            lowering.store(
                chosen,
                notesLines ? lowering.exprs.value(value, type) : lowering.exprs.condition(value)));
    return lowering.load(chosen, span);
  }

  /** The array that a switch expression chooses. */
  View array(SwitchExpressionTree tree, DType type) {
    Span span = lowering.span(tree);
    Expr selector = selector(tree.getExpression());
    ArrayVariable chosen = new ArrayVariable(lowering, tree, "chosen", type, span);
    evaluate(tree, selector, value -> chosen.assign(lowering.arrays.view(value), value));
    return chosen.read(tree).temporary("(" + Texts.shorten(tree) + ")");
  }

  private void evaluate(SwitchExpressionTree tree, Expr selector, Consumer<ExpressionTree> value) {
    Span span = lowering.span(tree);
    Label end = lowering.label("chosen_end");
    yields.push(new Yields(value, end));
    Stmt all = lowering.nested(span, () -> choose(selector, tree.getCases(), true, span));
    yields.pop();
    lowering.out.emit(lowering.jumps.block(end, all, span));
    int line = lowering.frame.file.lineAfterSwitch(tree);
    lowering.frame.line = line == 0 ? lowering.frame.line : line;
  }

  /** Emits a yield statement. */
  void giveAndLeave(YieldTree tree) {
    Yields to = yields.peek();
    if (to == null) {
      throw new Compilation.ErroneousTree(); // in no switch
    }
    to.value().accept(tree.getValue());
    lowering.out.emit(lowering.jumps.exit(to.end(), lowering.span(tree)));
  }

  private void choose(
      Expr selector, List<? extends CaseTree> cases, boolean isExpression, Span span) {
    hoist(cases);
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      boolean isLast = i == cases.size() - 1;
      Group group = group(cases.get(i), isExpression, isLast);
      Group before = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (before != null && before.fallsThrough() && before.body().isNop()) {
        groups.set(groups.size() - 1, joined(before, group));
      } else {
        groups.add(group);
      }
    }
    lowering.out.emit(chain(selector, runs(groups), span));
  }

  private Expr selector(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree t) {
      return selector(t.getExpression());
    }
    DType type = JavaTypes.primitive(lowering.type(tree));
    if (type == null || !type.isInteger() || type == DType.INT64) {
      throw lowering.error(
          Id.UNSUPPORTED,
          tree,
          "a switch of an operator is over int, char, short or byte, not "
              + lowering.type(tree)
              + "\nwrite the values as int constants, or use if and else");
    }
    return lowering.fix("selector", lowering.exprs.value(tree, DType.INT32));
  }

  /** Allocates the variables of a group that later groups use before all groups. */
  private void hoist(List<? extends CaseTree> cases) {
    for (int i = 0; i < cases.size(); i++) {
      for (StatementTree statement : statements(cases.get(i))) {
        if (statement instanceof VariableTree declaration) {
          VariableElement variable = (VariableElement) lowering.element(declaration);
          boolean isConstant = variable.getConstantValue() != null;
          if (!isConstant && names(cases.subList(i + 1, cases.size()), variable)) {
            hoist(declaration, variable);
          }
        }
      }
    }
  }

  private void hoist(VariableTree tree, VariableElement variable) {
    DType type = JavaTypes.primitive(variable.asType());
    DType element = JavaTypes.primitive(JavaTypes.element(variable.asType()));
    Span span = lowering.span(tree);
    if (type != null) {
      Buffer buffer = lowering.variable(tree.getName().toString(), type, span);
      lowering.bindings.put(variable, new Binding.Variable(buffer));
    } else if (element != null) {
      lowering.arrays.declare(variable, span);
    } else {
      return; // refused at its declaration
    }
    lowering.frame.hoisted.add(variable);
  }

  private static List<? extends StatementTree> statements(CaseTree tree) {
    return tree.getCaseKind() == CaseTree.CaseKind.STATEMENT ? tree.getStatements() : List.of();
  }

  private boolean names(List<? extends CaseTree> cases, VariableElement variable) {
    boolean[] found = {false};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree t, @Nullable Void unused) {
        found[0] |=
            t.getName().equals(variable.getSimpleName()) && lowering.element(t).equals(variable);
        return null;
      }
    }.scan(cases, null);
    return found[0];
  }

  private Group group(CaseTree tree, boolean isExpression, boolean isLast) {
    CaseLabels labels = labels(tree);
    boolean isDefault = tree.getExpressions().isEmpty();
    Stmt body = lowering.nested(lowering.span(tree), () -> body(tree, isExpression));
    boolean isRule = tree.getCaseKind() == CaseTree.CaseKind.RULE;
    return new Group(labels, isDefault, body, !isRule && !isLast && !Effects.neverEnds(body));
  }

  private void body(CaseTree tree, boolean isExpression) {
    Tree rule = tree.getBody();
    if (tree.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
      lowering.stmts.lowerAll(tree.getStatements());
    } else if (isExpression && rule instanceof ExpressionTree value) {
      lowering.frame.line = lowering.frame.file.lineOfStatement(value);
      yields.element().value().accept(value);
    } else if (rule instanceof StatementTree statement) {
      lowering.stmts.lower(statement);
    } else {
      throw new Compilation.ErroneousTree();
    }
  }

  private CaseLabels labels(CaseTree tree) {
    List<Integer> values = new ArrayList<>();
    for (ExpressionTree label : tree.getExpressions()) {
      Expr value =
          lowering.into(
              new Emitter(), () -> Constants.fold(lowering.exprs.value(label, DType.INT32)));
      if (!(value instanceof Expr.Const c)) {
        throw new Compilation.ErroneousTree();
      }
      values.add((int) c.bits());
    }
    if (hasPattern(tree)) {
      throw lowering.error(
          Id.UNSUPPORTED,
          tree,
          "a case of an operator's switch is a constant or default, no pattern\n"
              + "write the values, or use if and else");
    }
    return CaseLabels.of(values);
  }

  /** Whether a label is a pattern, which Java 17 does not have. */
  private static boolean hasPattern(CaseTree tree) {
    boolean[] found = {false};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree part, @Nullable Void unused) {
        found[0] |= part != null && part.getKind().name().contains("PATTERN");
        return null;
      }
    }.visitCase(tree, null);
    return found[0];
  }

  private static Group joined(Group empty, Group next) {
    return new Group(
        empty.labels().with(next.labels()),
        empty.isDefault() || next.isDefault(),
        next.body(),
        next.fallsThrough());
  }

  /** The groups, those together of which one falls through into the next. */
  private static List<List<Group>> runs(List<Group> groups) {
    List<List<Group>> runs = new ArrayList<>();
    boolean goesOn = false;
    for (Group group : groups) {
      if (!goesOn) {
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(group);
      goesOn = group.fallsThrough();
    }
    return runs;
  }

  private Stmt chain(Expr selector, List<List<Group>> runs, Span span) {
    Stmt rest = Stmt.nop(span);
    for (List<Group> run : runs) {
      if (run.stream().anyMatch(Group::isDefault)) {
        rest = together(selector, run, span);
      }
    }
    for (int i = runs.size() - 1; i >= 0; i--) {
      List<Group> run = runs.get(i);
      if (run.stream().noneMatch(Group::isDefault)) {
        CaseLabels labels = all(run);
        rest =
            new Stmt.IfThenElse(
                labels.test(selector, span), together(selector, run, span), rest, span);
      }
    }
    return rest;
  }

  private static CaseLabels all(List<Group> groups) {
    CaseLabels labels = CaseLabels.of(List.of());
    for (Group group : groups) {
      labels = labels.with(group.labels());
    }
    return labels;
  }

  /**
   * The groups of a run, where the selector is one of their labels or, if they have it, default.
   */
  private Stmt together(Expr selector, List<Group> run, Span span) {
    Emitter out = new Emitter();
    lowering.into(
        out,
        () -> {
          Expr entered = Expr.Const.bool(false, span);
          boolean afterDefault = false;
          for (int i = 0; i < run.size() - 1; i++) {
            afterDefault |= run.get(i).isDefault();
            entered = entered(selector, run, i, afterDefault, entered, span);
            Stmt body = run.get(i).body();
            lowering.out.emit(new Stmt.IfThenElse(entered, body, Stmt.nop(span), span));
          }
          lowering.out.emit(run.get(run.size() - 1).body());
          return out;
        });
    return out.finish(span);
  }

  /**
   * Whether control comes to a group.
   *
   * @param before whether it came to the one before
   */
  private Expr entered(
      Expr selector, List<Group> run, int at, boolean afterDefault, Expr before, Span span) {
    CaseLabels earlier = all(run.subList(0, at + 1));
    CaseLabels later = all(run.subList(at + 1, run.size()));
    if (afterDefault && later.isShort()) {
      return CaseLabels.not(later.test(selector, span));
    } else if (!afterDefault && earlier.isShort()) {
      return earlier.test(selector, span);
    }
    Group group = run.get(at);
    Expr now =
        group.isDefault()
            ? CaseLabels.not(all(without(run, group)).test(selector, span))
            : group.labels().test(selector, span);
    return lowering.fix("entered", CaseLabels.or(before, now));
  }

  private static List<Group> without(List<Group> run, Group group) {
    return run.stream().filter(g -> g != group).toList();
  }
}
