package dev.annotir.processor.frontend;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Erased types as texts: {@code I}, {@code [[F}, {@code Ljava.lang.String;}; other types than those
 * of values are an empty text.
 */
final class Descriptors {
  private static final Map<String, TypeKind> PRIMITIVES =
      Map.of(
          "Z", TypeKind.BOOLEAN,
          "B", TypeKind.BYTE,
          "S", TypeKind.SHORT,
          "C", TypeKind.CHAR,
          "I", TypeKind.INT,
          "J", TypeKind.LONG,
          "F", TypeKind.FLOAT,
          "D", TypeKind.DOUBLE);

  private static final Map<TypeKind, String> LETTERS = new HashMap<>();

  static {
    PRIMITIVES.forEach((letter, kind) -> LETTERS.put(kind, letter));
  }

  private final Elements elements;
  private final Types types;
  private final Map<String, TypeMirror> known = new HashMap<>();

  Descriptors(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  String of(@Nullable TypeMirror type) {
    if (type instanceof ArrayType array) {
      return "[" + of(array.getComponentType());
    } else if (type != null && type.getKind().isPrimitive()) {
      return LETTERS.getOrDefault(type.getKind(), "");
    } else if (type != null && type.getKind() == TypeKind.TYPEVAR) {
      return of(types.erasure(type));
    } else if (type != null && type.getKind() == TypeKind.VOID) {
      return "V";
    }
    return type != null
            && type.getKind() == TypeKind.DECLARED
            && ((DeclaredType) type).asElement() instanceof TypeElement declared
        ? "L" + declared.getQualifiedName() + ";"
        : "";
  }

  /** Those of all parameters. */
  String ofParameters(ExecutableElement method) {
    StringBuilder all = new StringBuilder();
    for (VariableElement parameter : method.getParameters()) {
      all.append(of(parameter.asType()));
    }
    return all.toString();
  }

  /** The type of a descriptor; no type where this compilation does not have it. */
  TypeMirror type(String descriptor) {
    TypeMirror type = known.get(descriptor);
    if (type == null) {
      type = find(descriptor);
      known.put(descriptor, type);
    }
    return type;
  }

  private TypeMirror find(String descriptor) {
    TypeKind primitive = PRIMITIVES.get(descriptor);
    if (primitive != null) {
      return types.getPrimitiveType(primitive);
    } else if (descriptor.equals("V")) {
      return types.getNoType(TypeKind.VOID);
    } else if (descriptor.startsWith("[")) {
      TypeMirror component = type(descriptor.substring(1));
      return component.getKind() == TypeKind.NONE ? component : types.getArrayType(component);
    } else if (descriptor.startsWith("L")) {
      TypeElement element =
          elements.getTypeElement(descriptor.substring(1, descriptor.length() - 1));
      if (element != null) {
        return types.erasure(element.asType());
      }
    }
    return types.getNoType(TypeKind.NONE);
  }
}
