package dev.annotir.it;

import dev.annotir.processor.ir.DType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Calls the Java methods: what all others are compared with. */
final class JvmEngine implements Engine {
  private final ClassLoader classes;
  private final IdentityHashMap<OperatorInfo, Method> methods = new IdentityHashMap<>();

  JvmEngine(ClassLoader classes) {
    this.classes = classes;
  }

  @Override
  public List<Reply> run(List<Job> jobs) {
    List<Reply> replies = new ArrayList<>();
    for (Job job : jobs) {
      replies.add(run(job.operator(), job.call()));
    }
    return replies;
  }

  private Reply run(OperatorInfo operator, Call call) {
    Method method = methods.computeIfAbsent(operator, this::method);
    Class<?>[] types = method.getParameterTypes();
    IdentityHashMap<long[], Object> arrays = new IdentityHashMap<>();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      Parameter parameter = operator.parameters().get(i);
      long[] values = call.arguments().get(i);
      Class<?> type = types[i];
      arguments[i] =
          parameter.tensor()
              ? arrays.computeIfAbsent(values, v -> JavaArrays.of(type, parameter.shape(), v))
              : JavaArrays.box(type, values[0]);
    }
    Object result;
    try {
      result = method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      return failure(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    List<long[]> values = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      Parameter parameter = operator.parameters().get(i);
      if (parameter.tensor()) {
        values.add(JavaArrays.elements(parameter, arguments[i]));
      }
    }
    if (operator.result() != null) {
      values.add(JavaArrays.result(operator.result(), result));
    }
    return Reply.Returned.of(operator, values);
  }

  private Method method(OperatorInfo operator) {
    try {
      Class<?> type = Class.forName(operator.className(), true, classes);
      return methods(type)
          .filter(method -> method.getName().equals(operator.method()))
          .filter(method -> fits(method, operator))
          .peek(method -> method.setAccessible(true))
          .findFirst()
          .orElseThrow();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** The methods of a class and of those in it. */
  private static Stream<Method> methods(Class<?> type) {
    return Stream.concat(
        Arrays.stream(type.getDeclaredMethods()),
        Arrays.stream(type.getDeclaredClasses()).flatMap(JvmEngine::methods));
  }

  /** Whether a method may be the operator: others may have the same name. */
  private static boolean fits(Method method, OperatorInfo operator) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length != operator.parameters().size()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      Parameter parameter = operator.parameters().get(i);
      Class<?> type = types[i];
      while (type.isArray()) {
        type = type.getComponentType();
      }
      boolean sameSize = JavaArrays.bytes(type) == parameter.dtype().bytes();
      boolean sameKind = (type == boolean.class) == (parameter.dtype() == DType.BOOL);
      if (types[i].isArray() != parameter.tensor() || !sameSize || !sameKind) {
        return false;
      }
    }
    return true;
  }

  /** The top frame that is not the JDK's says where: in the operator, or in a helper. */
  private static Reply failure(Throwable thrown) {
    StackTraceElement frame =
        Arrays.stream(thrown.getStackTrace())
            .filter(f -> !f.getClassName().matches("(java|jdk)\\..*"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(thrown));
    String file = Objects.requireNonNull(frame.getFileName());
    int line = frame.getLineNumber();
    String exception = thrown.getClass().getName();
    String text = ErrorInfo.text(exception, thrown.getMessage(), file, line);
    return new Reply.Failed(exception, file, line, text);
  }
}
