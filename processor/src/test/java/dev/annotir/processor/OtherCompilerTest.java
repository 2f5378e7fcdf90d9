package dev.annotir.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eclipse's compiler, which has no trees of javac. */
class OtherCompilerTest {
  @TempDir private Path folder;

  @Test
  void isRefusedAtTheOperator() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("Ops.java"),
            """
            import dev.annotir.*;
            final class Ops {
              @Operator static int f(int n) { return n; }
            }
            """);
    StringWriter log = new StringWriter();
    String[] options = {
      "--release",
      "17",
      "-d",
      folder.toString(),
      "-classpath",
      System.getProperty("java.class.path"),
      "-processor",
      OperatorProcessor.class.getName(),
      file.toString()
    };
    boolean succeeded =
        BatchCompiler.compile(options, new PrintWriter(log), new PrintWriter(log), null);
    assertThat(succeeded).isFalse();
    assertThat(log.toString())
        .contains("[annotir:NO_JAVAC]", "Ops.java (at line 3)", "1 problem (1 error")
        .doesNotContain("INTERNAL", "Exception");
    assertThat(folder.resolve("META-INF")).doesNotExist();
  }
}
