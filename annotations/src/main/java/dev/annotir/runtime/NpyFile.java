package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tensors as NumPy's {@code .npy} files hold them, versions 1.0 to 3.0. */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private NpyFile() {}

  /**
   * The tensor of a file: of booleans, integers, or floats of 16, 32 or 64 bits, in either byte
   * order; one in Fortran's order is transposed.
   *
   * @throws InvalidFormatException if the bytes are something else, or others follow
   */
  public static NDArray load(ByteBuffer bytes) {
    BinaryReader in = new BinaryReader(bytes);
    NpyHeader header = header(in);
    int at = in.offset();
    int size = size(header, at);
    ByteBuffer elements =
        Buffers.inOrder(
            ByteOrder.nativeOrder(),
            in.readBytes(size, header.describe()).order(header.order()),
            header.dtype().bytes());
    in.end();
    NDArray array = NDArray.zeros(header.dtype(), header.shape());
    if (header.isFortran() && header.shape().length > 1) {
      transpose(elements, header, array.data());
    } else {
      array.data().put(elements);
    }
    return array;
  }

  private static int size(NpyHeader header, int at) {
    try {
      return NDArray.size(header.dtype(), header.shape());
    } catch (IllegalArgumentException e) {
      throw new InvalidFormatException("Invalid .npy file: " + e.getMessage(), at);
    }
  }

  private static NpyHeader header(BinaryReader in) {
    for (byte expected : MAGIC) {
      int at = in.offset();
      if (in.readByte("the header") != expected) {
        throw new InvalidFormatException("Invalid .npy file: it begins otherwise", at);
      }
    }
    int at = in.offset();
    int major = in.readByte("the version");
    int minor = in.readByte("the version");
    if (major < 1 || major > 3 || minor != 0) {
      throw new InvalidFormatException(
          "Invalid .npy file: the version is " + (major & 0xff) + "." + (minor & 0xff), at);
    }
    long length =
        major == 1 ? in.readShort("the header") : Integer.toUnsignedLong(in.readInt("the header"));
    int start = in.offset();
    return NpyHeader.parse(in.readBytes(length, "the header"), start);
  }

  /** Stores the elements, whose first index is the fastest, row by row. */
  private static void transpose(ByteBuffer from, NpyHeader header, ByteBuffer to) {
    long[] shape = header.shape();
    int bytes = header.dtype().bytes();
    int[] steps = new int[shape.length];
    int step = bytes;
    for (int i = 0; i < shape.length; i++) {
      steps[i] = step;
      step *= (int) shape[i];
    }
    int[] index = new int[shape.length];
    int at = 0;
    while (to.hasRemaining()) {
      for (int i = 0; i < bytes; i++) {
        to.put(from.get(at + i));
      }
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        at += steps[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        at -= steps[axis] * index[axis];
        index[axis] = 0;
      }
    }
  }
}
