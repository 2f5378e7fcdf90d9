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

/**
 * What the buffers of all element types have in common, but no common method for: elements between
 * position and limit, which stay where they are. A byte buffer holds elements of any size in its
 * own byte order.
 */
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

  /** Puts the elements of a buffer into memory, whose byte order they take. */
  static void put(Buffer from, ByteBuffer to, int elementBytes) {
    if (from instanceof ByteBuffer elements) {
      copy(elements.duplicate().order(elements.order()), to, elementBytes);
    } else if (from instanceof ShortBuffer elements) {
      to.asShortBuffer().put(elements.duplicate());
    } else if (from instanceof CharBuffer elements) {
      to.asCharBuffer().put(elements.duplicate());
    } else if (from instanceof IntBuffer elements) {
      to.asIntBuffer().put(elements.duplicate());
    } else if (from instanceof LongBuffer elements) {
      to.asLongBuffer().put(elements.duplicate());
    } else if (from instanceof FloatBuffer elements) {
      to.asFloatBuffer().put(elements.duplicate());
    } else {
      to.asDoubleBuffer().put(((DoubleBuffer) from).duplicate());
    }
  }

  /** Takes the elements of memory into a buffer, whose byte order they take. */
  static void get(ByteBuffer from, Buffer to, int elementBytes) {
    if (to instanceof ByteBuffer elements) {
      copy(from, elements.duplicate().order(elements.order()), elementBytes);
    } else if (to instanceof ShortBuffer elements) {
      elements.duplicate().put(from.asShortBuffer());
    } else if (to instanceof CharBuffer elements) {
      elements.duplicate().put(from.asCharBuffer());
    } else if (to instanceof IntBuffer elements) {
      elements.duplicate().put(from.asIntBuffer());
    } else if (to instanceof LongBuffer elements) {
      elements.duplicate().put(from.asLongBuffer());
    } else if (to instanceof FloatBuffer elements) {
      elements.duplicate().put(from.asFloatBuffer());
    } else {
      ((DoubleBuffer) to).duplicate().put(from.asDoubleBuffer());
    }
  }

  /** Copies elements; the bytes of each are reversed where the orders differ. */
  static void copy(ByteBuffer from, ByteBuffer to, int elementBytes) {
    if (elementBytes == 1 || from.order().equals(to.order())) {
      to.put(from);
      return;
    }
    byte[] element = new byte[elementBytes];
    while (from.hasRemaining()) {
      from.get(element);
      for (int i = elementBytes - 1; i >= 0; i--) {
        to.put(element[i]);
      }
    }
  }

  /** The same elements in a byte order: the same buffer where it has that order. */
  static ByteBuffer inOrder(ByteOrder order, ByteBuffer elements, int elementBytes) {
    if (elementBytes == 1 || elements.order().equals(order)) {
      return elements;
    }
    ByteBuffer copy = ByteBuffer.allocate(elements.remaining()).order(order);
    copy(elements, copy, elementBytes);
    return copy.flip();
  }
}
