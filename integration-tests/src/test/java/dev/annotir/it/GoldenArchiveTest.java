package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The archives of {@code golden/Add.java} in every version equal those whose members stand in
 * {@code golden/add}: in {@code all} what the versions share, the rest by version. {@code
 * -Dannotir.golden.update=true} writes them.
 */
class GoldenArchiveTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/annotir/it/golden");
  private static final Path ADD = GOLDEN.resolve("add");
  private static final List<String> VERSIONS = List.of("4", "5", "7");
  private static final long SECONDS = 1625227200;

  private static final Map<String, Archive> ARCHIVES = new LinkedHashMap<>();

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    String source = Files.readString(GOLDEN.resolve("Add.java"));
    for (String version : VERSIONS) {
      List<String> options =
          List.of("-Aannotir.mlf.version=" + version, "-Aannotir.timestamp=" + SECONDS);
      Compilation compilation = Compilation.of(folder.resolve(version), options, source);
      ARCHIVES.put(version, compilation.archive("add"));
    }
    if (Boolean.getBoolean("annotir.golden.update")) {
      update();
    }
  }

  private static void update() throws IOException {
    if (Files.exists(ADD)) {
      try (Stream<Path> old = Files.walk(ADD)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    for (Map.Entry<String, Archive> archive : ARCHIVES.entrySet()) {
      for (String member : archive.getValue().members()) {
        String text = archive.getValue().text(member);
        boolean shared =
            ARCHIVES.values().stream()
                .allMatch(a -> a.members().contains(member) && a.text(member).equals(text));
        Path file = ADD.resolve(shared ? "all" : archive.getKey()).resolve(member);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "5", "7"})
  void equalsInEveryByte(String version) {
    Archive archive = ARCHIVES.get(version);
    Map<String, byte[]> golden = GoldenArchive.files(ADD.resolve("all"), ADD.resolve(version));
    Map<String, String> texts = new TreeMap<>();
    archive.members().forEach(member -> texts.put(member, archive.text(member)));
    Map<String, String> expected = new TreeMap<>();
    golden.forEach((path, bytes) -> expected.put(path, text(bytes)));
    assertThat(texts).as("-Dannotir.golden.update=true writes the members").isEqualTo(expected);
    byte[] tar = GoldenArchive.tar(golden, SECONDS);
    assertThat(Arrays.mismatch(archive.bytes(), tar)).as("the first other byte").isEqualTo(-1);
  }

  /** What differs between versions, and nothing more, stands in their own folders. */
  @Test
  void versionsDifferInWhatTheFormatSays() {
    for (String version : VERSIONS) {
      assertThat(GoldenArchive.files(ADD.resolve(version)))
          .containsOnlyKeys(
              "codegen/host/src/lib0.c",
              "metadata.json",
              "src/tir-1-scheduled.txt",
              "src/tir-1.txt",
              "standalone/include/tvm/runtime/crt/module.h");
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
