package dev.annotir.processor.frontend;

import dev.annotir.processor.ir.DType;
import java.util.Locale;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The IR's types of Java's. */
final class JavaTypes {
  private JavaTypes() {}

  /** The type of a primitive's values, or null for any other type. */
  static @Nullable DType primitive(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> DType.BOOL;
      case BYTE -> DType.INT8;
      case SHORT -> DType.INT16;
      case CHAR -> DType.UINT16;
      case INT -> DType.INT32;
      case LONG -> DType.INT64;
      case FLOAT -> DType.FLOAT32;
      case DOUBLE -> DType.FLOAT64;
      default -> null;
    };
  }

  /** The number of dimensions; 0 for what is no array. */
  static int rank(TypeMirror type) {
    int rank = 0;
    for (TypeMirror t = type;
        t.getKind() == TypeKind.ARRAY;
        t = ((ArrayType) t).getComponentType()) {
      rank++;
    }
    return rank;
  }

  /** The innermost component type of an array, or the type itself. */
  static TypeMirror element(TypeMirror type) {
    TypeMirror t = type;
    while (t.getKind() == TypeKind.ARRAY) {
      t = ((ArrayType) t).getComponentType();
    }
    return t;
  }

  /** A primitive type, or an array type of one, in Java: {@code float[][]}. */
  static String text(TypeMirror type) {
    return element(type).getKind().name().toLowerCase(Locale.ROOT) + "[]".repeat(rank(type));
  }

  /** The type that Java's unary numeric promotion gives. */
  static DType promoted(DType type) {
    return type.isInteger() && type.bits() < 32 ? DType.INT32 : type;
  }

  /** The type that Java's binary numeric promotion gives. */
  static DType promoted(DType a, DType b) {
    if (a == DType.FLOAT64 || b == DType.FLOAT64) {
      return DType.FLOAT64;
    } else if (a == DType.FLOAT32 || b == DType.FLOAT32) {
      return DType.FLOAT32;
    }
    return a == DType.INT64 || b == DType.INT64 ? DType.INT64 : DType.INT32;
  }
}
