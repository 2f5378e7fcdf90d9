package dev.annotir.runtime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators of a shared library. */
final class NativeModule implements OperatorModule {
  private static final String INIT = "__init_";

  private final String library;
  private final SharedLibrary code;

  /** What an archive says of each operator; null where only the library is known. */
  private final @Nullable Map<String, OperatorInfo> operators;

  private volatile boolean isClosed;

  /**
   * A module.
   *
   * @param library the name that its symbols start with
   * @throws OperatorException if floating point does not work there as in Java, or the library is
   *     none of annotir's
   */
  NativeModule(String library, SharedLibrary code, @Nullable Map<String, OperatorInfo> operators) {
    this.library = library;
    this.code = code;
    this.operators = operators;
    Integer check = code.code().callInt(library + "_check");
    if (check == null) {
      throw new OperatorException(
          "the library has no function "
              + library
              + "_check: it is not built from an archive of annotir's called "
              + library);
    } else if (check != 0) {
      throw new OperatorException(
          "floating point does not work in the library as in Java: "
              + library
              + "_check() is "
              + check
              + ", which "
              + library
              + "_operators.h explains");
    }
  }

  @Override
  public String typeKey() {
    return "library";
  }

  @Override
  public @Nullable PackedFunc getFunction(String name) {
    checkOpen();
    OperatorInfo info = operators == null ? null : operators.get(name);
    if (info == null && operators != null && !isInit(name)) {
      return null;
    }
    String symbol = info == null ? library + "_" + name + "_packed" : info.packed();
    NativeFunction function = code.code().function(symbol);
    if (function == null) {
      return null;
    }
    PackedFunc operator = args -> call(name, info, function, args);
    return isInit(name) ? args -> bind(name, operator, args) : operator;
  }

  /** A module of constants passes them as one list, which it keeps as long as it counts on them. */
  private @Nullable Object bind(String name, PackedFunc init, @Nullable Object[] args) {
    return args.length == 1 && args[0] instanceof List<?> list
        ? code.bind(name, init, list.toArray(), list)
        : code.bind(name, init, args, null);
  }

  /**
   * Whether a function keeps its arguments, the constants of an operator, for later calls of that.
   */
  static boolean isInit(String name) {
    return name.startsWith(INIT);
  }

  private @Nullable Object call(
      String name, @Nullable OperatorInfo info, NativeFunction function, @Nullable Object[] args) {
    checkOpen();
    NativeCall.Outcome outcome = new NativeCall(name, info, args).run(function);
    if (outcome.code() != 0) {
      NativeFaults.raise(
          NativeFaults.of(name, info, outcome.code(), code.code().callString("TVMGetLastError")));
    }
    return outcome.value();
  }

  private void checkOpen() {
    if (isClosed) {
      throw new IllegalStateException("the module " + library + " is closed");
    }
  }

  /** Ends the use of the module; the library is unloaded when nothing refers to it any more. */
  @Override
  public void close() {
    isClosed = true;
  }
}
