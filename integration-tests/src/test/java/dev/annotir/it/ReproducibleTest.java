package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class outside of the project, compiled by plain javac with the jars. */
class ReproducibleTest {
  private static final String SOURCE =
      """
      package com.acme;

      import dev.annotir.Operator;
      import dev.annotir.Tensor;

      /** Prices in \u20ac. */
      final class Prices {
        private static final float[] RATES = {1, 0.25f, 1.1f};

        /** Multiplies the prices by the rate of a currency. */
        @Operator
        static void convert(
            @Tensor({3, 2}) float[][] euros, int currency, @Tensor({3, 2}) float[][] prices) {
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
              prices[i][j] = euros[i][j] * RATES[currency];
            }
          }
        }

        /** Returns whether any price is above a limit. */
        @Operator("any_above")
        static boolean anyAbove(@Tensor({6}) double[] prices, double limit) {
          for (double price : prices) {
            if (price > limit) {
              return true;
            }
          }
          return false;
        }
      }
      """;

  private static final String METADATA =
      "{\"version\": 7, \"model_name\": \"prices\", \"export_datetime\": \"1970-01-01 00:00:00Z\", "
          + "\"memory\": {\"convert\": ["
          + "{\"size_bytes\": 24, \"shape\": [3, 2], \"dtype\": \"float32\", "
          + "\"input_binding\": \"euros\"}, "
          + "{\"size_bytes\": 24, \"shape\": [3, 2], \"dtype\": \"float32\", "
          + "\"input_binding\": \"prices\"}], "
          + "\"any_above\": ["
          + "{\"size_bytes\": 48, \"shape\": [6], \"dtype\": \"float64\", "
          + "\"input_binding\": \"prices\"}]}, "
          + "\"target\": [\"c -keys=cpu -model=host\"], \"executors\": [], \"style\": \"operator\"}";

  /** The members in their order, folders too. */
  private static final String MEMBERS =
      """
      0700 d .
      0755 d ./codegen
      0755 d ./codegen/host
      0755 d ./codegen/host/include
      0644 f ./codegen/host/include/prices_operators.h
      0755 d ./codegen/host/src
      0644 f ./codegen/host/src/lib0.c
      0644 f ./codegen/host/src/lib1.c
      0644 f ./codegen/host/src/lib2.c
      0644 f ./metadata.json
      0644 f ./operators.json
      0755 d ./parameters
      0644 f ./parameters/prices.params
      0755 d ./src
      0644 f ./src/Prices.java
      0644 f ./src/tir-1-scheduled.txt
      0644 f ./src/tir-1.txt
      0755 d ./standalone
      0644 f ./standalone/CMakeLists.txt
      0755 d ./standalone/include
      0755 d ./standalone/include/tvm
      0755 d ./standalone/include/tvm/runtime
      0644 f ./standalone/include/tvm/runtime/c_backend_api.h
      0644 f ./standalone/include/tvm/runtime/c_runtime_api.h
      0755 d ./standalone/include/tvm/runtime/crt
      0644 f ./standalone/include/tvm/runtime/crt/module.h
      0755 d ./standalone/src
      0644 f ./standalone/src/prices_ffi.c
      0644 f ./standalone/src/runtime.c
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeSource() throws IOException {
    Files.createDirectories(folder.resolve("com/acme"));
    Files.writeString(folder.resolve("com/acme/Prices.java"), SOURCE);
  }

  /** Compiles by the javac of a JDK into a folder of its own. */
  private Archive compile(Path jdk, String classes, String... options) {
    List<String> command =
        Stream.of(
                List.of(jdk.resolve("bin/javac").toString()),
                List.of("-processorpath", System.getProperty("annotir.processor.jar")),
                List.of("-cp", System.getProperty("annotir.annotations.jar")),
                List.of("-encoding", "UTF-8", "-Werror", "-Xlint:all,-options"),
                List.of("-d", classes),
                List.of(options),
                List.of("com/acme/Prices.java"))
            .flatMap(List::stream)
            .toList();
    assertThat(Programs.run(folder, command)).isEmpty();
    assertThat(folder.resolve(classes + "/com/acme/PricesModule.class")).exists();
    List<Archive> archives = Archive.in(folder.resolve(classes));
    assertThat(archives).hasSize(1);
    return archives.get(0);
  }

  @Test
  void twiceGivesTheSameBytes() {
    Archive once = compile(Jdks.own(), "once");
    assertThat(compile(Jdks.own(), "twice").bytes()).isEqualTo(once.bytes());
  }

  @Test
  void newerJdksGiveTheSameBytes() {
    Path newer = Jdks.newer();
    Archive archive = compile(Jdks.own(), "here");
    assertThat(compile(newer, "there").bytes()).isEqualTo(archive.bytes());
  }

  @Test
  void metadataIsWhatTvmWrites() {
    assertThat(compile(Jdks.own(), "classes").text("metadata.json")).isEqualTo(METADATA);
  }

  @Test
  void timestampsAreTheOption() {
    Archive archive = compile(Jdks.own(), "classes", "-Aannotir.timestamp=2026-11-22T10:20:30Z");
    assertThat(archive.json("metadata.json").get("export_datetime").textValue())
        .isEqualTo("2026-11-22 10:20:30Z");
    assertThat(tar(archive)).contains("time 1795342830\n");
  }

  /** The header fields: owner, modes, order, no further records, only ASCII. */
  @Test
  void pythonReadsTheTar() {
    Archive archive = compile(Jdks.own(), "classes");
    assertThat(tar(archive)).isEqualTo("root 0 root 0\ntime 0\n" + MEMBERS);
    assertThat(archive.bytes().length % 10240).isZero();
    assertThat(archive.text("src/Prices.java")).contains("Prices in \\u20ac.");
    for (String member : archive.members()) {
      if (!member.endsWith(".params")) {
        assertThat(archive.text(member)).matches("[\\n\\x20-\\x7e]*");
      }
    }
  }

  private String tar(Archive archive) {
    Tool.require("python3");
    String script = Path.of("src/test/python/list_tar.py").toAbsolutePath().toString();
    return Programs.run(folder, List.of("python3", script, archive.path().toString()));
  }
}
