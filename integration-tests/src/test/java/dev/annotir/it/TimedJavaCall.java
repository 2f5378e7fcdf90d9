package dev.annotir.it;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Calls the Java method. */
public final class TimedJavaCall implements TimedCall {
  private final OperatorInfo operator;
  private final MethodHandle handle;
  private final Object[] first;
  private final Object[] arguments;

  /** Keeps the result in use, so that the JVM cannot leave the call out. */
  @Nullable Object last;

  public TimedJavaCall(OperatorInfo operator, Call call) throws ReflectiveOperationException {
    this.operator = operator;
    Method method =
        Arrays.stream(Class.forName(operator.className()).getDeclaredMethods())
            .filter(m -> m.getName().equals(operator.method()))
            .filter(m -> m.getParameterCount() == operator.parameters().size())
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException(operator.toString()));
    method.setAccessible(true);
    this.handle =
        MethodHandles.lookup()
            .unreflect(method)
            .asFixedArity()
            .asSpreader(Object[].class, method.getParameterCount())
            .asType(MethodType.methodType(Object.class, Object[].class));
    this.first = arguments(method, call);
    this.arguments = arguments(method, call);
  }

  private Object[] arguments(Method method, Call call) {
    Object[] values = new Object[method.getParameterCount()];
    for (int i = 0; i < values.length; i++) {
      Parameter parameter = operator.parameters().get(i);
      Class<?> type = method.getParameterTypes()[i];
      long[] elements = call.arguments().get(i);
      values[i] =
          parameter.tensor()
              ? JavaArrays.of(type, parameter.shape(), elements)
              : JavaArrays.box(type, elements[0]);
    }
    return values;
  }

  @Override
  public void reset() {
    for (int i = 0; i < first.length; i++) {
      copy(first[i], arguments[i]);
    }
  }

  private static void copy(Object from, Object to) {
    if (from instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        copy(rows[i], Array.get(to, i));
      }
    } else if (from.getClass().isArray()) {
      System.arraycopy(from, 0, to, 0, Array.getLength(from));
    }
  }

  @Override
  public byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < arguments.length; i++) {
      Parameter parameter = operator.parameters().get(i);
      if (parameter.isWritten()) {
        write(bytes, parameter, JavaArrays.elements(parameter, arguments[i]));
      }
    }
    if (operator.result() != null) {
      write(bytes, operator.result(), JavaArrays.result(operator.result(), last));
    }
    return bytes.toByteArray();
  }

  private static void write(ByteArrayOutputStream to, Parameter parameter, long[] values) {
    to.writeBytes(Elements.toBytes(parameter.dtype(), values));
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
}
