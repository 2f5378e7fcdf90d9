package dev.annotir.runtime;

import java.nio.Buffer;
import java.nio.file.Path;

/** How this JVM calls native code. */
interface NativeLinker {
  /**
   * Loads a shared library, whose symbols no other library sees.
   *
   * @throws OperatorException if it cannot be loaded
   */
  NativeLibrary open(Path file);

  /** Where the first element that is left of a direct buffer lies. */
  long address(Buffer direct);

  /** How this JVM does it: java.lang.foreign from Java 22 on, JNA before. */
  static NativeLinker get() {
    return Holder.LINKER;
  }

  /**
   * The linker, made when native code is first called.
   *
   * <p>{@code -Dannotir.linker=jna} takes JNA also where java.lang.foreign is there.
   */
  final class Holder {
    private static final NativeLinker LINKER = choose();

    private Holder() {}

    private static NativeLinker choose() {
      if (!"64".equals(System.getProperty("sun.arch.data.model", "64"))) {
        throw new OperatorException("native operators need a 64-bit JVM");
      }
      boolean isForeign =
          Runtime.version().feature() >= 22
              && !"jna".equals(System.getProperty("annotir.linker", ""));
      return isForeign ? new ForeignLinker() : JnaLinker.create();
    }
  }
}
