package dev.annotir.processor.c;

import java.io.IOException;
import java.io.OutputStream;

/** A C file, which is not held in memory where it is large. */
@FunctionalInterface
public interface CFile {
  /** Writes the text, the same each time. */
  void writeTo(OutputStream out) throws IOException;
}
