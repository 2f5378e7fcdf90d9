package dev.annotir.processor.c;

import dev.annotir.processor.ir.ConstantData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of constants as C string literals, one a line. */
final class ByteStrings {
  private static final byte[][] SHORT = new byte[256][];
  private static final byte[][] LONG = new byte[256][];

  static {
    for (int c = 0; c < 256; c++) {
      boolean isPlain = c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '?';
      String octal = String.format("\\%o", c);
      SHORT[c] = ascii(isPlain ? "" + (char) c : octal);
      LONG[c] = ascii(isPlain ? "" + (char) c : String.format("\\%03o", c));
    }
  }

  private ByteStrings() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static void print(ConstantData data, OutputStream out) throws IOException {
    int count = data.size() * data.dtype().bytes();
    byte[] lines = new byte[1 << 16];
    int end = 0;
    int column = 0;
    for (int i = 0; i < count; i++) {
      if (column == 0) {
        lines[end++] = '"';
      }
      byte next = i + 1 < count ? data.byteAt(i + 1) : 0;
      byte[] text = (next >= '0' && next <= '9' ? LONG : SHORT)[data.byteAt(i) & 0xff];
      for (byte c : text) {
        lines[end++] = c;
      }
      column += text.length;
      if (column >= Layout.WIDTH - 6 || i == count - 1) {
        lines[end++] = '"';
        lines[end++] = '\n';
        column = 0;
      }
      if (end > lines.length - 16) {
        out.write(lines, 0, end);
        end = 0;
      }
    }
    out.write(lines, 0, end);
  }
}
