package dev.annotir.runtime;

import dev.annotir.runtime.OperatorInfo.Fault;
import java.lang.reflect.InvocationTargetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The exceptions that the codes of native operators stand for. */
final class NativeFaults {
  private static final int BAD_ARGUMENT = -1;
  private static final int NO_WORKSPACE = -2;
  private static final int CONSTANTS_NOT_BOUND = -3;
  private static final int BAD_TYPE = -4;

  /** {@code ArithmeticException: / by zero at Basics.java:65}. */
  private static final Pattern TEXT = Pattern.compile("(\\w+)(?:: (.*))? at (\\S+):(\\d+)");

  private NativeFaults() {}

  /** Throws what {@link #of} gives, which nobody has to declare. */
  static void raise(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  /**
   * The exception for a code, whose trace begins where the operator's Java code throws it.
   *
   * @param info what is known of the operator, or null
   * @param text what the library says of the error, or null
   */
  static Throwable of(
      String operator, @Nullable OperatorInfo info, int code, @Nullable String text) {
    String said = text == null || text.isEmpty() ? operator + " returned " + code : text;
    switch (code) {
      case BAD_ARGUMENT, BAD_TYPE -> {
        return new IllegalArgumentException(said);
      }
      case NO_WORKSPACE -> {
        return new OutOfMemoryError(operator + ": " + said);
      }
      case CONSTANTS_NOT_BOUND -> {
        return new IllegalStateException(operator + ": " + said);
      }
      default -> {
        Fault fault = info == null ? parse(said, code) : find(info, code);
        return fault == null ? new OperatorException(said) : exception(operator, info, fault);
      }
    }
  }

  private static @Nullable Fault find(OperatorInfo info, int code) {
    return info.faults().stream().filter(f -> f.code() == code).findFirst().orElse(null);
  }

  private static @Nullable Fault parse(String text, int code) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? new Fault(
            code,
            "java.lang." + matcher.group(1),
            matcher.group(2),
            matcher.group(3),
            Integer.parseInt(matcher.group(4)),
            false)
        : null;
  }

  private static Throwable exception(String operator, @Nullable OperatorInfo info, Fault fault) {
    Throwable exception = create(fault);
    StackTraceElement[] here = exception.getStackTrace();
    StackTraceElement[] trace = new StackTraceElement[here.length + 1];
    System.arraycopy(here, 0, trace, 1, here.length);
    trace[0] =
        new StackTraceElement(
            info == null ? operator : info.className(),
            info == null ? operator : info.method(),
            fault.file(),
            fault.line());
    exception.setStackTrace(trace);
    return exception;
  }

  private static Throwable create(Fault fault) {
    try {
      Class<?> type = Class.forName(fault.exception());
      if (RuntimeException.class.isAssignableFrom(type) || Error.class.isAssignableFrom(type)) {
        return (Throwable) create(type, fault.message());
      }
    } catch (ReflectiveOperationException e) {
      // Not a class of this Java.
    }
    return new OperatorException(fault.exception() + ": " + fault.message());
  }

  private static Object create(Class<?> type, @Nullable String message)
      throws ReflectiveOperationException {
    if (message == null) {
      return type.getConstructor().newInstance();
    }
    try {
      return type.getConstructor(String.class).newInstance(message);
    } catch (NoSuchMethodException | InvocationTargetException e) {
      return type.getConstructor(Object.class).newInstance(message); // AssertionError
    }
  }
}
