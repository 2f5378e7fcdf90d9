package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constants that fit the memory of javac as they lie in memory, but not much larger. */
class LargeConstantsTest {
  private static final int MEGABYTES = 16;
  private static final int ROWS = 1 << 12;
  private static final int COLUMNS = MEGABYTES * (1 << 18) / ROWS;

  /** Printed in C, the bytes take three times as much. */
  private static final String HEAP = "-J-Xmx" + (MEGABYTES + 80) + "m";

  private static final String SOURCE =
      """
      import dev.annotir.*;
      final class Large {
        private static final float[][] W = Params.load(Large.class, "w.npy");
        @Operator static float at(int row, int column) { return W[row & %d][column & %d]; }
      }
      """
          .formatted(ROWS - 1, COLUMNS - 1);

  private final byte[] elements = new byte[MEGABYTES << 20];

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    new Random(1).nextBytes(elements);
    Files.writeString(folder.resolve("Large.java"), SOURCE);
    String shape = "(" + ROWS + ", " + COLUMNS + ")";
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
    try (OutputStream out = Files.newOutputStream(folder.resolve("w.npy"))) {
      out.write("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
      out.write(new byte[] {(byte) header.length(), 0});
      out.write(header.getBytes(StandardCharsets.ISO_8859_1));
      out.write(elements);
    }
  }

  private Archive compile(String mode) {
    String classes = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of(HEAP, "-d", mode, "-Aannotir.params=" + mode));
    command.addAll(List.of("-processor", "dev.annotir.processor.OperatorProcessor"));
    command.addAll(List.of("-processorpath", classes, "-cp", classes, "Large.java"));
    Programs.run(folder, command);
    return Archive.in(folder.resolve(mode)).get(0);
  }

  @Test
  void theFileHoldsThem() {
    byte[] params = compile("metadata").member("parameters/large.params");
    int start = params.length - elements.length;
    assertThat(Arrays.equals(elements, Arrays.copyOfRange(params, start, params.length))).isTrue();
  }

  /** The compiler turns the string into the bytes again. */
  @Test
  void theStringHoldsThem() throws IOException {
    Tool.require("gcc", "objcopy");
    Archive archive = compile("link");
    Path unpacked = archive.extract(folder.resolve("large"));
    Build.of("gcc", "-std=c99", "-Wpedantic", "-Werror", "-c")
        .run(unpacked, "lib2.o", List.of("codegen/host/src/lib2.c"));
    Programs.run(
        unpacked, List.of("objcopy", "-O", "binary", "-j", ".rodata", "lib2.o", "lib2.bin"));
    byte[] bytes = Files.readAllBytes(unpacked.resolve("lib2.bin"));
    assertThat(bytes.length).isBetween(elements.length, elements.length + 64);
    assertThat(Arrays.equals(elements, Arrays.copyOf(bytes, elements.length))).isTrue();
  }
}
