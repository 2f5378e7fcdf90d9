package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.runtime.OperatorModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constants from files, on the JVM, in the interpreter, as C and in TVM. */
class LoadedConstantsTest {
  private static final String SOURCE =
      """
      package deep;
      import dev.annotir.*;
      final class Loaded {
        static final float[][] F4 = Params.load(Loaded.class, "f4.npy");
        static final double[] F8 = Params.load(Loaded.class, "f8.npy");
        static final short[] F2 = Params.load(Loaded.class, "/f2.npy");
        static final boolean[] B1 = Params.load(Loaded.class, "b1.npy");
        static final byte[] I1 = Params.load(Loaded.class, "i1.npy");
        static final byte[] U1 = Params.load(Loaded.class, "u1.npy");
        static final short[] I2 = Params.load(Loaded.class, "i2.npy");
        static final char[] U2 = Params.load(Loaded.class, "u2.npy");
        static final int[] U4 = Params.load(Loaded.class, "u4.npy");
        static final long[] I8 = Params.load(Loaded.class, "i8.npy");
        static final long[] U8 = Params.load(Loaded.class, "u8.npy");
        static final float[] SCALED = scaled(Params.load(Loaded.class, "f4.npy"), 3);
        static float[] scaled(float[][] x, float by) {
          float[] y = new float[x.length * x[0].length];
          for (int i = 0; i < y.length; i++) y[i] = x[i / x[0].length][i % x[0].length] * by;
          return y;
        }
        @Operator static double floats(int i) { return F4[i & 3][i & 1] * F8[i & 7]; }
        @Operator static int half(int i) { return F2[i & 7]; }
        @Operator static float scaled(int i) { return SCALED[i & 7] - F4[3][1]; }
        @Operator static int bytes(int i) { return B1[i & 7] ? I1[i & 7] * 3 : U1[i & 7] >> 1; }
        @Operator static int shorts(int i) { return I2[i & 7] + U2[i & 7]; }
        @Operator static long longs(int i) { return I8[i & 7] / 3 + U8[i & 7] % 1000 + U4[i & 7]; }
      }
      """;

  @TempDir Path folder;

  private static void write(Path file, String descr, String shape, long seed) throws IOException {
    byte[] elements = new byte[8 * (descr.charAt(2) - '0')];
    new Random(seed).nextBytes(elements);
    for (int i = 0; i < elements.length && descr.endsWith("b1"); i++) {
      elements[i] &= 1;
    }
    String header = "{'descr': '" + descr + "', 'fortran_order': True, 'shape': " + shape + ", }\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
    out.write(header.length());
    out.write(0);
    out.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(elements);
    Files.createDirectories(file.getParent());
    Files.write(file, out.toByteArray());
  }

  private Compilation compile(String mode) throws IOException {
    Path classes = folder.resolve("classes");
    for (String descr : List.of("<f8", "|b1", "|i1", "|u1", ">i2", "<u2", ">u4", ">i8", "<u8")) {
      write(classes.resolve("deep/" + descr.substring(1) + ".npy"), descr, "(8,)", 1);
    }
    write(classes.resolve("deep/f4.npy"), ">f4", "(4, 2)", 2);
    write(classes.resolve("f2.npy"), "<f2", "(8,)", 3);
    return Compilation.of(folder, List.of("-Aannotir.params=" + mode), SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "metadata"})
  void allAgree(String mode) throws IOException {
    Tool.require("gcc", "clang");
    Compilation compilation = compile(mode);
    Summary summary =
        Harness.of(compilation)
            .builds(Build.of("gcc", "-O2"), Build.of("clang", "-O3", "-march=native"))
            .seeds(40)
            .agrees();
    assertThat(summary.returned()).hasSize(compilation.operators().size());
  }

  @Test
  void theTypesAreThoseOfTheFiles() throws IOException {
    Archive archive = compile("link").archive("loaded");
    assertThat(archive.text("operators.json"))
        .contains(
            "\"symbol\": \"loaded_F2\", \"dtype\": \"float16\", \"shape\": [8]",
            "\"symbol\": \"loaded_U1\", \"dtype\": \"uint8\"",
            "\"symbol\": \"loaded_U4\", \"dtype\": \"uint32\"");
  }

  @Test
  void tvmAgrees() throws IOException {
    Compilation compilation = compile("link");
    Archive archive = compilation.archive("loaded");
    Harness.of(compilation)
        .seeds(10)
        .agrees(
            "TVM",
            Engines.tvm(compilation.libraries().get("loaded"), archive, folder.resolve("tvm")));
  }

  /** Archives of either kind, loaded by the runtime, which gives the code its constants. */
  @ParameterizedTest
  @ValueSource(strings = {"link", "metadata"})
  void archivesAreLoaded(String mode) throws IOException, ReflectiveOperationException {
    Compilation compilation = compile(mode);
    var method =
        compilation.loader().loadClass("deep.Loaded").getDeclaredMethod("longs", int.class);
    method.setAccessible(true);
    try (OperatorModule module = OperatorModule.load(compilation.archive("loaded").path())) {
      for (int i = 0; i < 8; i++) {
        assertThat(module.getFunction("longs").call(i)).isEqualTo(method.invoke(null, i));
      }
    }
  }

  @Test
  void aChangedFileIsReadAnew() throws IOException {
    byte[] first = compile("link").archive("loaded").bytes();
    assertThat(compile("link").archive("loaded").bytes()).isEqualTo(first);
    write(folder.resolve("classes/deep/f8.npy"), "<f8", "(8,)", 9);
    Compilation changed = Compilation.of(folder, List.of("-Aannotir.params=link"), SOURCE);
    assertThat(changed.archive("loaded").bytes()).isNotEqualTo(first);
  }
}
