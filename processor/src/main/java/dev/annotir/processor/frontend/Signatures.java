package dev.annotir.processor.frontend;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.annotir.Operator;
import dev.annotir.Tensor;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What the declaration of an operator says, checked: its modifiers, its tensors and scalars. */
final class Signatures {
  private static final int MAX_RANK = 8;

  private final Compilation compilation;

  Signatures(Compilation compilation) {
    this.compilation = compilation;
  }

  static boolean isOperator(Element element) {
    return element instanceof ExecutableElement && element.getAnnotation(Operator.class) != null;
  }

  /** The operator's name: the annotation's, else the method's. */
  static String name(ExecutableElement method) {
    Operator operator = method.getAnnotation(Operator.class);
    return operator == null || operator.value().isEmpty()
        ? method.getSimpleName().toString()
        : operator.value();
  }

  /** Refuses modifiers and type parameters that an operator cannot have. */
  void checkMethod(ExecutableElement method, TreePath path) {
    Set<Modifier> modifiers = method.getModifiers();
    String problem = null;
    if (!modifiers.contains(Modifier.STATIC)) {
      problem = "is not static: operators have no object\nmake it static";
    } else if (modifiers.contains(Modifier.PRIVATE)) {
      problem = "is private, so the generated module cannot call it\nremove private";
    } else if (isInPrivateClass(method)) {
      problem = "is in a private class, so no other class can call it\nremove private there";
    } else if (!throwsOnlyUnchecked(method)) {
      problem = "throws checked exceptions, and operators throw none\nremove the throws clause";
    } else if (modifiers.contains(Modifier.SYNCHRONIZED)) {
      problem = "is synchronized, and the compiled operator has no lock\nremove synchronized";
    } else if (modifiers.contains(Modifier.NATIVE)) {
      problem = "is native, so it has no body to compile\nwrite it in Java";
    } else if (!method.getTypeParameters().isEmpty()) {
      problem = "has type parameters, and operators have only primitives\nremove them";
    } else if (method.isVarArgs()) {
      problem = "is varargs, and every tensor has a fixed shape\nwrite an array parameter";
    }
    if (problem != null) {
      throw new UserError(
          Id.OPERATOR_NOT_STATIC, nameSpan(path), method.getSimpleName() + " " + problem);
    }
  }

