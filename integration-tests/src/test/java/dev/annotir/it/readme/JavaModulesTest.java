package dev.annotir.it.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars as Java modules, and a module with operators. */
@ResourceLock(Workshop.REPOSITORY)
class JavaModulesTest {
  private static final String ANNOTATIONS = System.getProperty("annotir.annotations.jar");
  private static final String ALL = System.getProperty("annotir.processor.jar");
  private static final String PROCESSOR = ALL.replace("-all.jar", ".jar");

  private static final String OPERATORS =
      """
      package example;

      import dev.annotir.Operator;
      import dev.annotir.Tensor;

      public final class Sums {
        @Operator
        static float sum(@Tensor({4}) float[] x) {
          float sum = 0;
          for (float value : x) {
            sum += value;
          }
          return sum;
        }
      }
      """;

  private static final String MAIN =
      """
      package example;

      import dev.annotir.runtime.OperatorModule;

      public final class Main {
        public static void main(String[] args) {
          try {
            OperatorModule module =
                args.length > 0 ? SumsModule.nativeModule() : new SumsModule();
            System.out.println(module.getFunction("sum").call(new float[] {1, 2, 3, 4}));
          } catch (RuntimeException e) {
            System.out.println(e.getMessage());
          }
        }
      }
      """;

  private static Workshop workshop;

  @BeforeAll
  static void writeModule() throws IOException {
    workshop = Workshop.empty(Path.of("target/java-modules").toAbsolutePath());
    workshop.write("module-info.java", "module example {\n  requires dev.annotir;\n}\n");
    workshop.write("example/Sums.java", OPERATORS);
    workshop.write("example/Main.java", MAIN);
  }

  @Test
  void annotationsNeedNoOtherModule() {
    ModuleDescriptor module = descriptor(ANNOTATIONS);
    assertThat(module.toNameAndVersion()).isEqualTo("dev.annotir@" + RootPom.version());
    assertThat(needed(module)).containsExactly("java.base");
    assertThat(module.exports())
        .extracting(Exports::source)
        .contains("dev.annotir", "dev.annotir.math", "dev.annotir.runtime");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theProcessorIsAModuleThatProvidesIt(boolean all) {
    ModuleDescriptor module = descriptor(all ? ALL : PROCESSOR);
    assertThat(module.toNameAndVersion()).isEqualTo("dev.annotir.processor@" + RootPom.version());
    assertThat(module.isAutomatic()).isFalse();
    assertThat(module.exports())
        .extracting(Exports::source)
        .containsExactly("dev.annotir.processor");
    assertThat(module.provides())
        .extracting(Provides::service)
        .containsExactly("javax.annotation.processing.Processor");
  }

  @Test
  void theSelfContainedJarNeedsOnlyTheJdk() {
    assertThat(needed(descriptor(ALL))).allMatch(name -> name.startsWith("j"));
  }

  private static ModuleDescriptor descriptor(String jar) {
    return ModuleFinder.of(Path.of(jar)).findAll().iterator().next().descriptor();
  }

  private static Set<String> needed(ModuleDescriptor module) {
    return module.requires().stream()
        .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
        .map(Requires::name)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-processorpath", "--processor-module-path"})
  void theSelfContainedJarCompilesAModule(String option) {
    compile("all" + option, option + " " + ALL);
    assertThat(run("all" + option, "", "")).isEqualTo("10.0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-processorpath", "--processor-module-path"})
  void thePlainJarAndItsDependenciesCompileAModule(String option) {
    String path = PROCESSOR + ":" + ANNOTATIONS + ":" + classPath("jackson|javapoet|commons");
    compile("plain" + option, option + " " + path);
    assertThat(run("plain" + option, "", "")).isEqualTo("10.0\n");
  }

  @Test
  void aModuleCallsNativeCode() {
    compile("native", "-processorpath " + ALL);
    String jna = ":" + classPath("jna") + " --add-modules com.sun.jna";
    String options = isForeign() ? " --enable-native-access=dev.annotir" : jna;
    assertThat(run("native", options + " -Dannotir.cache=cache", "native")).isEqualTo("10.0\n");
  }

  @Test
  void aModuleIsToldWhereJnaIsMissing() {
    assumeTrue(!isForeign(), "this Java needs no JNA");
    compile("without", "-processorpath " + ALL);
    assertThat(run("without", "", "native"))
        .contains("need JNA")
        .contains("--add-modules com.sun.jna");
  }

  private static boolean isForeign() {
    return Runtime.version().feature() >= 22;
  }

  private static void compile(String folder, String processor) {
    workshop.run(
        "javac -Xlint:all,-processing -Werror -d classes%s -p %s %s module-info.java example/*.java"
            .formatted(folder, ANNOTATIONS, processor));
  }

  private static String run(String folder, String options, String argument) {
    return workshop.output(
        "java -p classes%s:%s%s -m example/example.Main %s"
            .formatted(folder, ANNOTATIONS, options, argument));
  }

  /** The jars of the tests' class path whose names start with one of some words. */
  private static String classPath(String names) {
    Pattern pattern = Pattern.compile("(" + names + ")-.*\\.jar");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> pattern.matcher(Path.of(jar).getFileName().toString()).matches())
        .collect(Collectors.joining(":"));
  }
}
