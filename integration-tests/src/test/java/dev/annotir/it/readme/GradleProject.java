package dev.annotir.it.readme;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A Gradle build with the README's script, run without a network: of annotir it finds the artifacts
 * of this build as they are published, of others what Maven has.
 */
final class GradleProject {
  private final Workshop workshop;
  private final String gradle;

  GradleProject(Workshop workshop, String gradle) {
    this.workshop = workshop;
    this.gradle = gradle;
  }

  /** The Gradle of the environment variable ANNOTIR_GRADLE, else of the PATH, or null. */
  static String command() {
    String stated = System.getenv("ANNOTIR_GRADLE");
    if (stated != null) {
      return stated;
    }
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "gradle"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  /** Runs a test of {@code Filters.java}; returns what it reports. */
  String test(String script, String testName, String test) throws IOException {
    workshop.write("gradle/settings.gradle", "rootProject.name = 'example'\n");
    workshop.write(
        "gradle/build.gradle",
        script
            + """
            repositories {
              maven { url '%s' }
            }
            dependencies {
              testImplementation 'org.junit.jupiter:junit-jupiter:%s'
              testRuntimeOnly 'org.junit.platform:junit-platform-launcher:%s'
            }
            test {
              useJUnitPlatform()
            }
            """
                .formatted(
                    Staging.folder().toUri(),
                    RootPom.property("junit.version"),
                    RootPom.property("junit.version")));
    workshop.write("gradle/src/main/java/Filters.java", workshop.read("Filters.java"));
    workshop.write("gradle/src/test/java/" + testName + ".java", test);
    workshop.run(
        "cd gradle && %s --offline --no-daemon -q -Dmaven.repo.local=%s test"
            .formatted(gradle, MavenProject.repository(workshop)));
    return workshop.read("gradle/build/test-results/test/TEST-" + testName + ".xml");
  }
}
