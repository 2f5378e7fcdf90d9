package dev.annotir.processor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.fixture.Basics;
import dev.annotir.processor.fixture.Programs;
import dev.annotir.processor.fixture.Wide;
import dev.annotir.processor.schedule.ScheduledLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as Python's tarfile and json read it. */
class ArchiveTest {
  private static final Map<String, Content> C =
      Content.of(
          Map.of(
              "codegen/host/src/lib0.c", "c0\n", "codegen/host/include/basics_operators.h", "h\n"));

  private static final MlfWriter.Tir TIR =
      new MlfWriter.Tir("t\n", "t\n", (function, param) -> param);

  private static final String READ =
      """
      import json, sys, tarfile
      for member in tarfile.TarFile(sys.argv[1]):
          print(oct(member.mode), member.uid, member.gid, member.uname, member.gname, member.mtime,
                member.size, member.type.decode(), member.name + "/" * member.isdir(), member.pax_headers)
      with tarfile.open(sys.argv[1], "r:") as tar:
          text = tar.extractfile("./metadata.json").read().decode("ascii")
          assert json.dumps(json.loads(text)) == text, text
          json.load(tar.extractfile("./operators.json"))
      """;

  @TempDir Path folder;

  @Test
  void membersAreThoseOfPythonsTarfile() throws IOException {
    assertThat(read(write(Basics.facts(), 1000000000)))
        .isEqualTo(
            """
            0o700 0 0 root root 1000000000 0 5 ./ {}
            0o755 0 0 root root 1000000000 0 5 ./codegen/ {}
            0o755 0 0 root root 1000000000 0 5 ./codegen/host/ {}
            0o755 0 0 root root 1000000000 0 5 ./codegen/host/include/ {}
            0o644 0 0 root root 1000000000 2 0 ./codegen/host/include/basics_operators.h {}
            0o755 0 0 root root 1000000000 0 5 ./codegen/host/src/ {}
            0o644 0 0 root root 1000000000 3 0 ./codegen/host/src/lib0.c {}
            0o644 0 0 root root 1000000000 1214 0 ./metadata.json {}
            0o644 0 0 root root 1000000000 5270 0 ./operators.json {}
            0o755 0 0 root root 1000000000 0 5 ./parameters/ {}
            0o644 0 0 root root 1000000000 106 0 ./parameters/basics.params {}
            0o755 0 0 root root 1000000000 0 5 ./src/ {}
            0o644 0 0 root root 1000000000 1906 0 ./src/Basics.java {}
            0o644 0 0 root root 1000000000 2 0 ./src/tir-1-scheduled.txt {}
            0o644 0 0 root root 1000000000 2 0 ./src/tir-1.txt {}
            """);
  }

  @Test
  void theSameArgumentsGiveTheSameBytes() {
    byte[] tar = write(Basics.facts(), 0);
    assertThat(tar.length % 10240).isZero();
    assertThat(tar).isEqualTo(write(Basics.facts(), 0));
  }

  @Test
  void everyKindOfInterfaceCanBeRead() throws IOException {
    assertThat(read(write(Wide.everything(), 0))).contains("./parameters/wide.params");
    for (LibraryFacts facts : Wide.lacking()) {
      assertThat(read(write(facts, 0))).doesNotContain("parameters").contains("./src/Wide.java");
    }
  }

  @Test
  void theJavaSourceCanBeLeftOut() throws IOException {
    byte[] tar =
        new MlfWriter(MlfVersion.V7, Instant.EPOCH, false)
            .write(ScheduledLibrary.unscheduled(Basics.facts()), C, TIR)
            .toBytes();
    assertThat(read(tar)).doesNotContain("Basics.java");
  }

  @Test
  void theOrderIsThatOfSortedNamesAtEachLevel() throws IOException {
    Content json = Content.of("{}");
    Map<String, Content> files =
        Map.of("metadata.json", json, "operators.json", json, "a/b", json, "a-b/c", json);
    Content written = out -> new TarWriter(Instant.EPOCH).write(files, out);
    byte[] tar = written.toBytes();
    assertThat(read(tar).lines().map(line -> line.split(" ", -1)[8]))
        .containsExactly(
            "./", "./a/", "./a/b", "./a-b/", "./a-b/c", "./metadata.json", "./operators.json");
  }

  private static byte[] write(LibraryFacts facts, long seconds) {
    return new MlfWriter(MlfVersion.V7, Instant.ofEpochSecond(seconds), true)
        .write(ScheduledLibrary.unscheduled(facts), C, TIR)
        .toBytes();
  }

  private String read(byte[] tar) throws IOException {
    Path file = folder.resolve("library.tar");
    Files.write(file, tar);
    return Programs.run(folder, List.of("python3", "-c", READ, file.toString()));
  }
}
