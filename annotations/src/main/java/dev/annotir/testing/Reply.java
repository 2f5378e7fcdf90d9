package dev.annotir.testing;

import dev.annotir.runtime.OperatorInfo;
import dev.annotir.runtime.OperatorInfo.Fault;
import dev.annotir.runtime.OperatorInfo.Parameter;
import dev.annotir.runtime.PackedFunc;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param arguments after it
 * @param result what it returned, or null
 * @param thrown what it threw, or null
 */
record Reply(Object[] arguments, @Nullable Object result, @Nullable Throwable thrown) {
  /** Calls an operator with copies of the arguments. */
  static Reply of(PackedFunc function, Object[] arguments) {
    Object[] copies = Arrays.stream(arguments).map(Reply::copy).toArray();
    try {
      return new Reply(copies, function.call(copies), null);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      return new Reply(copies, null, e);
    }
  }

  private static Object copy(Object value) {
    if (value instanceof Object[] rows) {
      Object[] copy = rows.clone();
      for (int i = 0; i < copy.length; i++) {
        copy[i] = copy(copy[i]);
      }
      return copy;
    } else if (value instanceof boolean[] row) {
      return row.clone();
    } else if (value instanceof byte[] row) {
      return row.clone();
    } else if (value instanceof short[] row) {
      return row.clone();
    } else if (value instanceof char[] row) {
      return row.clone();
    } else if (value instanceof int[] row) {
      return row.clone();
    } else if (value instanceof long[] row) {
      return row.clone();
    } else if (value instanceof float[] row) {
      return row.clone();
    } else if (value instanceof double[] row) {
      return row.clone();
    }
    return value;
  }

  /** How native code replied otherwise than the JVM, which this is; null if it did not. */
  @Nullable String differenceFrom(Reply other, OperatorInfo operator) {
    if (thrown != null || other.thrown != null) {
      return faultsDiffer(thrown, other.thrown, operator.faults());
    }
    for (int i = 0; i < arguments.length; i++) {
      Parameter parameter = operator.parameters().get(i);
      Difference difference =
          parameter.isWritten()
              ? Difference.of(arguments[i], other.arguments[i], isHalf(parameter))
              : null;
      if (difference != null) {
        return differ(
            parameter.name() + difference.place(), difference.first(), difference.second());
      }
    }
    if (result == null || other.result == null) {
      return result == other.result ? null : differ("the result", result, other.result);
    }
    boolean isHalf = operator.result() != null && isHalf(operator.result());
    Difference difference = Difference.of(result, other.result, isHalf);
    return difference == null
        ? null
        : differ("the result" + difference.place(), difference.first(), difference.second());
  }

  private static boolean isHalf(Parameter parameter) {
    return parameter.dtype().toString().endsWith("float16");
  }

  private static String differ(String what, @Nullable Object jvm, @Nullable Object code) {
    return what + " is " + text(jvm) + " on the JVM, and " + text(code) + " in native code";
  }

  private static String text(@Nullable Object value) {
    return value == null ? "nothing" : Literals.of(value);
  }

  private static @Nullable String faultsDiffer(
      @Nullable Throwable jvm, @Nullable Throwable code, List<Fault> faults) {
    if (jvm == null || code == null || !jvm.getClass().equals(code.getClass())) {
      return describe("the JVM", jvm) + ", and " + describe("native code", code);
    }
    StackTraceElement here = place(jvm);
    StackTraceElement there = place(code);
    // HotSpot leaves out the traces of exceptions that it has thrown very often.
    boolean samePlace =
        here == null
            || (there != null
                && here.getLineNumber() == there.getLineNumber()
                && String.valueOf(here.getFileName()).equals(there.getFileName()));
    boolean isStated =
        there != null
            && faults.stream().anyMatch(f -> f.isStated() && f.line() == there.getLineNumber());
    boolean sameText =
        !isStated || String.valueOf(jvm.getMessage()).equals(String.valueOf(code.getMessage()));
    return samePlace && sameText
        ? null
        : describe("the JVM", jvm) + ", and " + describe("native code", code);
  }

  private static String describe(String who, @Nullable Throwable thrown) {
    if (thrown == null) {
      return who + " throws nothing";
    }
    StackTraceElement place = place(thrown);
    return who
        + " throws "
        + thrown
        + (place == null ? "" : " at " + place.getFileName() + ":" + place.getLineNumber());
  }

  /** The first place that is not the Java library's. */
  private static @Nullable StackTraceElement place(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(e -> !e.getClassName().startsWith("java.") && !e.getClassName().startsWith("jdk."))
        .findFirst()
        .orElse(null);
  }
}
