package dev.annotir.it.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The artifacts of this build in a folder that is a Maven repository, put there by what {@code mvn
 * deploy} puts them with.
 */
final class Staging {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static Path staged;

  private Staging() {}

  /** The folder, made once in each run of the tests. */
  static synchronized Path folder() throws IOException {
    if (staged == null) {
      Workshop workshop = Workshop.empty(Path.of("target/staging").toAbsolutePath());
      Path repository = Files.createDirectory(workshop.folder().resolve("repository"));
      workshop.write("pom.xml", pom(repository));
      workshop.run(
          "mvn -B -q -Dmaven.repo.local=" + System.getProperty("annotir.repository") + " validate");
      staged = repository;
    }
    return staged;
  }

  private static String pom(Path repository) {
    String annotations = System.getProperty("annotir.annotations.jar");
    String all = System.getProperty("annotir.processor.jar");
    String processor = all.replace("-all.jar", ".jar");
    return """
    <project>
      <modelVersion>4.0.0</modelVersion>
      <groupId>example</groupId>
      <artifactId>staging</artifactId>
      <version>1</version>
      <packaging>pom</packaging>
      <build>
        <plugins>
          <plugin>
            <artifactId>maven-deploy-plugin</artifactId>
            <version>%s</version>
            <executions>
    %s%s%s        </executions>
          </plugin>
        </plugins>
      </build>
    </project>
    """
        .formatted(
            RootPom.versionOf("maven-deploy-plugin"),
            execution(repository, "pom.xml", ROOT.resolve("pom.xml").toString(), ""),
            execution(repository, "annotations/pom.xml", annotations, documented(annotations)),
            execution(
                repository,
                "processor/pom.xml",
                processor,
                documented(processor)
                    + "<files>%s</files><classifiers>all</classifiers><types>jar</types>"
                        .formatted(all)));
  }

  private static String documented(String jar) {
    String name = jar.substring(0, jar.length() - ".jar".length());
    return "<sources>%s-sources.jar</sources><javadoc>%s-javadoc.jar</javadoc>"
        .formatted(name, name);
  }

  private static String execution(Path repository, String pom, String file, String more) {
    return """
            <execution>
              <id>%s</id>
              <phase>validate</phase>
              <goals><goal>deploy-file</goal></goals>
              <configuration>
                <repositoryId>staging</repositoryId>
                <url>%s</url>
                <pomFile>%s</pomFile>
                <file>%s</file>
                %s
              </configuration>
            </execution>
    """
        .formatted(pom, repository.toUri(), ROOT.resolve(pom), file, more);
  }
}
