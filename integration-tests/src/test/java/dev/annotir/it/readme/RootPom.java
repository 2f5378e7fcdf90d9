package dev.annotir.it.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parent pom says of versions, so that builds of the tests take the same. */
final class RootPom {
  private RootPom() {}

  /** The version of this build. */
  static String version() {
    return versionOf("annotir-parent");
  }

  /** The version of a plugin. */
  static String versionOf(String artifact) {
    return find(Pattern.quote("<artifactId>" + artifact + "</artifactId>") + "\\s*<version>");
  }

  /** The value of a property. */
  static String property(String name) {
    return find(Pattern.quote("<" + name + ">"));
  }

  private static String find(String before) {
    try {
      String pom = Files.readString(Path.of("../pom.xml"));
      Matcher matcher = Pattern.compile(before + "([^<]+)<").matcher(pom);
      if (!matcher.find()) {
        throw new AssertionError("the parent pom has no " + before);
      }
      return matcher.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
