package dev.annotir.runtime;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls native code by JNA, where Java has no java.lang.foreign. */
final class JnaLinker implements NativeLinker {
  private JnaLinker() {}

  /** The linker; nothing of JNA is asked for before, so that its absence is told here. */
  static NativeLinker create() {
    try {
      JnaLinker linker = new JnaLinker();
      linker.address(ByteBuffer.allocateDirect(1));
      return linker;
    } catch (LinkageError e) {
      throw new OperatorException(
          "native operators need JNA on Java "
              + Runtime.version().feature()
              + ": add net.java.dev.jna:jna to the class path, or to the module path with"
              + " --add-modules com.sun.jna, or use Java 22 or later",
          e);
    }
  }

  @Override
  public long address(Buffer direct) {
    // JNA gives where the buffer begins.
    long before = (long) direct.position() * Buffers.elementBytes(direct);
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct)) + before;
  }

  @Override
  public NativeLibrary open(Path file) {
    int lazyAndLocal = Platform.isMac() ? 5 : 1; // dlopen's RTLD_LAZY | RTLD_LOCAL
    try {
      return new Opened(
          com.sun.jna.NativeLibrary.getInstance(
              file.toAbsolutePath().toString(), Map.of(Library.OPTION_OPEN_FLAGS, lazyAndLocal)));
    } catch (UnsatisfiedLinkError e) {
      throw new OperatorException(file + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  /** A library, which JNA unloads when it is not reachable any more. */
  private record Opened(com.sun.jna.NativeLibrary library) implements NativeLibrary {
    @Override
    public @Nullable NativeFunction function(String symbol) {
      Function function = find(symbol);
      return function == null
          ? null
          : (values, typeCodes, count, result, resultCode) ->
              function.invokeInt(new Object[] {values, typeCodes, count, result, resultCode, 0L});
    }

    @Override
    public @Nullable Integer callInt(String symbol) {
      Function function = find(symbol);
      return function == null ? null : function.invokeInt(new Object[0]);
    }

    @Override
    public @Nullable String callString(String symbol) {
      Function function = find(symbol);
      try {
        Pointer text = function == null ? null : function.invokePointer(new Object[0]);
        return text == null ? null : text.getString(0, "UTF-8");
      } finally {
        Reference.reachabilityFence(library); // the text may be the library's
      }
    }

    private @Nullable Function find(String symbol) {
      try {
        return library.getFunction(symbol);
      } catch (UnsatisfiedLinkError e) {
        return null;
      }
    }
  }
}
