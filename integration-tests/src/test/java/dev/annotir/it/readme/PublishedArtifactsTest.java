package dev.annotir.it.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The artifacts as they are published, and builds that know nothing else of annotir. */
@ResourceLock(Workshop.REPOSITORY)
class PublishedArtifactsTest {
  private static final String TEST =
      """
      import static org.junit.jupiter.api.Assertions.assertArrayEquals;

      import org.junit.jupiter.api.Test;

      class FiltersModuleTest {
        @Test
        void smooths() {
          float[] y = new float[6];
          new FiltersModule()
              .getFunction("smooth")
              .call(new float[] {0, 1, 4, 9, 16, 25, 36, 49}, y);
          assertArrayEquals(new float[] {1.5f, 4.5f, 9.5f, 16.5f, 25.5f, 36.5f}, y);
        }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parent/%1$s/annotir-parent-%1$s.pom",
        "annotations/%1$s/annotir-annotations-%1$s.pom",
        "annotations/%1$s/annotir-annotations-%1$s.jar",
        "annotations/%1$s/annotir-annotations-%1$s-sources.jar",
        "annotations/%1$s/annotir-annotations-%1$s-javadoc.jar",
        "processor/%1$s/annotir-processor-%1$s.pom",
        "processor/%1$s/annotir-processor-%1$s.jar",
        "processor/%1$s/annotir-processor-%1$s-all.jar",
        "processor/%1$s/annotir-processor-%1$s-sources.jar",
        "processor/%1$s/annotir-processor-%1$s-javadoc.jar",
      })
  void thereIs(String pattern) throws IOException {
    Path file =
        Staging.folder().resolve("dev/annotir/annotir-" + pattern.formatted(RootPom.version()));
    assertThat(file).isNotEmptyFile();
    assertThat(file.resolveSibling(file.getFileName() + ".sha1")).isNotEmptyFile();
  }

  @Test
  void aMavenBuildTestsAnOperator() throws IOException {
    Workshop workshop = workshop("maven-consumer");
    String report =
        new MavenProject(workshop).test(Block.ofReadme("pom", ""), "FiltersModuleTest", TEST);
    assertThat(report).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    for (String artifact : new String[] {"annotations", "processor"}) {
      String folder =
          "repository/dev/annotir/annotir-%s/%s/".formatted(artifact, RootPom.version());
      assertThat(workshop.read(folder + "_remote.repositories")).contains(".jar>staging=");
    }
  }

  @Test
  void aGradleBuildTestsAnOperator() throws IOException {
    String gradle = GradleProject.command();
    assumeTrue(gradle != null, "neither ANNOTIR_GRADLE nor the PATH has Gradle");
    String report =
        new GradleProject(workshop("gradle-consumer"), gradle)
            .test(Block.ofReadme("gradle", ""), "FiltersModuleTest", TEST);
    assertThat(report).contains("tests=\"1\" skipped=\"0\" failures=\"0\" errors=\"0\"");
  }

  private static Workshop workshop(String name) throws IOException {
    Workshop workshop = Workshop.empty(Path.of("target", name).toAbsolutePath());
    workshop.write("Filters.java", Block.ofReadme("file", "Filters.java"));
    return workshop;
  }
}
