package dev.annotir.processor.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.annotir.processor.fixture.Differential;
import dev.annotir.processor.fixture.JavaOperators;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every function of the library that operators can call, on special and random values. */
class LibraryFunctionsTest {
  private static final int RUNS = 2000;

  /** The methods of the table that the JDK has which runs this, by their signatures. */
  static Map<String, Method> methods() {
    Map<String, Method> methods = new LinkedHashMap<>();
    for (String signature : LibraryFunctions.signatures()) {
      String owner = signature.replaceAll("\\.\\w+\\(.*", "");
      try {
        Stream.of(Class.forName(owner).getMethods())
            .filter(method -> signature(method).equals(signature))
            .forEach(method -> methods.put(signature, method));
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }
    return methods;
  }

  static String signature(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(Class::getTypeName)
        .collect(
            Collectors.joining(
                ", ", method.getDeclaringClass().getName() + "." + method.getName() + "(", ")"));
  }

  /** {@code static int f0(int a, int b) { return Math.min(a, b); }} */
  private static String operator(String name, Method method) {
    List<String> parameters = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      String argument = "p" + arguments.size();
      parameters.add(type.getName() + " " + argument);
      arguments.add(argument);
    }
    return String.format(
        "@Operator static %s %s(%s) { return %s.%s(%s); }%n",
        method.getReturnType().getName(),
        name,
        String.join(", ", parameters),
        method.getDeclaringClass().getName(),
        method.getName(),
        String.join(", ", arguments));
  }

  private static final Map<Class<?>, List<String>> CONSTANTS =
      Map.of(
          boolean.class, List.of("true", "false"),
          byte.class, List.of("(byte) -7", "(byte) 2"),
          short.class, List.of("(short) 700", "(short) -2"),
          char.class, List.of("'a'", "'b'"),
          int.class, List.of("1", "2", "7"),
          long.class, List.of("1L", "2L", "77777777777L"),
          float.class, List.of("0.75f", "2.5f", "7f"),
          double.class, List.of("0.1", "2.5", "1e300"));

  /** A constant field that is a call with constant arguments. */
  private static String constant(String name, Method method) {
    List<String> arguments = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      arguments.add(CONSTANTS.get(type).get(arguments.size()));
    }
    return String.format(
        "static final %1$s %2$s = %3$s.%4$s(%5$s);%n@Operator static %1$s get%2$s() { return %2$s; }%n",
        method.getReturnType().getName(),
        name,
        method.getDeclaringClass().getName(),
        method.getName(),
        String.join(", ", arguments));
  }

  @Test
  void everyMethodOfMathIsDecided() {
    for (Class<?> type : List.of(Math.class, StrictMath.class)) {
      for (Method method : type.getMethods()) {
        String signature = signature(method);
        boolean supported = LibraryFunctions.signatures().contains(signature);
        boolean inexact = InexactFunctions.signatures().contains(signature);
        boolean refused = RefusedFunctions.isListed(type.getName() + "." + method.getName());
        assertThat(Stream.of(supported, inexact, refused).filter(is -> is))
            .as(signature)
            .hasSize(method.getDeclaringClass() == type ? 1 : 0);
      }
    }
  }

  @Test
  void areConstantsOfConstants() {
    StringBuilder source = new StringBuilder();
    int count = 0;
    for (Method method : methods().values()) {
      source.append(constant("K" + count++, method));
    }
    Differential.checkBody(source.toString());
  }

  @Test
  void haveJavasResults() {
    StringBuilder source = new StringBuilder("import dev.annotir.*;\nfinal class Calls {\n");
    Map<String, String> names = new LinkedHashMap<>();
    methods()
        .forEach(
            (signature, method) -> {
              String name = "f" + names.size();
              names.put(name, signature);
              source.append(operator(name, method));
            });
    assertThat(names).hasSizeGreaterThan(200);
    JavaOperators operators = JavaOperators.compile(source.append("}\n").toString());
    assertThat(operators.diagnostics()).isEmpty();
    assertThat(operators.javac()).isEmpty();
    assertThat(operators.functions()).hasSameSizeAs(names);
    assertAll(
        names.keySet().stream()
            .map(
                name ->
                    (Executable)
                        () ->
                            assertThat(Differential.check(operators, name, RUNS))
                                .as(names.get(name))
                                .isPositive()));
  }
}
