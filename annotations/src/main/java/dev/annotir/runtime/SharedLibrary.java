package dev.annotir.runtime;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shared library and the constants that are bound to it. A process has one of each file, and that
 * one place for each constant, so that modules of the same file share it.
 */
final class SharedLibrary {
  private static final Map<Path, WeakReference<SharedLibrary>> OPEN = new HashMap<>();

  private final Path file;
  private final NativeLibrary code;

  /** The tensors that each init function was last given, which native code reads later. */
  private final Map<String, Binding> bindings = new HashMap<>();

  /**
   * The tensors of an init function.
   *
   * @param owners those who count on them, as long as they are reachable
   */
  private record Binding(@Nullable Object[] tensors, List<WeakReference<Object>> owners) {
    boolean has(@Nullable Object[] others) {
      boolean same = tensors.length == others.length;
      for (int i = 0; i < tensors.length && same; i++) {
        same = tensors[i] == others[i];
      }
      return same;
    }

    boolean isOwned() {
      return owners.stream().anyMatch(owner -> owner.get() != null);
    }
  }

  private SharedLibrary(Path file, NativeLibrary code) {
    this.file = file;
    this.code = code;
  }

  /**
   * The library of a file, loaded as long as it is reachable.
   *
   * @throws OperatorException if it cannot be loaded
   */
  static SharedLibrary open(Path path) {
    Path file = realPath(path);
    synchronized (OPEN) {
      WeakReference<SharedLibrary> known = OPEN.get(file);
      SharedLibrary library = known == null ? null : known.get();
      if (library == null) {
        library = new SharedLibrary(file, NativeLinker.get().open(file));
        OPEN.put(file, new WeakReference<>(library));
      }
      return library;
    }
  }

  private static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new OperatorException(path + " cannot be loaded: " + e, e);
    }
  }

  Path file() {
    return file;
  }

  NativeLibrary code() {
    return code;
  }

  /**
   * Calls an init function, and keeps the tensors that native code has the addresses of.
   *
   * @param owner who counts on the tensors from now on, as long as it is reachable, or null
   * @throws IllegalStateException if somebody else counts on other tensors
   */
  synchronized @Nullable Object bind(
      String name, PackedFunc init, @Nullable Object[] tensors, @Nullable Object owner) {
    Binding before = bindings.get(name);
    boolean isBound = before != null && before.has(tensors);
    if (before != null && !isBound && before.isOwned()) {
      throw new IllegalStateException(
          name
              + " of "
              + file
              + " was called with the constants of another module, which is in use: a library has"
              + " one set of constants at a time. Load a copy of the file for others");
    }
    Object result = init.call(tensors);
    Binding binding =
        before != null && isBound ? before : new Binding(tensors.clone(), new ArrayList<>());
    bindings.put(name, binding);
    if (owner != null) {
      binding.owners().removeIf(o -> o.get() == null || o.get() == owner);
      binding.owners().add(new WeakReference<>(owner));
    }
    return result;
  }
}
