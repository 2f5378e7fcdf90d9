package dev.annotir.processor.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The content of a file, which is not held in memory where it is large. */
@FunctionalInterface
public interface Content {
  /** Writes the bytes, the same each time. */
  void writeTo(OutputStream out) throws IOException;

  /** A text of ASCII characters. */
  static Content of(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Texts of ASCII characters. */
  static Map<String, Content> of(Map<String, String> texts) {
    Map<String, Content> contents = new TreeMap<>();
    texts.forEach((path, text) -> contents.put(path, of(text)));
    return contents;
  }

  /** The number of bytes. */
  default long size() throws IOException {
    long[] size = {0};
    writeTo(
        new OutputStream() {
          @Override
          public void write(int b) {
            size[0]++;
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            size[0] += count;
          }
        });
    return size[0];
  }

  /** All bytes. */
  default byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