  private static boolean isInPrivateClass(Element element) {
    for (Element e = element.getEnclosingElement(); e != null; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        return true;
      }
    }
    return false;
  }

  private boolean throwsOnlyUnchecked(ExecutableElement method) {
    return method.getThrownTypes().stream().allMatch(compilation::isUnchecked);
  }

  private Span nameSpan(TreePath path) {
    return compilation.file(path.getCompilationUnit()).declaration(path.getLeaf());
  }

  /** The buffer of an array parameter. */
  Buffer tensor(VariableElement parameter, VariableTree tree, SourceFile file, Names names) {
    Span span = file.declaration(tree);
    String name = parameter.getSimpleName().toString();
    Tensor tensor = parameter.getAnnotation(Tensor.class);
    return tensor(names.fresh(name), name, parameter.asType(), tensor, Buffer.Scope.PARAM, span);
  }

  /** The buffer of what an operator returns, or null for void. */
  @Nullable Buffer result(ExecutableElement method, MethodTree tree, SourceFile file, Names names) {
    TypeMirror type = method.getReturnType();
    Span span = file.declaration(tree);
    Tensor tensor = method.getAnnotation(Tensor.class);
    if (type.getKind() == TypeKind.ARRAY) {
      return tensor(names.fresh("result"), "the result", type, tensor, Buffer.Scope.RESULT, span);
    } else if (tensor != null) {
      throw new UserError(
          Id.BAD_TENSOR,
          span,
          "@Tensor on a method is for an array that it returns, and this returns "
              + type
              + "\nremove it, or put it on the parameter that it describes");
    } else if (type.getKind() == TypeKind.VOID) {
      return null;
    }
    DType dtype = JavaTypes.primitive(type);
    if (dtype == null) {
      throw badType(span, "the result", type);
    }
    return new Buffer(
        names.fresh("result"), dtype, List.of(), List.of(), Buffer.Scope.RESULT, null, span);
  }

  /** The type of a scalar parameter. */
  DType scalar(VariableElement parameter, VariableTree tree, SourceFile file) {
    DType dtype = JavaTypes.primitive(parameter.asType());
    if (dtype == null) {
      throw badType(
          file.declaration(tree), parameter.getSimpleName().toString(), parameter.asType());
    } else if (parameter.getAnnotation(Tensor.class) != null) {
      throw new UserError(
          Id.BAD_TENSOR,
          file.declaration(tree),
          "@Tensor is for arrays, and "
              + parameter.getSimpleName()
              + " is a "
              + parameter.asType()
              + "\nremove it");
    }
    return dtype;
  }

  private static UserError badType(Span span, String what, TypeMirror type) {
    return new UserError(
        Id.BAD_PARAMETER,
        span,
        what
            + " is a "
            + type
            + ", and operators take and return only primitives and arrays of them\n"
            + "write the values as arrays with @Tensor, or as primitives");
  }

  private Buffer tensor(
      String irName,
      String name,
      TypeMirror type,
      @Nullable Tensor tensor,
      Buffer.Scope scope,
      Span span) {
    DType javaType = JavaTypes.primitive(JavaTypes.element(type));
    if (javaType == null) {
      throw badType(span, name, type);
    } else if (tensor == null) {
      throw new UserError(
          Id.BAD_TENSOR,
          span,
          name + " has no shape\nwrite @Tensor({...}) with the extents before the type");
    }
    List<Integer> extents = Arrays.stream(tensor.value()).boxed().toList();
    checkExtents(extents, name, span);
    int rank = JavaTypes.rank(type);
    long elements = extents.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (rank != extents.size() && rank != 1) {
      throw new UserError(
          Id.BAD_TENSOR,
          span,
          name
              + " is an array of "
              + rank
              + " dimensions, and @Tensor gives "
              + extents.size()
              + " extents\nwrite as many extents as dimensions, or a one-dimensional array");
    } else if (rank == 1 && elements > Integer.MAX_VALUE) {
      throw new UserError(
          Id.BAD_TENSOR,
          span,
          name
              + " would have "
              + elements
              + " elements, more than a Java array can\nmake it smaller");
    }
    List<Integer> shape = rank == 1 ? List.of((int) elements) : extents;
    return new Buffer(
        irName, label(javaType, tensor, name, span), shape, extents, scope, null, span);
  }

  private static void checkExtents(List<Integer> extents, String name, Span span) {
    if (extents.isEmpty() || extents.size() > MAX_RANK) {
      throw new UserError(
          Id.BAD_TENSOR,
          span,
          name + " has " + extents.size() + " extents, and a tensor has 1 to 8\ngive its extents");
    }
    long elements = 1;
    for (int extent : extents) {
      if (extent < 1) {
        throw new UserError(
            Id.NON_STATIC_SHAPE,
            span,
            "an extent of "
                + name
                + " is "
                + extent
                + ", and extents are at least 1\n"
                + "write the number of elements in that dimension");
      }
      if (elements > Long.MAX_VALUE / 8 / extent) {
        throw new UserError(
            Id.BAD_TENSOR, span, name + " has more elements than there is memory\nmake it smaller");
      }
      elements *= extent;
    }
  }

  /** The Java element types that each label goes with. */
  private static final Map<dev.annotir.DType, Set<DType>> LABELS =
      Map.of(
          dev.annotir.DType.UINT8, Set.of(DType.INT8),
          dev.annotir.DType.UINT16, Set.of(DType.INT16, DType.UINT16),
          dev.annotir.DType.UINT32, Set.of(DType.INT32),
          dev.annotir.DType.UINT64, Set.of(DType.INT64),
          dev.annotir.DType.FLOAT16, Set.of(DType.INT16),
          dev.annotir.DType.BFLOAT16, Set.of(DType.INT16));

  private static DType label(DType javaType, Tensor tensor, String name, Span span) {
    if (tensor.dtype() == dev.annotir.DType.JAVA) {
      return javaType;
    }
    Set<DType> fitting = LABELS.getOrDefault(tensor.dtype(), Set.of());
    if (!fitting.contains(javaType)) {
      throw new UserError(
          Id.BAD_DTYPE,
          span,
          "the label "
              + tensor.dtype()
              + " does not fit the elements of "
              + name
              + "\nUINT8 goes with byte, UINT16 with short or char, UINT32 with int, UINT64 with long,"
              + " FLOAT16 and BFLOAT16 with short");
    }
    return DType.valueOf(tensor.dtype().name());
  }
}
