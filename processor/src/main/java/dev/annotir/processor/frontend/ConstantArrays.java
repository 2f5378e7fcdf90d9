package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import dev.annotir.processor.frontend.tree.StoredConstant;
import dev.annotir.processor.frontend.tree.StoredField;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.InexactCall;
import dev.annotir.processor.ir.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** The static final arrays that a library's operators load, as buffers with their elements. */
final class ConstantArrays {
  private final Compilation compilation;
  private final Names names;
  private final Map<VariableElement, View> views = new HashMap<>();
  private final Map<VariableElement, Span> uses = new LinkedHashMap<>();
  private final List<Buffer> buffers = new ArrayList<>();
  private final Initializers initializers;
  private final ConstantFields fields;

  /**
   * The names of the functions that are being lowered: the operator, and initialisers that wait for
   * those of other constants.
   */
  private final Deque<Names> functions = new ArrayDeque<>();

  /**
   * @param names of the library's constants
   */
  ConstantArrays(Compilation compilation, Names names) {
    this.compilation = compilation;
    this.names = names;
    this.initializers = new Initializers(compilation, this);
    this.fields = new ConstantFields(compilation, initializers);
  }

  /**
   * The value of a constant that is no array.
   *
   * @param use where a function names it
   * @param function the function's names
   */
  Expr.Const value(VariableElement field, Span use, Names function) {
    functions.push(function);
    try {
      return fields.value(field, use);
    } finally {
      functions.pop();
    }
  }

  /** The names of a new function: those of the constants, and of C's own parameters, are taken. */
  Names functionNames(String library) {
    Names result = new Names(library);
    result.take("constants");
    result.take("workspace");
    buffers.forEach(constant -> result.take(constant.name()));
    return result;
  }

  /** Whether the initialiser of a static field is being run. */
  boolean isInitializing() {
    return initializers.isRunning();
  }

  /** The calls in a constant's initialiser that may have other bits on the JVM. */
  List<InexactCall> inexact(VariableElement field) {
    return initializers.inexact(field);
  }

  /** Those that were asked for, in that order. */
  List<Buffer> buffers() {
    return List.copyOf(buffers);
  }

  /**
   * Refuses arrays that code which was not lowered may change; to be called when all operators are.
   */
  void checkUses(Consumer<Diagnostic> report) {
    uses.forEach(
        (field, use) -> {
          TreePath path = compilation.path(field);
          if (path != null) {
            SourceFile file = compilation.file(path.getCompilationUnit());
            ConstantUses.check(compilation, file, field, use, report);
          }
        });
  }

  /**
   * The array of a field.
   *
   * @param use where a function names it
   * @param function the function's names, with which the first use of an array must not collide
   */
  View view(VariableElement field, Span use, Names function) {
    initializers.checkOrder(field, use);
    View known = views.get(field);
    if (known == null) {
      functions.push(function);
      try {
        known = read(field, use);
      } finally {
        functions.pop();
      }
      views.put(field, known);
      buffers.add(known.parts().get(0).buffer());
    }
    return known;
  }

  private View read(VariableElement field, Span use) {
    if (field instanceof StoredField stored) {
      return stored(stored);
    }
    String name = field.getSimpleName().toString();
    boolean isFinal =
        field.getModifiers().contains(Modifier.STATIC)
            && field.getModifiers().contains(Modifier.FINAL);
    if (!isFinal) {
      throw new UserError(Id.MUTABLE_FIELD, use, Unsupported.field(field));
    }
    TreePath path = compilation.path(field);
    if (path == null) {
      throw new UserError(
          Id.BAD_CONSTANT,
          use,
          name
              + " has no source in this compilation, so its elements are not known\n"
              + "compile its class together with this one, or pass it as a parameter");
    }
    ExpressionTree initializer = ((VariableTree) path.getLeaf()).getInitializer();
    DType type = JavaTypes.primitive(JavaTypes.element(field.asType()));
    if (initializer == null || type == null) {
      throw new UserError(
          Id.BAD_CONSTANT,
          use,
          name
              + " is not initialised with an array of primitives where it is declared\n"
              + "write its elements in braces or call a static method that gives the array, or pass"
              + " it as a parameter");
    }
    compilation.attribute(field, path, initializer);
    uses.put(field, use);
    try {
      return constant(field, initializer, type, path, use);
    } catch (OutOfMemoryError e) {
      throw Initializers.unknown(field, "its elements do not fit the memory of javac", use);
    }
  }

