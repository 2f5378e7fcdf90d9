package dev.annotir.it;

import dev.annotir.processor.ir.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Elements of tensors: the interpreter's values, and the bytes in memory. */
public final class Elements {
  private static final long CANONICAL_FLOAT = 0x7fc00000L;
  private static final long CANONICAL_DOUBLE = 0x7ff8000000000000L;

  private Elements() {}

  /** The type that TVM calls so. */
  static DType dtype(String tvmName) {
    return Arrays.stream(DType.values())
        .filter(dtype -> dtype.tvmName().equals(tvmName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(tvmName));
  }

  /** The values with one NaN in place of all. */
  public static long[] canonical(DType dtype, long[] values) {
    return Arrays.stream(values).map(value -> canonical(dtype, value)).toArray();
  }

  private static long canonical(DType dtype, long value) {
    if (dtype == DType.FLOAT32 && Float.isNaN(Float.intBitsToFloat((int) value))) {
      return CANONICAL_FLOAT;
    }
    if (dtype == DType.FLOAT64 && Double.isNaN(Double.longBitsToDouble(value))) {
      return CANONICAL_DOUBLE;
    }
    return value;
  }

  /** The bytes in the order of this machine. */
  public static byte[] toBytes(DType dtype, long[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * dtype.bytes()).order(ByteOrder.nativeOrder());
    for (long value : values) {
      switch (dtype.bytes()) {
        case 1 -> buffer.put((byte) value);
        case 2 -> buffer.putShort((short) value);
        case 4 -> buffer.putInt((int) value);
        default -> buffer.putLong(value);
      }
    }
    return buffer.array();
  }

  /** The values of bytes in the order of this machine; any byte but 0 is true. */
  public static long[] ofBytes(DType dtype, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    long[] values = new long[bytes.length / dtype.bytes()];
    for (int i = 0; i < values.length; i++) {
      long bits =
          switch (dtype.bytes()) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            default -> buffer.getLong();
          };
      values[i] = dtype == DType.BOOL ? (bits == 0 ? 0 : 1) : dtype.wrap(bits);
    }
    return values;
  }

  /** A scalar as C's {@code double}: of a float its value, which has the same bits as double. */
  public static double toDouble(DType dtype, long bits) {
    return dtype == DType.FLOAT32
        ? Float.intBitsToFloat((int) bits)
        : Double.longBitsToDouble(bits);
  }

  /** The bits of a value that came as a double. */
  static long ofDouble(DType dtype, double value) {
    return dtype == DType.FLOAT32
        ? dtype.wrap(Float.floatToRawIntBits((float) value))
        : Double.doubleToRawLongBits(value);
  }

  /** A value for people, with its bits. */
  public static String text(DType dtype, long value) {
    return dtype.isFloat()
        ? toDouble(dtype, value) + " (0x" + Long.toHexString(value) + ")"
        : Long.toString(value);
  }
}
