package dev.annotir.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Compiles a test class of the README against the operators and runs its tests. */
final class UserTests {
  private UserTests() {}

  static void run(Path source, Path operators, Path output)
      throws IOException, ReflectiveOperationException {
    Files.createDirectories(output);
    String classPath = operators + ":" + System.getProperty("java.class.path");
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    int status =
        javac.run(
            null,
            null,
            null,
            "-proc:none",
            "-cp",
            classPath,
            "-d",
            output.toString(),
            source.toString());
    assertThat(status).isZero();
    String name = source.getFileName().toString().replace(".java", "");
    URL[] urls = {operators.toUri().toURL(), output.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, UserTests.class.getClassLoader())) {
      assertThat(runAll(loader.loadClass(name))).isPositive();
    }
  }

  private static int runAll(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    int count = 0;
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        method.setAccessible(true);
        method.invoke(constructor.newInstance());
        count++;
      }
    }
    return count;
  }
}
