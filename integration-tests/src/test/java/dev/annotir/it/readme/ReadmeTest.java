package dev.annotir.it.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Compiles, runs or compares every block of the README, in its order and in one folder: what one
 * block makes the next ones use. The folder stays for who wants to look. The words after a fence
 * say what is done with the block.
 */
@ResourceLock(Workshop.REPOSITORY)
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  private final Path folder = Path.of("target/readme").toAbsolutePath();

  private Workshop workshop;

  @TestFactory
  Stream<DynamicTest> everyBlockHolds() throws IOException {
    workshop = Workshop.empty(folder);
    return Block.of(Files.readString(ROOT.resolve("README.md"))).stream()
        .sorted(Comparator.comparing(block -> block.use().equals("excerpt")))
        .map(block -> dynamicTest(block.toString(), () -> check(block)));
  }

  private void check(Block block) throws IOException, ReflectiveOperationException {
    String text = block.text();
    switch (block.use()) {
      case "" -> runShell(block);
      case "file" -> workshop.write(block.operand(), text);
      case "output" -> assertThat(workshop.output(block.operand())).isEqualTo(text);
      case "excerpt" -> checkExcerpt(text, workshop.read("filters/" + block.operand()));
      case "test" -> runTests(block.operand(), text);
      case "pom" -> buildWithMaven(text);
      case "gradle" -> checkCoordinates(text);
      case "exports" -> checkExports(text);
      case "repository" -> checkBuild(text.strip());
      default -> fail("no rule for " + block);
    }
  }

  private void runShell(Block block) {
    assertThat(block.language()).as(block.toString()).isEqualTo("sh");
    workshop.run(block.text());
  }

  /** Each part between lines of three dots stands in the file as it is here. */
  private static void checkExcerpt(String text, String file) {
    for (String part : text.split("(?m)^\\.\\.\\.\\n")) {
      assertThat(file).contains(part);
    }
  }

  private void runTests(String name, String text) throws IOException, ReflectiveOperationException {
    Path source = workshop.write("tests/" + name, text);
    UserTests.run(source, folder.resolve("classes"), folder.resolve("test-classes"));
  }

  private void buildWithMaven(String text) throws IOException {
    Path archive = new MavenProject(workshop).build(text);
    assertThat(archive).hasSameBinaryContentAs(folder.resolve("classes/META-INF/mlf/filters.tar"));
  }

  /** Gradle, which {@link PublishedArtifactsTest} runs where it is, takes what Maven takes. */
  private static void checkCoordinates(String text) {
    String version = RootPom.version();
    assertThat(text)
        .contains("implementation 'dev.annotir:annotir-annotations:" + version + "'")
        .contains("annotationProcessor 'dev.annotir:annotir-processor:" + version + "'");
  }

  /** The tests of this build have the same arguments. */
  private static void checkExports(String text) throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    String[] given = pom.split("</?javac.exports>")[1].strip().split("\\s*\\n\\s*");
    assertThat(text.lines()).containsExactlyElementsOf(Arrays.asList(given));
  }

  /** The command is the one that .ci/run ends with, or one whose parts other tests run. */
  private static void checkBuild(String command) throws IOException {
    List<String> ci = Files.readAllLines(ROOT.resolve(".ci/run"));
    assertThat(command)
        .isIn(
            ci.get(ci.size() - 1),
            "mvn -q -Pdemo verify",
            "mvn -q -Pbenchmark -pl benchmarks -am verify",
            "mvn -DskipTests deploy -DaltDeploymentRepository=staging::file:$PWD/target/staging",
            "mvn -q -Pfuzz verify -Dseed=1 -Dcount=10000 -Dmutations=2000");
  }

  @Test
  void itListsEveryMessage() throws IOException {
    Path readme = ROOT.resolve("README.md");
    String text = Files.readString(readme);
    String expected = MessageTable.in(text);
    if (Boolean.getBoolean("annotir.readme.update")) {
      Files.writeString(readme, expected);
    } else {
      assertThat(text).as("-Dannotir.readme.update=true writes the table").isEqualTo(expected);
    }
  }
}
