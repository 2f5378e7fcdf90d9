package dev.annotir.processor.frontend;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What Java code states about exceptions: throw and assert. */
final class ExceptionLowering {
  private static final String ASSERTION_ERROR = "java.lang.AssertionError";

  /** So many characters fit into a string of C that every compiler takes. */
  private static final int LONGEST_MESSAGE = 1000;

  private final Lowering lowering;
  private final ConstantTexts texts;

  ExceptionLowering(Lowering lowering) {
    this.lowering = lowering;
    this.texts = new ConstantTexts(lowering);
  }

  /** Emits a throw statement. */
  void throwNew(ThrowTree tree) {
    Span span = lowering.span(tree);
    NewClassTree creation = creation(tree.getExpression());
    String exception = exception(creation);
    String message = message(creation);
    Expr never = Expr.Const.bool(false, span);
    lowering.out.emit(
        new Stmt.Check(never, fault(Fault.Origin.THROW, exception, message, span), span));
  }

  private Fault fault(Fault.Origin origin, String exception, @Nullable String message, Span span) {
    Frame frame = lowering.frame;
    return new Fault(
        origin, kind(exception), exception, message, frame.file.name(), frame.line, span);
  }

  /** {@code ILLEGAL_ARGUMENT} for {@code java.lang.IllegalArgumentException}. */
  private static String kind(String exception) {
    String name = exception.substring(exception.lastIndexOf('.') + 1);
    return name.replaceAll("(?<=.)(Exception|Error)$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toUpperCase(Locale.ROOT);
  }

  private NewClassTree creation(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree t) {
      return creation(t.getExpression());
    } else if (tree instanceof NewClassTree t && t.getClassBody() == null) {
      return t;
    }
    throw lowering.error(
        Id.UNSUPPORTED,
        tree,
        "operators throw only new exceptions of known classes\n"
            + "write throw new IllegalArgumentException(\"text\")");
  }

  private String exception(NewClassTree tree) {
    TypeMirror type = lowering.type(tree);
    if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getEnclosingElement() instanceof PackageElement owner
        && owner.getQualifiedName().contentEquals("java.lang")
        && lowering.compilation.isUnchecked(type)) {
      return element.getQualifiedName().toString();
    }
    throw lowering.error(
        Id.UNSUPPORTED,
        tree,
        type
            + " is not an unchecked exception of java.lang\n"
            + "throw IllegalArgumentException, IllegalStateException, ArithmeticException or their"
            + " kind");
  }

  private @Nullable String message(NewClassTree tree) {
    if (!(lowering.element(tree) instanceof ExecutableElement constructor)) {
      throw new Compilation.ErroneousTree();
    }
    List<? extends ExpressionTree> arguments = tree.getArguments();
    if (arguments.isEmpty()) {
      return null;
    }
    TypeMirror parameter = constructor.getParameters().get(0).asType();
    boolean isText =
        parameter.toString().equals("java.lang.String")
            || lowering.type(tree).toString().equals(ASSERTION_ERROR)
                && (parameter.getKind().isPrimitive() || parameter.getKind() == TypeKind.DECLARED);
    if (arguments.size() > 1 || !isText) {
      throw lowering.error(
          Id.UNSUPPORTED,
          tree,
          "an exception of an operator has a text or nothing\nwrite new "
              + Texts.shorten(tree.getIdentifier())
              + "(\"text\")");
    }
    return message(arguments.get(0));
  }

  private String message(ExpressionTree tree) {
    String text = texts.of(tree);
    if (text == null) {
      throw lowering.error(
          Id.UNSUPPORTED,
          tree,
          Texts.shorten(tree)
              + " is not constant, and the text of an exception must be\n"
              + "write a literal or a constant, and leave out what varies");
    } else if (!isPlain(text)) {
      throw lowering.error(
          Id.UNSUPPORTED,
          tree,
          "the text has the character \\0, half a character, or more than "
              + LONGEST_MESSAGE
              + " characters, which C cannot show\nwrite a shorter, plain text");
    }
    return text;
  }

  private static boolean isPlain(String text) {
    return text.indexOf('\0') < 0
        && text.length() <= LONGEST_MESSAGE
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Emits an assert statement, as when assertions are enabled. */
  void check(AssertTree tree) {
    Span span = lowering.span(tree);
    Span condition = lowering.span(tree.getCondition());
    ExpressionTree detail = tree.getDetail();
    String message = detail == null ? null : message(detail);
    Fault fault = fault(Fault.Origin.ASSERT, ASSERTION_ERROR, message, span);
    Label fails = lowering.label("assert_fails");
    Emitter test = new Emitter();
    Expr holds =
        lowering.into(test, () -> lowering.exprs.remaining(tree.getCondition(), false, fails));
    if (test.isEmpty()) {
      lowering.out.emit(new Stmt.Check(holds, fault, condition));
      return;
    }
    Label end = lowering.label("assert_holds");
    Stmt exit = new Stmt.IfThenElse(holds, new Stmt.Exit(end, span), Stmt.nop(span), condition);
    lowering.into(
        test,
        () -> {
          lowering.out.emit(exit);
          return test;
        });
    Stmt tested = test.finish(span);
    refuseEffects(tested, tree.getCondition());
    Stmt fail = new Stmt.Check(Expr.Const.bool(false, span), fault, condition);
    Stmt all = new Stmt.SeqStmt(List.of(new Stmt.Block(fails, tested, span), fail), span);
    lowering.out.emit(new Stmt.Block(end, all, span));
  }

  /** Refuses a condition that stores into anything that there was before. */
  private void refuseEffects(Stmt test, Tree tree) {
    Set<Buffer> own = new HashSet<>();
    Set<Buffer> stored = new HashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Allocate allocate) {
          own.add(allocate.buffer());
        } else if (s instanceof Stmt.BufferStore store) {
          stored.add(store.buffer());
        }
        super.enter(s);
      }
    }.walk(test);
    if (!own.containsAll(stored)) {
      throw lowering.error(
          Id.UNSUPPORTED,
          tree,
          "an assert must not change anything, so that the operator is the same without it\n"
              + "make the change in a statement before, and assert its result");
    }
  }
}
