package dev.annotir.it.demo;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** An element type of tensors, and how its values lie in C's memory. */
enum DataType {
  BOOL("uint8_t", 1),
  INT8("int8_t", 1),
  UINT8("uint8_t", 1),
  INT16("int16_t", 2),
  UINT16("uint16_t", 2),
  FLOAT16("uint16_t", 2),
  BFLOAT16("uint16_t", 2),
  INT32("int32_t", 4),
  UINT32("uint32_t", 4),
  INT64("int64_t", 8),
  UINT64("uint64_t", 8),
  FLOAT32("float", 4),
  FLOAT64("double", 8);

  private final String cName;
  private final int bytes;

  DataType(String cName, int bytes) {
    this.cName = cName;
    this.bytes = bytes;
  }

  String cName() {
    return cName;
  }

  int bytes() {
    return bytes;
  }

  /** A name for tables: {@code f32}. */
  String shortName() {
    return this == BOOL
        ? "bool"
        : name()
            .toLowerCase(Locale.ROOT)
            .replace("uint", "u")
            .replace("int", "i")
            .replace("float", "f");
  }

  /** Room for a number of elements. */
  ByteBuffer allocate(int elements) {
    return ByteBuffer.allocate(elements * bytes).order(ByteOrder.nativeOrder());
  }

  /** Reads the element at a position into an element of a Java array. */
  static void read(ByteBuffer from, Object array, int index) {
    if (array instanceof boolean[] a) {
      a[index] = from.get() != 0;
    } else if (array instanceof byte[] a) {
      a[index] = from.get();
    } else if (array instanceof short[] a) {
      a[index] = from.getShort();
    } else if (array instanceof char[] a) {
      a[index] = from.getChar();
    } else if (array instanceof int[] a) {
      a[index] = from.getInt();
    } else if (array instanceof long[] a) {
      a[index] = from.getLong();
    } else if (array instanceof float[] a) {
      a[index] = from.getFloat();
    } else {
      Array.setDouble(array, index, from.getDouble());
    }
  }

  /** Writes a value at a position, every NaN as the same one. */
  static void write(ByteBuffer to, Object value) {
    if (value instanceof Boolean v) {
      to.put((byte) (v ? 1 : 0));
    } else if (value instanceof Byte v) {
      to.put(v);
    } else if (value instanceof Short v) {
      to.putShort(v);
    } else if (value instanceof Character v) {
      to.putChar(v);
    } else if (value instanceof Integer v) {
      to.putInt(v);
    } else if (value instanceof Long v) {
      to.putLong(v);
    } else if (value instanceof Float v) {
      to.putInt(Float.floatToIntBits(v));
    } else {
      to.putLong(Double.doubleToLongBits((Double) value));
    }
  }

  /** Makes every NaN the same one. */
  void canonicalize(ByteBuffer values) {
    for (int at = 0; at < values.capacity(); at += bytes) {
      if (this == FLOAT32) {
        values.putInt(at, Float.floatToIntBits(values.getFloat(at)));
      } else if (this == FLOAT64) {
        values.putLong(at, Double.doubleToLongBits(values.getDouble(at)));
      }
    }
  }
}
