package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the records of POSIX's extended headers: {@code 18 path=./lib0.c\n}. */
final class PaxRecords {
  private static final int MOST_DIGITS = 9;

  private final ByteBuffer bytes;
  private final int start;

  private PaxRecords(ByteBuffer bytes, int start) {
    this.bytes = bytes.slice();
    this.start = start;
  }

  /**
   * The values by key.
   *
   * @param start the offset of the records, for messages
   */
  static Map<String, String> read(ByteBuffer bytes, int start) {
    PaxRecords records = new PaxRecords(bytes, start);
    Map<String, String> values = new LinkedHashMap<>();
    while (records.bytes.hasRemaining()) {
      records.readRecord(values);
    }
    return values;
  }

  private void readRecord(Map<String, String> values) {
    int record = bytes.position();
    int end = record + length();
    int equals = bytes.position();
    if (end > bytes.limit() || end <= equals || bytes.get(end - 1) != '\n') {
      throw error(record);
    }
    while (bytes.get(equals) != '=') {
      equals++;
      if (equals == end) {
        throw error(record);
      }
    }
    String key = text(bytes.position(), equals);
    if (key.startsWith("GNU.sparse")) {
      throw new InvalidFormatException("a sparse file is not supported", start + record);
    }
    // A file's bytes may be in any encoding; only texts that are used are to be UTF-8.
    if (key.equals("path") || key.equals("size")) {
      values.put(key, text(equals + 1, end - 1));
    }
    bytes.position(end);
  }

  /** The number of bytes of the whole record, which stands before a space. */
  private int length() {
    int record = bytes.position();
    int length = 0;
    while (bytes.hasRemaining() && bytes.position() < record + MOST_DIGITS) {
      byte c = bytes.get();
      if (c == ' ') {
        return length;
      } else if (c < '0' || c > '9') {
        break;
      }
      length = length * 10 + c - '0';
    }
    throw error(record);
  }

  private String text(int from, int to) {
    return TarHeader.utf8(bytes.slice(from, to - from), start + from);
  }

  private InvalidFormatException error(int record) {
    return new InvalidFormatException("an extended header has no such record", start + record);
  }
}
