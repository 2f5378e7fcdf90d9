package dev.annotir.it.demo;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Calls the Java method. */
final class JavaCall implements Call {
  private final Operator operator;
  private final MethodHandle handle;
  private final Object[] first;
  private final Object[] arguments;

  /** Keeps the result in use, so that the JVM cannot leave the call out. */
  private Object last;

  JavaCall(Operator operator, List<ByteBuffer> values) throws ReflectiveOperationException {
    this.operator = operator;
    Method method = find(operator);
    method.setAccessible(true);
    this.handle =
        MethodHandles.lookup()
            .unreflect(method)
            .asFixedArity()
            .asSpreader(Object[].class, values.size())
            .asType(MethodType.methodType(Object.class, Object[].class));
    this.first = values(method, values);
    this.arguments = values(method, values);
  }

  private static Method find(Operator operator) throws ReflectiveOperationException {
    return Arrays.stream(Class.forName(operator.className()).getDeclaredMethods())
        .filter(method -> method.getName().equals(operator.method()))
        .filter(method -> method.getParameterCount() == operator.parameters().size())
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException(operator.toString()));
  }

  private Object[] values(Method method, List<ByteBuffer> values) {
    Object[] result = new Object[values.size()];
    for (int i = 0; i < result.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      result[i] = JavaValues.of(operator.parameters().get(i), type, values.get(i));
    }
    return result;
  }

  @Override
  public void reset() {
    for (int i = 0; i < first.length; i++) {
      JavaValues.copy(first[i], arguments[i]);
    }
  }

  @Override
  public long run(int times) {
    try {
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        last = (Object) handle.invokeExact(arguments);
      }
      return System.nanoTime() - start;
    } catch (Throwable e) {
      throw new IllegalStateException(operator + " failed", e);
    }
  }

  @Override
  public Outcome outcome() {
    reset();
    try {
      last = (Object) handle.invokeExact(arguments);
    } catch (Throwable e) {
      StackTraceElement place = place(e);
      return Outcome.failed(e.getClass().getName(), place.getFileName(), place.getLineNumber());
    }
    List<ByteBuffer> values = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      Operator.Argument parameter = operator.parameters().get(i);
      if (parameter.isTensor() && parameter.written()) {
        values.add(JavaValues.bytes(parameter, arguments[i]));
      }
    }
    if (operator.result() != null) {
      values.add(JavaValues.bytes(operator.result(), last));
    }
    return new Outcome(values, "");
  }

  /** The uppermost line of the stack that is not the Java library's. */
  private static StackTraceElement place(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith("java."))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(e));
  }
}
