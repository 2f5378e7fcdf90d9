package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what TVM's streams hold, little-endian. Counts are compared with the bytes that are left
 * before anything is made of their size.
 */
final class BinaryReader {
  private final ByteBuffer bytes;

  BinaryReader(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  int offset() {
    return bytes.position();
  }

  int remaining() {
    return bytes.remaining();
  }

  private void need(long count, String what) {
    if (count < 0 || count > bytes.remaining()) {
      throw new InvalidFormatException(
          what
              + " needs "
              + Long.toUnsignedString(count)
              + " bytes, but there are "
              + bytes.remaining(),
          offset());
    }
  }

  byte readByte(String what) {
    need(1, what);
    return bytes.get();
  }

  int readShort(String what) {
    need(2, what);
    return Short.toUnsignedInt(bytes.getShort());
  }

  int readInt(String what) {
    need(4, what);
    return bytes.getInt();
  }

  long readLong(String what) {
    need(8, what);
    return bytes.getLong();
  }

  /**
   * A number of things that follow.
   *
   * @param least how many bytes each of them takes at least
   */
  int readCount(String what, int least) {
    int at = offset();
    long count = readLong("the number of " + what);
    if (count < 0 || count > bytes.remaining() / least) {
      throw new InvalidFormatException(
          Long.toUnsignedString(count) + " " + what + " do not fit the bytes that are left", at);
    }
    return (int) count;
  }

  String readString(String what) {
    int length = readCount("bytes of " + what, 1);
    int at = offset();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(readBytes(length, what)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidFormatException(what + " is not UTF-8", at);
    }
  }

  List<Long> readLongs(String what) {
    int count = readCount(what, 8);
    List<Long> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(readLong(what));
    }
    return numbers;
  }

  List<String> readStrings(String what) {
    int count = readCount(what, 8);
    List<String> strings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      strings.add(readString(what));
    }
    return strings;
  }

  /** The next bytes, which stay where they are. */
  ByteBuffer readBytes(long count, String what) {
    need(count, what);
    ByteBuffer part = bytes.slice(offset(), (int) count);
    bytes.position(offset() + (int) count);
    return part;
  }

  /** Says that nothing may follow. */
  void end() {
    if (bytes.hasRemaining()) {
      throw new InvalidFormatException(bytes.remaining() + " bytes follow the last", offset());
    }
  }
}
