package dev.annotir.processor.c;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A C file, which is not held in memory where it is large. */
@FunctionalInterface
public interface CFile {
  /** Writes the text, the same each time. */
  void writeTo(OutputStream out) throws IOException;

  /** A file of ASCII characters. */
  static CFile of(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** All of the text. */
  default String text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.US_ASCII);
  }
}
