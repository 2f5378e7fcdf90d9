package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every function of docs/library.md that the JDK has, as C. */
class LibraryFunctionsTest {
  private static final Path PAGE = Path.of("../docs/library.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`java[^|]*) \\| ([^|]*) \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private static final Build[] BUILDS = {
    Build.of("gcc", "-O0"),
    strict("gcc", "-O2"),
    Build.of("gcc", "-O3", "-march=native"),
    Build.of("clang", "-O0"),
    strict("clang", "-O2"),
    Build.of("clang", "-O3", "-march=native")
  };

  /** A build that fails at a warning. */
  private static Build strict(String compiler, String level) {
    List<String> flags = new ArrayList<>(StrictCompileTest.STRICT);
    flags.add(level);
    return new Build(compiler, flags);
  }

  private static List<String> codes(String text) {
    return CODE.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<Method> methods() throws IOException {
    List<Method> methods = new ArrayList<>();
    Matcher rows = ROW.matcher(Files.readString(PAGE));
    while (rows.find()) {
      List<String> signatures = codes(rows.group(2));
      for (String owner : codes(rows.group(1))) {
        Stream.of(type(owner).getMethods())
            .filter(method -> signatures.contains(signature(method)))
            .forEach(methods::add);
      }
    }
    return methods;
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static String signature(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(Class::getName)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  /** An operator that calls a method once. */
  private static String once(String name, Method method) {
    return String.format(
        "@Operator static %s %s(%s) { return %s; }%n",
        method.getReturnType().getName(), name, each(method, "%1$s p%2$d"), call(method, ""));
  }

  /** An operator that calls a method on all elements, in a loop that compilers vectorise. */
  private static String often(String name, Method method) {
    return String.format(
        "@Operator static void %s(%s, @Tensor({999}) %s[] y) {%n"
            + "  for (int i = 0; i < 999; i++) { y[i] = %s; }%n}%n",
        name,
        each(method, "@Tensor({999}) %1$s[] p%2$d"),
        method.getReturnType().getName(),
        call(method, "[i]"));
  }

  private static String call(Method method, String index) {
    return method.getDeclaringClass().getName()
        + "."
        + method.getName()
        + each(method, "p%2$d" + index).transform(arguments -> "(" + arguments + ")");
  }

  private static String each(Method method, String format) {
    Class<?>[] types = method.getParameterTypes();
    return IntStream.range(0, types.length)
        .mapToObj(i -> String.format(format, types[i].getName(), i))
        .collect(Collectors.joining(", "));
  }

  @Test
  void allHaveTheBitsOfTheJvm() throws IOException {
    Tool.require("gcc", "clang");
    StringBuilder source = new StringBuilder("import dev.annotir.*;\nfinal class Calls {\n");
    List<Method> methods = methods();
    assertThat(methods).hasSizeGreaterThan(200);
    for (int i = 0; i < methods.size(); i++) {
      source.append(once("once_" + i, methods.get(i))).append(often("often_" + i, methods.get(i)));
    }
    Harness harness = Harness.of(source.append("}\n").toString()).builds(BUILDS);
    List<Job> jobs =
        new ArrayList<>(harness.operators(o -> o.name().startsWith("once")).seeds(400).jobs());
    jobs.addAll(harness.operators(o -> o.name().startsWith("often")).seeds(8).jobs());
    assertThat(harness.agrees(jobs).returned()).hasSizeGreaterThanOrEqualTo(methods.size());
  }
}
