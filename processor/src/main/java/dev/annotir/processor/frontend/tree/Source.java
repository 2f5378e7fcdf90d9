package dev.annotir.processor.frontend.tree;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Bytes to be read as a {@link Sink} wrote them; a {@link BufferUnderflowException} where they end
 * too early.
 */
final class Source {
  private final ByteBuffer bytes;

  Source(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  int number() {
    return (int) wide();
  }

  long wide() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  int signed() {
    int value = number();
    return value >>> 1 ^ -(value & 1);
  }

  String string() {
    return new String(raw(number()), StandardCharsets.UTF_8);
  }

  byte[] raw(int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] value = new byte[length];
    bytes.get(value);
    return value;
  }

  /** What a block holds, to be read later. */
  Source block() {
    int length = number();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    Source block = new Source(bytes.slice(bytes.position(), length));
    bytes.position(bytes.position() + length);
    return block;
  }
}
