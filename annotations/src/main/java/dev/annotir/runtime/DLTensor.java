package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * DLPack's {@code DLTensor} on a 64-bit machine, compact and on the CPU, in memory of its own.
 *
 * @param memory which holds it
 * @param address where that is
 */
record DLTensor(ByteBuffer memory, long address) {
  private static final int SHAPE_AT = 48;
  private static final int CPU = 1;

  /** The bytes that a tensor and its shape take. */
  static int bytes(int rank) {
    return SHAPE_AT + Long.BYTES * rank;
  }

  /**
   * Writes a tensor, and its shape behind it.
   *
   * @param to in the machine's byte order
   * @param at where, in {@code to}
   * @param address where that is in memory
   * @param data where the elements are
   */
  static void write(ByteBuffer to, int at, long address, long data, DataType dtype, long... shape) {
    to.putLong(at, data);
    to.putInt(at + 8, CPU);
    to.putInt(at + 12, 0);
    to.putInt(at + 16, shape.length);
    to.put(at + 20, (byte) dtype.code());
    to.put(at + 21, (byte) dtype.bits());
    to.putShort(at + 22, (short) dtype.lanes());
    to.putLong(at + 24, address + SHAPE_AT);
    to.putLong(at + 32, 0); // compact
    to.putLong(at + 40, 0);
    for (int i = 0; i < shape.length; i++) {
      to.putLong(at + SHAPE_AT + Long.BYTES * i, shape[i]);
    }
  }

  /** A tensor whose elements lie in a direct buffer, which must stay reachable. */
  static DLTensor of(ByteBuffer data, DataType dtype, long... shape) {
    ByteBuffer memory =
        ByteBuffer.allocateDirect(bytes(shape.length)).order(ByteOrder.nativeOrder());
    long address = NativeLinker.get().address(memory);
    write(memory, 0, address, NativeLinker.get().address(data), dtype, shape);
    return new DLTensor(memory, address);
  }
}
