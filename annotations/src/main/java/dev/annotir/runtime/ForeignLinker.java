package dev.annotir.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls native code by java.lang.foreign, which Java has from version 22 on.
 *
 * <p>These classes are compiled for Java 17, which lacks it, so that its methods are found by
 * reflection. What they give are method handles, which run like other code. Pointers are passed as
 * longs, as every 64-bit calling convention does.
 */
final class ForeignLinker implements NativeLinker {
  private static final Class<?> SEGMENT = type("MemorySegment");
  private static final Class<?> LAYOUT = type("MemoryLayout");
  private static final Class<?> OPTION = type("Linker$Option");

  // Found once, and called by Method.invoke: to these the caller's module matters.
  private static final Method LIBRARY_LOOKUP =
      method("SymbolLookup", "libraryLookup", Path.class, type("Arena"));
  private static final Method DOWNCALL =
      method("Linker", "downcallHandle", SEGMENT, type("FunctionDescriptor"), OPTION.arrayType());
  private static final Method REINTERPRET = method("MemorySegment", "reinterpret", long.class);

  private static final Method OF_ADDRESS = method("MemorySegment", "ofAddress", long.class);
  private static final Method GET_STRING = method("MemorySegment", "getString", long.class);
  private static final Method OF_AUTO = method("Arena", "ofAuto");
  private static final Method FIND = method("SymbolLookup", "find", String.class);

  private static final Object LINKER = invoke(method("Linker", "nativeLinker"), null);
  private static final Object NO_OPTIONS = Array.newInstance(OPTION, 0);
  private static final Object INT = layout("JAVA_INT");
  private static final Object LONG = layout("JAVA_LONG");
  private static final Object PACKED = descriptor(INT, LONG, LONG, INT, LONG, LONG, LONG);
  private static final Object RETURNS_INT = descriptor(INT);
  private static final Object RETURNS_ADDRESS = descriptor(LONG);

  /** {@code MemorySegment.ofBuffer(buffer).address()}. */
  private static final MethodHandle ADDRESS =
      MethodHandles.filterReturnValue(
          handle(method("MemorySegment", "ofBuffer", Buffer.class)),
          handle(method("MemorySegment", "address")));

  private static Class<?> type(String name) {
    try {
      return Class.forName("java.lang.foreign." + name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Method method(String type, String name, Class<?>... parameters) {
    try {
      return type(type).getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static MethodHandle handle(Method method) {
    try {
      return MethodHandles.lookup().unreflect(method);
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object layout(String name) {
    try {
      return type("ValueLayout").getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object descriptor(Object result, Object... parameters) {
    Object layouts = Array.newInstance(LAYOUT, parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      Array.set(layouts, i, parameters[i]);
    }
    Method of = method("FunctionDescriptor", "of", LAYOUT, layouts.getClass());
    return invoke(of, null, result, layouts);
  }

  private static Object invoke(Method method, @Nullable Object object, Object... arguments) {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw unchecked(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Throws what a method that declares no checked exceptions has thrown. */
  private static RuntimeException unchecked(Throwable e) {
    if (e instanceof RuntimeException exception) {
      throw exception;
    } else if (e instanceof Error error) {
      throw error;
    }
    throw new LinkageError(e.getMessage(), e);
  }

  @Override
  public long address(Buffer direct) {
    try {
      return (long) ADDRESS.invokeExact(direct);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  @Override
  public NativeLibrary open(Path file) {
    // Unloaded when neither the library nor a function of it is reachable.
    Object arena = invoke(OF_AUTO, null);
    try {
      return new Library(invoke(LIBRARY_LOOKUP, null, file, arena));
    } catch (IllegalArgumentException e) {
      throw new OperatorException(file + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  /** A library. */
  private record Library(Object symbols) implements NativeLibrary {
    @Override
    public @Nullable NativeFunction function(String symbol) {
      MethodHandle packed = find(symbol, PACKED);
      return packed == null ? null : new Packed(packed);
    }

    @Override
    public @Nullable Integer callInt(String symbol) {
      MethodHandle handle = find(symbol, RETURNS_INT);
      try {
        return handle == null ? null : (int) handle.invokeExact();
      } catch (Throwable e) {
        throw unchecked(e);
      }
    }

    @Override
    public @Nullable String callString(String symbol) {
      MethodHandle handle = find(symbol, RETURNS_ADDRESS);
      try {
        long address = handle == null ? 0 : (long) handle.invokeExact();
        return address == 0 ? null : text(address);
      } catch (Throwable e) {
        throw unchecked(e);
      } finally {
        Reference.reachabilityFence(this); // the text may be the library's
      }
    }

    private static String text(long address) {
      Object text = invoke(REINTERPRET, invoke(OF_ADDRESS, null, address), Long.MAX_VALUE);
      return (String) invoke(GET_STRING, text, 0L);
    }

    private @Nullable MethodHandle find(String symbol, Object descriptor) {
      Object found = invoke(FIND, symbols, symbol);
      return found instanceof Optional<?> address && address.isPresent()
          ? (MethodHandle) invoke(DOWNCALL, LINKER, address.get(), descriptor, NO_OPTIONS)
          : null;
    }
  }

  /** A packed function. */
  private record Packed(MethodHandle handle) implements NativeFunction {
    @Override
    public int call(long values, long typeCodes, int count, long result, long resultCode) {
      try {
        return (int) handle.invokeExact(values, typeCodes, count, result, resultCode, 0L);
      } catch (Throwable e) {
        throw unchecked(e);
      }
    }
  }
}
