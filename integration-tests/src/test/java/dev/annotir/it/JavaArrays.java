package dev.annotir.it;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.List;

/** Java's arrays and boxes of elements. */
final class JavaArrays {
  private JavaArrays() {}

  /** The bytes of a primitive type's values in memory. */
  static int bytes(Class<?> type) {
    return switch (type.getName()) {
      case "boolean", "byte" -> 1;
      case "short", "char" -> 2;
      case "int", "float" -> 4;
      default -> 8;
    };
  }

  /** A value of a primitive type. */
  static Object box(Class<?> type, long bits) {
    return switch (type.getName()) {
      case "boolean" -> bits != 0;
      case "byte" -> (byte) bits;
      case "short" -> (short) bits;
      case "char" -> (char) bits;
      case "int" -> (int) bits;
      case "long" -> bits;
      case "float" -> Float.intBitsToFloat((int) bits);
      default -> Double.longBitsToDouble(bits);
    };
  }

  private static long unbox(Object value) {
    if (value instanceof Boolean b) {
      return b ? 1 : 0;
    } else if (value instanceof Character c) {
      return c;
    } else if (value instanceof Float f) {
      return Float.floatToRawIntBits(f);
    } else if (value instanceof Double d) {
      return Double.doubleToRawLongBits(d);
    } else if (value instanceof Number number) {
      return number.longValue();
    }
    throw new AssertionError(value);
  }

  /** The array of a type that holds these elements row by row. */
  static Object of(Class<?> type, List<Integer> shape, long[] values) {
    boolean flat = !type.getComponentType().isArray();
    return of(type, flat ? List.of(values.length) : shape, values, 0);
  }

  private static Object of(Class<?> type, List<Integer> shape, long[] values, int from) {
    Class<?> component = type.getComponentType();
    List<Integer> rest = shape.subList(1, shape.size());
    int step = rest.stream().reduce(1, (a, b) -> a * b);
    Object array = Array.newInstance(component, shape.get(0));
    for (int i = 0; i < shape.get(0); i++) {
      int at = from + i * step;
      Array.set(
          array,
          i,
          component.isArray() ? of(component, rest, values, at) : box(component, values[at]));
    }
    return array;
  }

  /** The elements of an array, row by row. */
  static long[] elements(Parameter tensor, Object array) {
    long[] values = new long[tensor.elements()];
    int end = copy(array, values, 0);
    if (end != values.length) {
      throw new AssertionError(tensor.name() + " has " + end + " elements");
    }
    for (int i = 0; i < end; i++) {
      values[i] = tensor.dtype().wrap(values[i]);
    }
    return values;
  }

  /** The elements of what a method has returned, a single value too. */
  static long[] result(Parameter result, Object value) {
    if (result.tensor()) {
      return elements(result, value);
    }
    Object single =
        Array.newInstance(MethodType.methodType(value.getClass()).unwrap().returnType(), 1);
    Array.set(single, 0, value);
    return elements(result, single);
  }

  private static int copy(Object array, long[] to, int from) {
    int at = from;
    for (int i = 0; i < Array.getLength(array); i++) {
      Object element = Array.get(array, i);
      if (element.getClass().isArray()) {
        at = copy(element, to, at);
      } else {
        to[at++] = unbox(element);
      }
    }
    return at;
  }
}
