package dev.annotir.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls native code by java.lang.foreign, which Java has from version 22 on.
 *
 * <p>These classes are compiled for Java 17, which lacks it: its methods are looked up once, and
 * what they give are method handles, which run like other code. Pointers are passed as longs, as
 * every 64-bit calling convention does.
 */
final class ForeignLinker implements NativeLinker {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final Class<?> SEGMENT = foreign("MemorySegment");
  private static final Class<?> DESCRIPTOR = foreign("FunctionDescriptor");
  private static final Class<?> LAYOUT = foreign("MemoryLayout");

  /** {@code MemorySegment.ofBuffer(buffer).address()}. */
  private static final MethodHandle ADDRESS =
      MethodHandles.filterReturnValue(
          method("MemorySegment", "ofBuffer", Buffer.class), segmentMethod("address"));

  /** {@code MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0)}. */
  private static final MethodHandle STRING =
      MethodHandles.filterReturnValue(
          MethodHandles.filterReturnValue(
              method("MemorySegment", "ofAddress", long.class),
              MethodHandles.insertArguments(
                  segmentMethod("reinterpret", long.class), 1, Long.MAX_VALUE)),
          MethodHandles.insertArguments(segmentMethod("getString", long.class), 1, 0L));

  private static final Object LINKER = call(method("Linker", "nativeLinker"));
  private static final Object INT = layout("JAVA_INT");
  private static final Object LONG = layout("JAVA_LONG");
  private static final Object PACKED = descriptor(INT, LONG, LONG, INT, LONG, LONG, LONG);
  private static final Object RETURNS_INT = descriptor(INT);
  private static final Object RETURNS_ADDRESS = descriptor(LONG);

  private static Class<?> foreign(String name) {
    try {
      return Class.forName("java.lang.foreign." + name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static MethodHandle method(String type, String name, Class<?>... parameters) {
    try {
      return LOOKUP.unreflect(foreign(type).getMethod(name, parameters));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static MethodHandle segmentMethod(String name, Class<?>... parameters) {
    return method("MemorySegment", name, parameters);
  }

  private static Object layout(String name) {
    try {
      return foreign("ValueLayout").getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object descriptor(Object result, Object... parameters) {
    Object layouts = Array.newInstance(LAYOUT, parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      Array.set(layouts, i, parameters[i]);
    }
    return call(
        method("FunctionDescriptor", "of", LAYOUT, layouts.getClass()).asFixedArity(),
        result,
        layouts);
  }

  /** What a handle returns; it declares no checked exceptions. */
  private static Object call(MethodHandle handle, Object... arguments) {
    try {
      return handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** What native code, which throws nothing, never reaches. */
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
    Object arena = call(method("Arena", "ofAuto"));
    MethodHandle lookup = method("SymbolLookup", "libraryLookup", Path.class, foreign("Arena"));
    try {
      return new Library(call(lookup, file, arena));
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
      return handle == null ? null : (Integer) call(handle);
    }

    @Override
    public @Nullable String callString(String symbol) {
      MethodHandle handle = find(symbol, RETURNS_ADDRESS);
      long address = handle == null ? 0 : (long) call(handle);
      return address == 0 ? null : (String) call(STRING, address);
    }

    private @Nullable MethodHandle find(String symbol, Object descriptor) {
      Class<?> option = foreign("Linker$Option");
      Object found = call(method("SymbolLookup", "find", String.class), symbols, symbol);
      return found instanceof Optional<?> address && address.isPresent()
          ? (MethodHandle)
              call(
                  method("Linker", "downcallHandle", SEGMENT, DESCRIPTOR, option.arrayType())
                      .asFixedArity(),
                  LINKER,
                  address.get(),
                  descriptor,
                  Array.newInstance(option, 0))
          : null;
    }
  }

  /** A packed function. */
  private static final class Packed implements NativeFunction {
    private static final MethodType TYPE =
        MethodType.methodType(
            int.class, long.class, long.class, int.class, long.class, long.class, long.class);

    private final MethodHandle handle;

    Packed(MethodHandle handle) {
      this.handle = handle.asType(TYPE);
    }

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
