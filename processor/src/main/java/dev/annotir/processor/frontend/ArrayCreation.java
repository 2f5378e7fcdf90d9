package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.List;

/** Java expressions that make arrays. */
final class ArrayCreation {
  private final Lowering lowering;

  ArrayCreation(Lowering lowering) {
    this.lowering = lowering;
  }

  /** A fresh array, zeroed or with the given elements, called {@code name}. */
  View create(NewArrayTree tree, String name) {
    DType type = JavaTypes.primitive(JavaTypes.element(lowering.type(tree)));
    int rank = JavaTypes.rank(lowering.type(tree));
    if (type == null) {
      throw lowering.error(
          Id.UNSUPPORTED_TYPE,
          tree,
          Texts.shorten(tree) + " is a " + lowering.type(tree) + Unsupported.ARRAYS_OF_OBJECTS);
    }
    List<Integer> shape = shape(tree, rank);
    ArrayPlan.Made made = new ArrayPlan.Made(name, type, shape, lowering.span(tree));
    View view = lowering.newArrays.make(tree, made, isFilled(tree));
    if (tree.getInitializers() != null) {
      lowering.holders.holding(
          view,
          () -> {
            fill(view, tree);
            return view;
          });
    }
    return view;
  }

  private static boolean isFilled(NewArrayTree tree) {
    return tree.getInitializers() != null
        && tree.getInitializers().stream()
            .allMatch(element -> !(element instanceof NewArrayTree row) || isFilled(row));
  }

  private List<Integer> shape(NewArrayTree tree, int rank) {
    return tree.getInitializers() == null ? extents(tree, rank) : shapeOf(tree, rank);
  }

  private List<Integer> extents(NewArrayTree tree, int rank) {
    List<Integer> extents = new ArrayList<>();
    for (ExpressionTree dimension : tree.getDimensions()) {
      extents.add(extent(dimension, lowering.exprs.value(dimension)));
    }
    if (extents.size() != rank) {
      throw lowering.error(
          Id.ARRAY_SHAPE, tree, "the rows have no size yet\nwrite all sizes: new float[4][8]");
    }
    return extents;
  }

  /** The size of a new array, which must be known. */
  int extent(ExpressionTree tree, Expr value) {
    Expr size = Constants.fold(value);
    boolean isKnown = size instanceof Expr.Const known && known.bits() >= 0;
    if (!isKnown && lowering.isTrial) {
      return HelperCollector.EXTENT;
    }
    if (!(size instanceof Expr.Const c)) {
      throw lowering.error(
          Id.ARRAY_SHAPE,
          tree,
          "the size of an array must be a constant, and "
              + Texts.shorten(tree)
              + " is not\nmake the array as large as it can get, and use a part of it");
    } else if (c.bits() < 0) {
      throw lowering.error(
          Id.ARRAY_SHAPE,
          tree,
          "the size of this array is "
              + c.bits()
              + ", which throws NegativeArraySizeException\nwrite a size of at least 0");
    }
    return (int) c.bits();
  }

  private List<Integer> shapeOf(NewArrayTree tree, int rank) {
    List<Integer> shape = new ArrayList<>();
    Tree level = tree;
    while (shape.size() < rank) {
      if (!(level instanceof NewArrayTree t)) {
        throw otherArray(level);
      } else if (t.getInitializers() == null) {
        shape.addAll(extents(t, rank - shape.size()));
      } else if (t.getInitializers().isEmpty()) {
        while (shape.size() < rank) {
          shape.add(0);
        }
      } else {
        shape.add(t.getInitializers().size());
        level = t.getInitializers().get(0);
      }
    }
    return shape;
  }

  private void fill(View view, NewArrayTree tree) {
    List<? extends ExpressionTree> elements = tree.getInitializers();
    if (elements == null) {
      if (!extents(tree, view.shape().size()).equals(view.shape()) && !lowering.isTrial) {
        throw jagged(tree);
      }
      lowering.elements.fill(view, zero(view, lowering.span(tree)), lowering.span(tree));
      return;
    } else if (elements.size() != view.length() && !lowering.isTrial) {
      throw jagged(tree);
    }
    for (int i = 0; i < elements.size(); i++) {
      ExpressionTree element = elements.get(i);
      View at = view.at(Expr.Const.int32(i, lowering.span(element)), view.text() + "[" + i + "]");
      if (at.isElement()) {
        lowering.elements.store(at, lowering.exprs.value(element, view.javaType()));
      } else if (element instanceof NewArrayTree row) {
        fill(at, row);
      } else {
        throw otherArray(element);
      }
    }
  }

  private static Expr zero(View view, Span span) {
    return Expr.Const.of(view.javaType(), 0, span);
  }

  private RuntimeException jagged(Tree row) {
    return lowering.error(
        Id.ARRAY_SHAPE,
        row,
        "this row has another length than the first, and all rows of an array are equally long\n"
            + "pad the shorter ones");
  }

  private RuntimeException otherArray(Tree row) {
    return lowering.error(
        Id.ARRAY_SHAPE,
        row,
        "the rows of a new array are made with it, and "
            + Texts.shorten(row)
            + " is another array\nwrite the row in braces, or copy its elements in a loop");
  }

  /** The array that a call of {@code Params.load} gives, which is new like any other. */
  View loaded(MethodInvocationTree tree) {
    if (!lowering.constants.isInitializing()) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          "Params.load reads its file at every call, which the compiled operator cannot\n"
              + "initialise a constant with it: static final float[] X = Params.load(...)");
    }
    Span span = lowering.span(tree);
    LoadedArray array = LoadedArray.of(lowering, tree);
    DType dtype = array.data().dtype();
    String name = lowering.names.fresh("loaded");
    List<Integer> shape = array.shape();
    View file =
        View.whole(
            new Buffer(name, dtype, shape, shape, Buffer.Scope.CONST, array.data(), span),
            array.javaType(),
            name);
    ArrayPlan.Made made = new ArrayPlan.Made("array", array.javaType(), shape, span);
    View copy = lowering.newArrays.make(tree, made, true);
    lowering.elements.copy(file, copy, span);
    return copy.named(Texts.shorten(tree));
  }

  static boolean isClone(Lowering lowering, MethodInvocationTree tree) {
    return tree.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("clone")
        && JavaTypes.rank(lowering.type(select.getExpression())) > 0;
  }

  /** A copy of the array whose method {@code clone} is called. */
  View copy(MethodInvocationTree tree) {
    Span span = lowering.span(tree);
    View original =
        lowering.arrays.view(((MemberSelectTree) tree.getMethodSelect()).getExpression());
    if (original.shape().size() > 1) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          Texts.shorten(tree)
              + " has the rows of the first array, not copies of them\n"
              + "make a new array, and copy the elements in a loop");
    }
    ArrayPlan.Made made = new ArrayPlan.Made("copy", original.javaType(), original.shape(), span);
    View copy = lowering.holders.holding(original, () -> lowering.newArrays.make(tree, made, true));
    lowering.elements.copy(original, copy, span);
    return copy.named(Texts.shorten(tree));
  }
}
