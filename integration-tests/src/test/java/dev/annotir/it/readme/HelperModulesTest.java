package dev.annotir.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The README's helpers in one Maven module, and the operator that calls them in another. */
@ResourceLock(Workshop.REPOSITORY)
class HelperModulesTest {
  @Test
  void operatorsCallTheHelpersOfAnotherModule() throws IOException {
    Workshop workshop = Workshop.empty(Path.of("target/modules").toAbsolutePath());
    String helpers = Block.ofReadme("file", "Curves.java");
    String operators = Block.ofReadme("file", "Mixer.java");
    Path archive =
        new MavenProject(workshop).buildModules(Block.ofReadme("pom", ""), helpers, operators);
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
