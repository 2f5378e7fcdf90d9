package dev.annotir.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds tar files, sound ones and others. */
final class TarBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  TarBytes file(String name, String content) {
    return member(name, '0', content);
  }

  TarBytes folder(String name) {
    return member(name, '5', "");
  }

  /** A member of any type, whose header states the length of the content. */
  TarBytes member(String name, char type, String content) {
    byte[] data = content.getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes(header(name, type, Integer.toOctalString(data.length)));
    return padded(data);
  }

  /** An extended header of the records {@code key=value}. */
  TarBytes extended(char type, String... records) {
    StringBuilder text = new StringBuilder();
    for (String record : records) {
      int length = record.getBytes(StandardCharsets.UTF_8).length + 2;
      int digits = Integer.toString(length + 1).length();
      digits = Integer.toString(length + digits).length();
      text.append(length + digits).append(' ').append(record).append('\n');
    }
    return member("./PaxHeaders/x", type, text.toString());
  }

  /** A header alone, with any text as size. */
  TarBytes headerOnly(String name, char type, String size) {
    bytes.writeBytes(header(name, type, size));
    return this;
  }

  TarBytes padded(byte[] data) {
    bytes.writeBytes(data);
    bytes.writeBytes(new byte[-data.length & 511]);
    return this;
  }

  private static byte[] header(String name, char type, String size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 124, size);
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    return withChecksum(header, 0);
  }

  private static void put(byte[] to, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, to, at, bytes.length);
  }

  /** Makes the checksum of the header at an offset right. */
  static byte[] withChecksum(byte[] tar, int at) {
    Arrays.fill(tar, at + 148, at + 156, (byte) ' ');
    int sum = 0;
    for (int i = at; i < at + 512; i++) {
      sum += tar[i] & 0xff;
    }
    put(tar, at + 148, String.format("%06o\0 ", sum));
    return tar;
  }

  /** The bytes without an end. */
  ByteBuffer unfinished() {
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /** The whole file. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(Arrays.copyOf(bytes.toByteArray(), bytes.size() + 1024));
  }
}
