package dev.annotir.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's helpers in one Maven module, and the operator that calls them in another. */
class HelperModulesTest {
  private static final List<Block> README = blocks();

  private static List<Block> blocks() {
    try {
      return Block.of(Files.readString(Path.of("../README.md")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String block(String use, String operand) {
    return README.stream()
        .filter(block -> block.use().equals(use) && block.operand().equals(operand))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @Test
  void operatorsCallTheHelpersOfAnotherModule() throws IOException {
    Workshop workshop = Workshop.empty(Path.of("target/modules").toAbsolutePath());
    String helpers = block("file", "Curves.java");
    String operators = block("file", "Mixer.java");
    Path archive = new MavenProject(workshop).buildModules(block("pom", ""), helpers, operators);
    assertThat(workshop.folder().resolve("modules/helpers/target/classes/META-INF/annotir"))
        .isDirectoryContaining("glob:**/Curves.helpers");
    workshop.write("Curves.java", helpers);
    workshop.write("Mixer.java", operators);
    workshop.run(
        "javac -d together -processorpath annotir-processor-0.1.0-all.jar"
            + " -cp annotir-annotations-0.1.0.jar Mixer.java Curves.java");
    assertThat(archive)
        .hasSameBinaryContentAs(workshop.folder().resolve("together/META-INF/mlf/mixer.tar"));
  }
}
