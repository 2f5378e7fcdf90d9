package dev.annotir.processor;

import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.TextPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the IR of one operator after every pass into a folder, one file a pass. */
final class Dump implements BiConsumer<String, PrimFunc> {
  private final Path folder;
  private int passes;
  private String last = "";

  private Dump(Path folder) {
    this.folder = folder;
  }

  /** What takes the functions after each pass; without a folder it does nothing. */
  static BiConsumer<String, PrimFunc> of(@Nullable Path folder, String library, String operator) {
    return folder == null
        ? (pass, func) -> {}
        : new Dump(folder.resolve(library).resolve(operator));
  }

  @Override
  public void accept(String pass, PrimFunc func) {
    String text = TextPrinter.print(func);
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(String.format("%02d-%s.txt", passes++, pass));
      Files.writeString(file, text.equals(last) ? "unchanged\n" : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    last = text;
  }
}
