package dev.annotir.processor.ir;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The elements of a constant buffer in row-major order, each as {@link DType} says; kept in as many
 * bytes as C keeps them.
 */
public final class ConstantData {
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private final DType dtype;

  /** Little-endian. */
  private final byte[] bytes;

  private int hash;

  /** Of integers, and of all at once: the least and the greatest, when someone has asked. */
  private long[] extremes = {};

  private ConstantData(DType dtype, byte[] bytes) {
    this.dtype = dtype;
    this.bytes = bytes;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements of an array of values. */
  public static ConstantData of(DType dtype, long... elements) {
    ConstantData data = new ConstantData(dtype, new byte[bytes(dtype, elements.length)]);
    for (int i = 0; i < elements.length; i++) {
      data.set(i, elements[i]);
    }
    return data;
  }

  /**
   * The elements in memory.
   *
   * @param littleEndian belongs to the result from now on
   */
  public static ConstantData ofBytes(DType dtype, byte[] littleEndian) {
    if (dtype == DType.BOOL) {
      for (int i = 0; i < littleEndian.length; i++) {
        littleEndian[i] = (byte) (littleEndian[i] == 0 ? 0 : 1);
      }
    }
    return new ConstantData(dtype, littleEndian);
  }

  /** An array of more bytes than the JVM has is no constant; an OutOfMemoryError says so. */
  private static int bytes(DType dtype, int count) {
    long bytes = (long) count * dtype.bytes();
    if (bytes > Integer.MAX_VALUE) {
      throw new OutOfMemoryError(bytes + " bytes");
    }
    return (int) bytes;
  }

  public DType dtype() {
    return dtype;
  }

  public int size() {
    return bytes.length / dtype.bytes();
  }

  public long get(int index) {
    long value =
        switch (dtype.bytes()) {
          case 1 -> bytes[index];
          case 2 -> (short) SHORTS.get(bytes, 2 * index);
          case 4 -> (int) INTS.get(bytes, 4 * index);
          default -> (long) LONGS.get(bytes, 8 * index);
        };
    return dtype.wrap(value);
  }

  private void set(int index, long value) {
    switch (dtype.bytes()) {
      case 1 -> bytes[index] = (byte) value;
      case 2 -> SHORTS.set(bytes, 2 * index, (short) value);
      case 4 -> INTS.set(bytes, 4 * index, (int) value);
      default -> LONGS.set(bytes, 8 * index, value);
    }
  }

  /** A byte of the elements in memory, little-endian. */
  public byte byteAt(int index) {
    return bytes[index];
  }

  /** Writes the elements as they lie in memory, little-endian. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  /** The least of all elements, which are signed or shorter than 64 bits. */
  public long least() {
    return extremes()[0];
  }

  /** The greatest of all elements, which are signed or shorter than 64 bits. */
  public long greatest() {
    return extremes()[1];
  }

  private long[] extremes() {
    if (extremes.length == 0) {
      long least = get(0);
      long greatest = least;
      for (int i = 1; i < size(); i++) {
        long value = get(i);
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
      extremes = new long[] {least, greatest};
    }
    return extremes;
  }

  /** Elements that come one after the other. */
  public static final class Builder {
    private ConstantData data;
    private int size;

    public Builder(DType dtype) {
      data = of(dtype, new long[16]);
    }

    public void add(long value) {
      grow(1);
      data.set(size - 1, value);
    }

    public void addZeros(int count) {
      grow(count);
    }

    private void grow(int count) {
      long least = (long) size + count;
      if (least > data.size()) {
        int most = Integer.MAX_VALUE / data.dtype.bytes();
        int capacity =
            least > most ? (int) least : (int) Math.min(Math.max(least, 2L * size), most);
        data = data.resized(capacity);
      }
      size += count;
    }

    public ConstantData build() {
      return data.resized(size);
    }
  }

  private ConstantData resized(int count) {
    return new ConstantData(dtype, Arrays.copyOf(bytes, bytes(dtype, count)));
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof ConstantData data
            && dtype == data.dtype
            && Arrays.equals(bytes, data.bytes);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(bytes);
    }
    return hash;
  }
}
