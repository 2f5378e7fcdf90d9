package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demo on one of the examples' archives. */
class DemoTest {
  @Test
  void theBasicsGiveEqualBits(@TempDir Path folder) throws Exception {
    String archive = "META-INF/mlf/basics.tar";
    Path examples = Path.of(System.getProperty("annotir.examples.classes"));
    Files.createDirectories(folder.resolve(archive).getParent());
    Files.copy(examples.resolve(archive), folder.resolve(archive));
    assertThat(Demo.run(folder, folder.resolve("work"))).isTrue();
  }

  @Test
  void theProfileRunsIt() throws Exception {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<id>demo</id>")
        .contains("<argument>" + Demo.class.getName() + "</argument>");
  }
}
