package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory for what one call of a native function passes beside memory of the caller's. */
final class NativeMemory {
  private static final int ALIGNMENT = 64;
  private static final int LEAST = 1 << 12;

  /** What a thread keeps for its next call. */
  private static final int KEPT = 1 << 24;

  private static final ThreadLocal<NativeMemory> LAST =
      ThreadLocal.withInitial(() -> new NativeMemory(LEAST));

  private final ByteBuffer bytes;
  private final long address;
  private int end;

  private NativeMemory(int size) {
    this.bytes =
        ByteBuffer.allocateDirect(size + ALIGNMENT)
            .alignedSlice(ALIGNMENT)
            .order(ByteOrder.nativeOrder());
    this.address = NativeLinker.get().address(bytes);
  }

  /**
   * Memory whose contents are unspecified. What the thread was given before is not valid any more,
   * unless it was larger than a thread keeps.
   *
   * @throws IllegalArgumentException if it is more than 2 GiB
   */
  static NativeMemory of(long size) {
    if (size > Integer.MAX_VALUE - 2 * ALIGNMENT) {
      throw new IllegalArgumentException(
          "the arrays of a call take " + size + " bytes: pass NDArrays, which are not copied");
    }
    NativeMemory memory = LAST.get();
    if (memory.bytes.capacity() < size) {
      memory = new NativeMemory((int) size);
      if (size <= KEPT) {
        LAST.set(memory);
      }
    }
    memory.end = 0;
    return memory;
  }

  /** The bytes that a piece of some bytes takes. */
  static long padded(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** The offset of a piece of memory at a multiple of 64 bytes. */
  int allocate(long size) {
    int start = end;
    end += (int) padded(size);
    return start;
  }

  long address(int offset) {
    return address + offset;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  /** A piece as a buffer of its own. */
  ByteBuffer piece(int offset, int size) {
    return bytes.slice(offset, size).order(ByteOrder.nativeOrder());
  }
}
