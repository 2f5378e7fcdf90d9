package dev.annotir.it.demo;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;

/** Java arrays and boxed primitives from the bytes that C has, and back. */
final class JavaValues {
  private JavaValues() {}

  /**
   * A value of a parameter's type.
   *
   * @param type a primitive, or an array of the shape's rank, or a one-dimensional array
   */
  static Object of(Operator.Argument argument, Class<?> type, ByteBuffer bytes) {
    ByteBuffer from = bytes.duplicate().order(bytes.order()).rewind();
    if (!type.isArray()) {
      return Array.get(array(type, from, 1), 0);
    } else if (!type.getComponentType().isArray()) {
      return array(type.getComponentType(), from, argument.elements());
    }
    return array(type.getComponentType(), from, extents(argument));
  }

  private static int[] extents(Operator.Argument argument) {
    return argument.shape().stream().mapToInt(Integer::intValue).toArray();
  }

  private static Object array(Class<?> component, ByteBuffer from, int... extents) {
    Object array = Array.newInstance(component, extents[0]);
    for (int i = 0; i < extents[0]; i++) {
      if (extents.length == 1) {
        DataType.read(from, array, i);
      } else {
        int[] rest = java.util.Arrays.copyOfRange(extents, 1, extents.length);
        Array.set(array, i, array(component.getComponentType(), from, rest));
      }
    }
    return array;
  }

  /** The bytes of a value, every NaN the same. */
  static ByteBuffer bytes(Operator.Argument argument, Object value) {
    ByteBuffer to = argument.type().allocate(argument.elements());
    put(value, to);
    return to.rewind();
  }

  private static void put(Object value, ByteBuffer to) {
    if (!value.getClass().isArray()) {
      DataType.write(to, value);
      return;
    }
    for (int i = 0; i < Array.getLength(value); i++) {
      put(Array.get(value, i), to);
    }
  }

  /** Copies the elements of one array into another of the same type and extents. */
  static void copy(Object from, Object to) {
    if (from instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        copy(rows[i], Array.get(to, i));
      }
    } else if (from.getClass().isArray()) {
      System.arraycopy(from, 0, to, 0, Array.getLength(from));
    }
  }
}
