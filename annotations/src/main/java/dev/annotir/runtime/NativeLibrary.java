package dev.annotir.runtime;

import org.jspecify.annotations.Nullable;

/** A shared library, loaded as long as it, or a function of it, is reachable. */
interface NativeLibrary {
  /** The packed function of a name, {@code TVMBackendPackedCFunc}, or null if there is none. */
  @Nullable NativeFunction function(String symbol);

  /** What a function without parameters returns, an {@code int}; null if there is none. */
  @Nullable Integer callInt(String symbol);

  /** What a function without parameters returns, a string; null if there is none. */
  @Nullable String callString(String symbol);
}
