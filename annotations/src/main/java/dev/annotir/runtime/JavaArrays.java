package dev.annotir.runtime;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Java arrays of any rank, whose rows are equally long, as rows of one buffer. */
final class JavaArrays {
  private JavaArrays() {}

  /** The type of the elements of the innermost rows. */
  static Class<?> element(Object array) {
    Class<?> element = array.getClass();
    while (element.isArray()) {
      element = element.getComponentType();
    }
    if (!array.getClass().isArray() || !element.isPrimitive()) {
      throw new IllegalArgumentException(
          array.getClass().getSimpleName() + " is no array of primitives");
    }
    return element;
  }

  /** The Java type whose arrays hold the elements of a data type. */
  static Class<?> element(DataType dtype) {
    int size = dtype.lanes() == 1 ? dtype.bytes() : 0;
    boolean isFloat = dtype.code() == DataType.FLOAT;
    boolean isUnsigned = dtype.code() == DataType.UINT;
    return switch (size) {
      case 1 -> dtype.isBoolean() ? boolean.class : byte.class;
      case 2 -> isUnsigned ? char.class : short.class;
      case 4 -> isFloat ? float.class : int.class;
      case 8 -> isFloat ? double.class : long.class;
      default -> throw new IllegalArgumentException("no Java type is " + dtype);
    };
  }

  /** The Java type that holds a tensor of that rank, or of rank 0 a value. */
  static Class<?> type(DataType dtype, int rank) {
    Class<?> type = element(dtype);
    for (int i = 0; i < rank; i++) {
      type = type.arrayType();
    }
    return type;
  }

  /** The extents of an array, all of whose rows are equally long. */
  static long[] shape(Object array) {
    List<Long> extents = new ArrayList<>();
    for (Object row = array; row != null && row.getClass().isArray(); ) {
      int length = Array.getLength(row);
      extents.add((long) length);
      row = row instanceof Object[] rows && length > 0 ? rows[0] : null;
    }
    int rank = 0;
    for (Class<?> type = array.getClass(); type.isArray(); type = type.getComponentType()) {
      rank++;
    }
    while (extents.size() < rank) {
      extents.add(0L); // no row says how long it would be
    }
    long[] shape = extents.stream().mapToLong(Long::longValue).toArray();
    check(array, shape, 0);
    return shape;
  }

  private static void check(Object array, long[] shape, int depth) {
    if (array == null || Array.getLength(array) != shape[depth]) {
      throw new IllegalArgumentException("the rows of the array are not equally long");
    }
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        check(row, shape, depth + 1);
      }
    }
  }

  /** Puts the elements of an array into a buffer, row by row. */
  static void put(Object array, ByteBuffer to) {
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        put(row, to);
      }
    } else if (array instanceof boolean[] row) {
      for (boolean element : row) {
        to.put((byte) (element ? 1 : 0));
      }
    } else if (array instanceof byte[] row) {
      to.put(row);
    } else {
      int length = Array.getLength(array);
      putWide(array, to);
      to.position(to.position() + length * DataType.of(element(array)).bytes());
    }
  }

  private static void putWide(Object array, ByteBuffer to) {
    if (array instanceof short[] row) {
      to.asShortBuffer().put(row);
    } else if (array instanceof char[] row) {
      to.asCharBuffer().put(row);
    } else if (array instanceof int[] row) {
      to.asIntBuffer().put(row);
    } else if (array instanceof long[] row) {
      to.asLongBuffer().put(row);
    } else if (array instanceof float[] row) {
      to.asFloatBuffer().put(row);
    } else {
      to.asDoubleBuffer().put((double[]) array);
    }
  }

  /** Takes the elements of an array from a buffer, row by row. */
  static void get(ByteBuffer from, Object array) {
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        get(from, row);
      }
    } else if (array instanceof boolean[] row) {
      for (int i = 0; i < row.length; i++) {
        row[i] = from.get() != 0;
      }
    } else if (array instanceof byte[] row) {
      from.get(row);
    } else {
      int length = Array.getLength(array);
      getWide(from, array);
      from.position(from.position() + length * DataType.of(element(array)).bytes());
    }
  }

  private static void getWide(ByteBuffer from, Object array) {
    if (array instanceof short[] row) {
      from.asShortBuffer().get(row);
    } else if (array instanceof char[] row) {
      from.asCharBuffer().get(row);
    } else if (array instanceof int[] row) {
      from.asIntBuffer().get(row);
    } else if (array instanceof long[] row) {
      from.asLongBuffer().get(row);
    } else if (array instanceof float[] row) {
      from.asFloatBuffer().get(row);
    } else {
      from.asDoubleBuffer().get((double[]) array);
    }
  }
}