  private View constant(
      VariableElement field, ExpressionTree initializer, DType type, TreePath path, Span use) {
    SourceFile file = compilation.file(path.getCompilationUnit());
    int rank = JavaTypes.rank(field.asType());
    MethodInvocationTree load = initializers.load(file, path, initializer);
    Initializers.Value value =
        load != null
            ? initializers.loaded(file, path, load)
            : initializer instanceof NewArrayTree array
                ? new Evaluator(field, file, path, type, rank).elements(array)
                : initializers.run(field, path, initializer, type, rank, use);
    if (value.elements().size() == 0) {
      throw Initializers.unknown(field, "it has no elements", use);
    }
    Span place = file.declaration(path.getLeaf());
    String name = field.getSimpleName().toString();
    return constant(name, type, value.shape(), value.elements(), place);
  }

  private View stored(StoredField field) {
    StoredConstant value = field.value();
    DType type = JavaTypes.primitive(JavaTypes.element(field.asType()));
    if (type == null) {
      throw new CompilerBug("constant of type " + value.type());
    }
    Span span = new Span(value.source(), value.line(), 1);
    String name = field.getSimpleName().toString();
    return constant(name, type, value.shape(), value.elements(), span);
  }

  private View constant(
      String name, DType type, List<Integer> shape, ConstantData data, Span span) {
    String irName = names.fresh(name);
    while (!isFree(irName)) {
      irName = names.fresh(name);
    }
    Buffer buffer = new Buffer(irName, data.dtype(), shape, shape, Buffer.Scope.CONST, data, span);
    return View.whole(buffer, type, name);
  }

  /** Takes a name in all functions that are being lowered, where it may be free. */
  private boolean isFree(String name) {
    boolean free = true;
    for (Names function : functions) {
      free &= function.take(name);
    }
    return free;
  }

  /** Reads the elements of an initialiser. */
  private final class Evaluator {
    private final VariableElement field;

    /** For as many elements as emit nothing. */
    private Lowering lowering;

    private final SourceFile file;
    private final TreePath owner;
    private final DType type;
    private final int rank;

    Evaluator(VariableElement field, SourceFile file, TreePath owner, DType type, int rank) {
      this.field = field;
      this.lowering = Lowering.ofInitializer(compilation, ConstantArrays.this, file, owner);
      this.file = file;
      this.owner = owner;
      this.type = type;
      this.rank = rank;
    }

    Initializers.Value elements(NewArrayTree tree) {
      List<Integer> shape = new ArrayList<>();
      ConstantData.Builder elements = new ConstantData.Builder(type);
      collect(tree, 0, shape, elements);
      return new Initializers.Value(shape, elements.build());
    }

    private void collect(
        NewArrayTree tree, int depth, List<Integer> shape, ConstantData.Builder elements) {
      if (tree.getInitializers() == null) {
        zeros(tree, depth, shape, elements);
        return;
      }
      int length = tree.getInitializers().size();
      if (depth == shape.size()) {
        shape.add(length);
      }
      if (shape.get(depth) != length || length == 0) {
        throw error(
            tree,
            "the rows of a constant array must have one length of at least 1\npad the shorter ones");
      }
      for (ExpressionTree element : tree.getInitializers()) {
        if (depth == rank - 1) {
          elements.add(evaluate(element));
        } else if (element instanceof NewArrayTree row) {
          collect(row, depth + 1, shape, elements);
        } else {
          throw error(
              element,
              Texts.shorten(element)
                  + " is no row in braces, so its elements are not known\nwrite them here");
        }
      }
    }

    /** A never written {@code new float[4]} is zeros. */
    private void zeros(
        NewArrayTree tree, int depth, List<Integer> shape, ConstantData.Builder elements) {
      if (tree.getDimensions().size() != rank - depth) {
        throw error(tree, "the rows have no size yet\nwrite all sizes: new float[4][8]");
      }
      long count = 1;
      for (int i = 0; i < tree.getDimensions().size(); i++) {
        long size = evaluate(tree.getDimensions().get(i), DType.INT32);
        if (shape.size() == depth + i) {
          shape.add((int) size);
        }
        if (size < 1 || shape.get(depth + i) != size) {
          throw error(
              tree,
              "the rows of a constant array must have one length of at least 1\nwrite all sizes");
        }
        count = Math.min(count * size, Integer.MAX_VALUE + 1L);
      }
      if (count > Integer.MAX_VALUE) {
        throw error(tree, "an array has at most 2147483647 elements in all\nmake it smaller");
      }
      elements.addZeros((int) count);
    }

    private long evaluate(ExpressionTree tree) {
      return evaluate(tree, type);
    }

    private long evaluate(ExpressionTree tree, DType as) {
      if (!lowering.isUnused()) {
        lowering = Lowering.ofInitializer(compilation, ConstantArrays.this, file, owner);
      }
      return initializers.element(field, owner, tree, as, lowering);
    }

    private UserError error(Tree tree, String text) {
      return new UserError(Id.BAD_CONSTANT, file.span(tree), text);
    }
  }
}
