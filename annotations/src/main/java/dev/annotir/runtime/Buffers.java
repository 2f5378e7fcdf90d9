package dev.annotir.runtime;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** What the buffers of all element types have in common, but no common method for. */
final class Buffers {
  private Buffers() {}

  /** The bytes of an element. */
  static int elementBytes(Buffer buffer) {
    if (buffer instanceof ByteBuffer) {
      return 1;
    } else if (buffer instanceof ShortBuffer || buffer instanceof CharBuffer) {
      return 2;
    } else if (buffer instanceof IntBuffer || buffer instanceof FloatBuffer) {
      return 4;
    }
    return 8;
  }

  /** The bytes of the elements that are left. */
  static long bytes(Buffer buffer) {
    return (long) buffer.remaining() * elementBytes(buffer);
  }

  /** Whether the elements lie in the machine's byte order; bytes have none. */
  static boolean isNativeOrder(Buffer buffer) {
    ByteOrder order = ByteOrder.nativeOrder();
    if (buffer instanceof ShortBuffer shorts) {
      order = shorts.order();
    } else if (buffer instanceof CharBuffer chars) {
      order = chars.order();
    } else if (buffer instanceof IntBuffer ints) {
      order = ints.order();
    } else if (buffer instanceof FloatBuffer floats) {
      order = floats.order();
    } else if (buffer instanceof LongBuffer longs) {
      order = longs.order();
    } else if (buffer instanceof DoubleBuffer doubles) {
      order = doubles.order();
    }
    return order == ByteOrder.nativeOrder();
  }
}
