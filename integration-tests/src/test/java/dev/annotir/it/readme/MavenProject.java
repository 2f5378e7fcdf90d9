package dev.annotir.it.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Maven project with the README's part of a pom, built without a network from a repository that
 * holds the artifacts of this build beside all that Maven has already.
 */
final class MavenProject {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Workshop workshop;

  MavenProject(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Builds {@code Filters.java} and returns the archive's path. */
  Path build(String pomPart) throws IOException {
    workshop.write(
        "maven/pom.xml",
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>example</groupId>
          <artifactId>example</artifactId>
          <version>1</version>
        %s
        </project>
        """
            .formatted(pomPart));
    workshop.write("maven/src/main/java/Filters.java", workshop.read("Filters.java"));
    workshop.run(
        "cd maven && " + maven() + " org.apache.maven.plugins:maven-compiler-plugin:compile");
    return workshop.folder().resolve("maven/target/classes/META-INF/mlf/filters.tar");
  }

  /**
   * Builds two modules: one with helpers, as a jar, and one with operators that call them; returns
   * the path of the operators' archive.
   */
  Path buildModules(String pomPart, String helpers, String operators) throws IOException {
    workshop.write(
        "modules/pom.xml",
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>example</groupId>
          <artifactId>parent</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules><module>operators</module><module>helpers</module></modules>
        %s
        </project>
        """
            .formatted(pomPart));
    writeModule("helpers", "");
    writeModule(
        "operators",
        "<dependencies><dependency><groupId>example</groupId>"
            + "<artifactId>helpers</artifactId><version>1</version></dependency></dependencies>");
    workshop.write("modules/helpers/src/main/java/Curves.java", helpers);
    workshop.write("modules/operators/src/main/java/Mixer.java", operators);
    workshop.run(
        "cd modules && "
            + maven()
            + " org.apache.maven.plugins:maven-compiler-plugin:compile"
            + " org.apache.maven.plugins:maven-jar-plugin:3.4.2:jar");
    return workshop.folder().resolve("modules/operators/target/classes/META-INF/mlf/mixer.tar");
  }

  private void writeModule(String name, String dependencies) throws IOException {
    workshop.write(
        "modules/" + name + "/pom.xml",
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <parent><groupId>example</groupId><artifactId>parent</artifactId><version>1</version></parent>
          <artifactId>%s</artifactId>
          %s
        </project>
        """
            .formatted(name, dependencies));
  }

  /** Maven without a network, and with the artifacts of this build. */
  private String maven() throws IOException {
    Path repository = Files.createDirectories(workshop.folder().resolve("repository"));
    linkAll(Path.of(System.getProperty("annotir.repository")), repository, "dev");
    linkAll(
        Path.of(System.getProperty("annotir.repository"), "dev"),
        repository.resolve("dev"),
        "annotir");
    stage(repository);
    return "mvn -B -o -q -Dmaven.repo.local=" + repository;
  }

  private static void linkAll(Path from, Path to, String except) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(from)) {
      files = list.filter(file -> !file.endsWith(except)).toList();
    }
    for (Path file : files) {
      Files.createSymbolicLink(to.resolve(file.getFileName()), file);
    }
  }

  private static void stage(Path repository) throws IOException {
    Path annotations = Path.of(System.getProperty("annotir.annotations.jar"));
    Path all = Path.of(System.getProperty("annotir.processor.jar"));
    Path processor = all.resolveSibling(all.getFileName().toString().replace("-all", ""));
    String version = processor.getFileName().toString().replaceAll("annotir-processor-|\\.jar", "");
    stage(repository, "parent", version, ROOT.resolve("pom.xml"), ".pom");
    stage(repository, "annotations", version, ROOT.resolve("annotations/pom.xml"), ".pom");
    stage(repository, "annotations", version, annotations, ".jar");
    stage(repository, "processor", version, ROOT.resolve("processor/pom.xml"), ".pom");
    stage(repository, "processor", version, processor, ".jar");
  }

  private static void stage(
      Path repository, String module, String version, Path file, String extension)
      throws IOException {
    String artifact = "annotir-" + module;
    Path folder =
        Files.createDirectories(repository.resolve("dev/annotir/" + artifact + "/" + version));
    Files.copy(file, folder.resolve(artifact + "-" + version + extension));
  }
}
