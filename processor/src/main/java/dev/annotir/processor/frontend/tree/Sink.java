package dev.annotir.processor.frontend.tree;

import dev.annotir.processor.ir.ConstantData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Bytes in the making: numbers of seven bits a byte, the low ones first. */
final class Sink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void number(int value) {
    wide(value & 0xFFFFFFFFL);
  }

  void wide(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  /** A number that may be negative and is mostly small. */
  void signed(int value) {
    number(value << 1 ^ value >> 31);
  }

  void string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    raw(utf8);
  }

  void raw(byte[] value) {
    bytes.write(value, 0, value.length);
  }

  /** The elements' bytes after their number. */
  void elements(ConstantData elements) {
    number(elements.size() * elements.dtype().bytes());
    try {
      elements.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another sink's bytes after their number. */
  void block(Sink other) {
    number(other.bytes.size());
    raw(other.toBytes());
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
