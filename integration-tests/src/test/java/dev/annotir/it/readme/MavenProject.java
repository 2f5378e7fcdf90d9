package dev.annotir.it.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Maven project with the README's part of a pom, built without a network from the artifacts of
 * this build as they are published, and what Maven has of others.
 */
final class MavenProject {
  private final Workshop workshop;

  MavenProject(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Builds {@code Filters.java} and returns the archive's path. */
  Path build(String pomPart) throws IOException {
    writeProject(pomPart);
    workshop.run(
        "cd maven && " + maven() + " org.apache.maven.plugins:maven-compiler-plugin:compile");
    return workshop.folder().resolve("maven/target/classes/META-INF/mlf/filters.tar");
  }

  private void writeProject(String pomPart) throws IOException {
    workshop.write(
        "maven/pom.xml",
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>example</groupId>
          <artifactId>example</artifactId>
          <version>1</version>
        %s
        %s
        </project>
        """
            .formatted(repositories(), pomPart));
    workshop.write("maven/src/main/java/Filters.java", workshop.read("Filters.java"));
  }

  /** Runs a test of {@code Filters.java}; returns what it reports. */
  String test(String pomPart, String testName, String test) throws IOException {
    String junit =
        """
        <dependency>
          <groupId>org.junit.jupiter</groupId>
          <artifactId>junit-jupiter</artifactId>
          <version>%s</version>
          <scope>test</scope>
        </dependency>
        </dependencies>
        """
            .formatted(RootPom.property("junit.version"));
    String plugins = pinned("maven-resources-plugin") + pinned("maven-surefire-plugin");
    writeProject(
        pomPart.replace("</dependencies>", junit).replace("</plugins>", plugins + "</plugins>"));
    workshop.write("maven/src/test/java/" + testName + ".java", test);
    workshop.run("cd maven && " + maven() + " test");
    return workshop.read("maven/target/surefire-reports/" + testName + ".txt");
  }

  private static String pinned(String plugin) {
    return "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>"
        .formatted(plugin, RootPom.versionOf(plugin));
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
        %s
        </project>
        """
            .formatted(repositories(), pomPart));
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
            + " org.apache.maven.plugins:maven-jar-plugin:%s:jar"
                .formatted(RootPom.versionOf("maven-jar-plugin")));
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

  /** Where Maven finds the artifacts of this build, as they are published. */
  private static String repositories() throws IOException {
    return "<repositories><repository><id>staging</id><url>"
        + Staging.folder().toUri()
        + "</url></repository></repositories>";
  }

  /** Maven without a network. */
  private String maven() throws IOException {
    return "mvn -B -o -q -Daether.offline.protocols=file -Dmaven.repo.local="
        + repository(workshop);
  }

  /** A local repository with all that Maven has already, but not of annotir. */
  static Path repository(Workshop workshop) throws IOException {
    Path repository = Files.createDirectories(workshop.folder().resolve("repository"));
    linkAll(Path.of(System.getProperty("annotir.repository")), repository, "dev");
    linkAll(
        Path.of(System.getProperty("annotir.repository"), "dev"),
        repository.resolve("dev"),
        "annotir");
    return repository;
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
}
