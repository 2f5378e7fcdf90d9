package dev.annotir.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;

/** Java expressions of array types, their elements, and arrays that operators make. */
final class ArrayLowering {
  private final Lowering lowering;

  ArrayLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /**
   * What an expression of an array type refers to, or the element that an access names; checked.
   */
  View view(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree t) {
      return view(t.getExpression());
    } else if (tree instanceof ArrayAccessTree t) {
      Target.Element element = target(t);
      element.check(lowering);
      return element.element();
    }
    return switch (tree.getKind()) {
      case IDENTIFIER, MEMBER_SELECT -> named(tree);
      default -> throw lowering.error(Id.UNSUPPORTED, tree, Unsupported.array(tree));
    };
  }

  private View named(ExpressionTree tree) {
    if (lowering.element(tree) instanceof VariableElement variable) {
      if (lowering.bindings.get(variable) instanceof Binding.Array array) {
        return array.view();
      }
      if (variable.getKind() == ElementKind.FIELD) {
        return lowering.constants.view(variable, lowering.span(tree), lowering.names);
      }
    }
    throw lowering.error(Id.UNSUPPORTED, tree, Unsupported.array(tree));
  }

  /** An element, or a row, with its array and index evaluated in Java's order. */
  Target.Element target(ArrayAccessTree tree) {
    View array = view(tree.getExpression());
    Expr value = lowering.exprs.value(tree.getIndex());
    Expr promoted = Conversions.cast(DType.INT32, value);
    Expr index = lowering.fix(Texts.name(tree.getIndex(), "index"), promoted);
    String text = array.text() + "[" + Texts.shorten(tree.getIndex()) + "]";
    View element = array.at(index, text);
    return new Target.Element(
        array, index, element, lowering.span(tree), lowering.span(tree.getIndex()));
  }

  /** Emits the check that an index lies within its array. */
  void checkIndex(View array, Expr index, Span access, Span span) {
    Expr zero = Expr.Const.int32(0, span);
    Expr length = Expr.Const.int32(array.length(), span);
    Expr inside =
        new Expr.Binary(
            BinaryOp.AND,
            new Expr.Binary(BinaryOp.LE, zero, index, span),
            new Expr.Binary(BinaryOp.LT, index, length, span),
            span);
    lowering.check(
        inside,
        Fault.INDEX_OUT_OF_BOUNDS,
        "java.lang.ArrayIndexOutOfBoundsException",
        "index into " + array.text() + " (length " + array.length() + ")",
        access,
        span);
  }

  /** The value of an element. */
  Expr load(View element, Span span) {
    Expr loaded = new Expr.BufferLoad(element.buffer(), element.prefix(), span);
    return Conversions.fromLabel(element.javaType(), loaded);
  }

  /** A fresh array, zeroed or with the given elements, called {@code name}. */
  View create(NewArrayTree tree, String name) {
    DType type = JavaTypes.primitive(JavaTypes.element(lowering.type(tree)));
    int rank = JavaTypes.rank(lowering.type(tree));
    if (type == null) {
      throw lowering.error(Id.UNSUPPORTED_TYPE, tree, Unsupported.array(tree));
    }
    List<Integer> shape =
        tree.getInitializers() == null ? extents(tree, rank) : shapeOf(tree, rank);
    Buffer buffer = Buffer.local(lowering.names.fresh(name), type, shape, lowering.span(tree));
    lowering.out.allocate(buffer);
    View view = new View(buffer, List.of(), type, name);
    if (tree.getInitializers() != null) {
      fill(view, tree);
    }
    return view;
  }

  private List<Integer> extents(NewArrayTree tree, int rank) {
    List<Integer> extents = new ArrayList<>();
    for (ExpressionTree dimension : tree.getDimensions()) {
      Expr size = Constants.fold(lowering.exprs.value(dimension));
      if (!(size instanceof Expr.Const c) || c.bits() < 1) {
        throw lowering.error(
            Id.ARRAY_SHAPE,
            dimension,
            "the size of an array must be a constant of at least 1, and "
                + Texts.shorten(dimension)
                + " is not\nmake the array as large as it can get, and use a part of it");
      }
      extents.add((int) c.bits());
    }
    if (extents.size() != rank) {
      throw lowering.error(
          Id.ARRAY_SHAPE, tree, "the rows have no size yet\nwrite all sizes: new float[4][8]");
    }
    return extents;
  }

  private List<Integer> shapeOf(NewArrayTree tree, int rank) {
    List<Integer> shape = new ArrayList<>();
    Tree level = tree;
    for (int i = 0; i < rank; i++) {
      if (!(level instanceof NewArrayTree t)
          || t.getInitializers() == null
          || t.getInitializers().isEmpty()) {
        throw lowering.error(
            Id.ARRAY_SHAPE,
            level,
            "an array must have at least 1 element, and each of its rows must be written in braces\n"
                + "write the elements, or new int[3][4]");
      }
      shape.add(t.getInitializers().size());
      level = t.getInitializers().get(0);
    }
    return shape;
  }

  private void fill(View view, NewArrayTree tree) {
    List<? extends ExpressionTree> elements = tree.getInitializers();
    if (elements == null || elements.size() != view.length()) {
      throw lowering.error(
          Id.ARRAY_SHAPE, tree, "this row has another length than the first\npad the shorter ones");
    }
    for (int i = 0; i < elements.size(); i++) {
      ExpressionTree element = elements.get(i);
      View at = view.at(Expr.Const.int32(i, lowering.span(element)), view.text() + "[" + i + "]");
      if (!at.isElement()) {
        if (!(element instanceof NewArrayTree row)) {
          throw lowering.error(
              Id.ARRAY_SHAPE,
              element,
              "the rows of a new array are made with it, and "
                  + Texts.shorten(element)
                  + " is another array\nwrite the row in braces, or copy its elements in a loop");
        }
        fill(at, row);
        continue;
      }
      Expr value = lowering.exprs.value(element, view.javaType());
      lowering.out.emit(new Stmt.BufferStore(at.buffer(), at.prefix(), value, value.span()));
    }
  }

  /** Copies every element of one array into another of the same shape. */
  void copy(View from, View to, Span span) {
    List<Integer> shape = from.shape();
    List<Expr.Var> vars =
        IntStream.range(0, shape.size())
            .mapToObj(i -> new Expr.Var(lowering.names.fresh("i"), DType.INT32, span))
            .toList();
    View source = from;
    View target = to;
    for (Expr.Var var : vars) {
      source = source.at(var, source.text());
      target = target.at(var, target.text());
    }
    Expr value = Conversions.toLabel(to.buffer().dtype(), load(source, span));
    Stmt stmt = new Stmt.BufferStore(target.buffer(), target.prefix(), value, span);
    for (int i = shape.size() - 1; i >= 0; i--) {
      stmt = new Stmt.For(vars.get(i), Expr.Const.int32(shape.get(i), span), stmt, span);
    }
    lowering.out.emit(stmt);
  }
}
