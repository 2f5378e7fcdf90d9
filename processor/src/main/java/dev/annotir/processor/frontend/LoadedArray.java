package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.DType;
import dev.annotir.runtime.DataType;
import dev.annotir.runtime.InvalidFormatException;
import dev.annotir.runtime.NDArray;
import dev.annotir.runtime.NpyFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * The array that a call of {@code Params.load} gives.
 *
 * @param javaType the type of Java's elements; that of {@code data} may be a label for it
 */
record LoadedArray(DType javaType, List<Integer> shape, ConstantData data) {
  /** Whether a method is {@code dev.annotir.Params.load}. */
  static boolean isLoad(ExecutableElement method) {
    return method.getSimpleName().contentEquals("load")
        && LibraryFunctions.owner(method).equals("dev.annotir.Params");
  }

  static boolean isLoad(Lowering lowering, MethodInvocationTree tree) {
    return lowering.element(tree) instanceof ExecutableElement method && isLoad(method);
  }

  /** Reads the file; it is refused where its array is not of the type that Java expects. */
  static LoadedArray of(Lowering lowering, MethodInvocationTree tree) {
    TypeMirror type = lowering.type(tree);
    DType element = JavaTypes.primitive(JavaTypes.element(type));
    if (element == null || JavaTypes.rank(type) == 0) {
      throw bad(
          lowering,
          tree,
          "the array that this call gives is a "
              + type
              + " to the compiler\nsay which it is: Params.<float[][]>load(...)");
    }
    String name = name(lowering, tree);
    NDArray array = read(lowering, tree, name);
    DType dtype = dtype(array.dtype());
    List<Integer> shape = shape(array);
    if (javaType(dtype) != element || shape.size() != JavaTypes.rank(type)) {
      throw bad(
          lowering,
          tree,
          name
              + " holds "
              + array
              + ", which in Java is "
              + javaName(javaType(dtype))
              + "[]".repeat(shape.size())
              + ", not "
              + type
              + "\nchange the type of the variable, or that of the file");
    }
    return new LoadedArray(element, shape, ConstantData.ofBytes(dtype, littleEndian(array)));
  }

  private static NDArray read(Lowering lowering, MethodInvocationTree tree, String name) {
    TypeElement owner = owner(lowering, tree);
    String path = path(owner, name);
    ClassFiles.Resource resource = lowering.compilation.resource(path, owner);
    byte[] bytes = resource.bytes();
    if (bytes == null) {
      throw bad(
          lowering,
          tree,
          "there is no file "
              + path
              + " "
              + String.join(", nor ", resource.places())
              + "\nput it where one of these is, or name its folder by -Aannotir.resources");
    }
    try {
      return NpyFile.load(ByteBuffer.wrap(bytes));
    } catch (InvalidFormatException e) {
      throw bad(
          lowering, tree, name + ": " + e.getMessage() + "\nwrite the file with numpy.save again");
    }
  }

  private static TypeElement owner(Lowering lowering, MethodInvocationTree tree) {
    ExpressionTree argument = tree.getArguments().get(0);
    if (argument instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("class")
        && lowering.type(argument) instanceof DeclaredType literal
        && literal.getTypeArguments().size() == 1
        && literal.getTypeArguments().get(0) instanceof DeclaredType type) {
      return (TypeElement) type.asElement();
    }
    throw bad(
        lowering,
        argument,
        "the class beside which the file lies is not known here\nname it: Vision.class");
  }

  private static String name(Lowering lowering, MethodInvocationTree tree) {
    ExpressionTree argument = tree.getArguments().get(1);
    String name = new ConstantTexts(lowering).of(argument);
    if (name == null) {
      throw bad(
          lowering,
          argument,
          "the name of the file is not known here\nwrite it as a constant: \"weights.npy\"");
    }
    return name;
  }

  /** The path that {@code Class.getResourceAsStream} makes of a name. */
  private static String path(TypeElement owner, String name) {
    if (name.startsWith("/")) {
      return name.substring(1);
    }
    String folder = "";
    for (Element e = owner; e != null; e = e.getEnclosingElement()) {
      if (e instanceof PackageElement p && !p.isUnnamed()) {
        folder = p.getQualifiedName().toString().replace('.', '/') + "/";
      }
    }
    return folder + name;
  }

  private static DType dtype(DataType type) {
    return DType.valueOf(type.toString().toUpperCase(Locale.ROOT));
  }

  /** The type of the Java array's elements. */
  private static DType javaType(DType dtype) {
    return switch (dtype) {
      case UINT8 -> DType.INT8;
      case FLOAT16, BFLOAT16 -> DType.INT16;
      case UINT32 -> DType.INT32;
      case UINT64 -> DType.INT64;
      default -> dtype;
    };
  }

  private static String javaName(DType javaType) {
    return switch (javaType) {
      case BOOL -> "boolean";
      case INT8 -> "byte";
      case INT16 -> "short";
      case UINT16 -> "char";
      case INT32 -> "int";
      case INT64 -> "long";
      case FLOAT32 -> "float";
      default -> "double";
    };
  }

  /** The extents of the Java array: a scalar is an array of one. */
  private static List<Integer> shape(NDArray array) {
    List<Integer> shape = new ArrayList<>();
    for (long extent : array.shape()) {
      shape.add((int) extent);
    }
    return shape.isEmpty() ? List.of(1) : shape;
  }

  private static byte[] littleEndian(NDArray array) {
    ByteBuffer data = array.data();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    int size = array.dtype().bytes();
    for (int i = 0;
        ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN && i < bytes.length;
        i += size) {
      for (int low = i, high = i + size - 1; low < high; low++, high--) {
        byte b = bytes[low];
        bytes[low] = bytes[high];
        bytes[high] = b;
      }
    }
    return bytes;
  }

  private static RuntimeException bad(Lowering lowering, Tree tree, String text) {
    return lowering.error(Id.BAD_CONSTANT, tree, text);
  }
}
