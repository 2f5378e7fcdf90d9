package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A block that says what follows it in a tar file.
 *
 * @param name as it stands there, each byte that is no UTF-8 as U+FFFD
 * @param size how many bytes follow
 * @param type {@code '0'} for a file, {@code '5'} for a folder ...
 */
record TarHeader(String name, long size, char type) {
  static final int BLOCK = 512;

  /** Where in a header the type stands. */
  static final int TYPE = 156;

  private static final int SIZE = 124;
  private static final int CHECKSUM = 148;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;

  /**
   * The header in a block.
   *
   * @param start the block's offset, for messages
   */
  static TarHeader read(ByteBuffer block, int start) {
    long stated = number(block, CHECKSUM, 8, start);
    if (stated != sum(block, 0xff) && stated != sum(block, -1)) {
      String text = start == 0 ? "this is no tar archive" : "a header's checksum is wrong";
      throw new InvalidFormatException(text, start + CHECKSUM);
    }
    String name = text(block, 0, 100);
    if (text(block, MAGIC, 6).equals("ustar")) {
      String prefix = text(block, PREFIX, 155);
      name = prefix.isEmpty() ? name : prefix + "/" + name;
    }
    char type = (char) (block.get(TYPE) & 0xff);
    if (type == 0) {
      type = name.endsWith("/") ? '5' : '0'; // before POSIX
    }
    return new TarHeader(name, number(block, SIZE, 12, start), type);
  }

  /** The sum of the bytes, each masked, where the sum itself counts as spaces. */
  private static long sum(ByteBuffer block, int mask) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean inSum = i >= CHECKSUM && i < CHECKSUM + 8;
      sum += inSum ? ' ' : block.get(i) & mask;
    }
    return sum;
  }

  /**
   * The text of a field up to its first NUL. What is not UTF-8 is replaced: a name may be cut
   * inside a character where the whole name stands elsewhere.
   */
  private static String text(ByteBuffer block, int field, int length) {
    int end = field;
    while (end < field + length && block.get(end) != 0) {
      end++;
    }
    return StandardCharsets.UTF_8.decode(block.slice(field, end - field)).toString();
  }

  /** The text of bytes at an offset. */
  static String utf8(ByteBuffer bytes, int offset) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidFormatException("a text of a header is not UTF-8", offset);
    }
  }

  /** A number: octal digits between spaces, or binary where the first bit is set. */
  private static long number(ByteBuffer block, int field, int length, int start) {
    ByteBuffer bytes = block.slice(field, length);
    long value = 0;
    if (bytes.get(0) < 0) {
      value = bytes.get() & 0x7f;
      while (bytes.hasRemaining()) {
        if (value >> 55 != 0) {
          throw new InvalidFormatException("a number of a header is too large", start + field);
        }
        value = value << 8 | bytes.get() & 0xff;
      }
      return value;
    }
    String text = text(block, field, length).strip();
    if (!text.chars().allMatch(c -> c >= '0' && c <= '7')) {
      String problem = start == 0 ? "this is no tar archive" : "a number of a header is not octal";
      throw new InvalidFormatException(problem, start + field);
    }
    return text.isEmpty() ? 0 : Long.parseLong(text, 8);
  }
}
