package dev.annotir.processor.frontend;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.fixture.Npy;
import dev.annotir.processor.fixture.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constants that {@code Params.load} reads from files. */
class LoadedArrayTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Npy.write(folder.resolve("floats.npy"), "<f4", "(2, 3)", Npy.floats(1, 2, 3, 4, 5, 6));
    Npy.write(folder.resolve("vis/labels.npy"), "|u1", "(4,)", new byte[] {1, -1, 3, 0});
    Npy.write(folder.resolve("halves.npy"), ">f2", "()", new byte[] {0x3c, 0});
    Npy.write(folder.resolve("empty.npy"), "<f4", "(0,)", new byte[0]);
    Npy.write(folder.resolve("index.npy"), "|i1", "(4,)", new byte[] {1, 3, 0, 2});
    Files.writeString(folder.resolve("text.npy"), "1 2 3");
  }

  private Compilation compile(String source) {
    return Refusal.compile(List.of("-nowarn", "-Aannotir.resources=" + folder), source);
  }

  private Compilation body(String members) {
    return compile("import dev.annotir.*;\nfinal class Ops {\n" + members + "\n}\n");
  }

  private void refused(Id id, String members, String... parts) {
    String source = "import dev.annotir.*;\nfinal class Ops {\n" + members.strip() + "\n}\n";
    Refusal.check(compile(source), id, source, parts);
  }

  @Test
  void everyPlaceOfAConstantArray() {
    Compilation compilation =
        compile(
            """
            package vis;
            import dev.annotir.*;
            final class Ops {
              static final String NAME = "floats";
              static final float[][] W = (Params.load(Ops.class, "/" + NAME + ".npy"));
              static final byte[] LABELS = Params.load(Labels.class, "labels.npy");
              static final short[] HALF = Params.load(Ops.class, "/halves.npy");
              static final float[][] NEGATED = negated(Params.load(Labels.class, "/floats.npy"));
              static final int COUNT = LABELS.length + W[1].length;
              static final float[] SUMS = {W[0][0] + W[1][2], Params.<float[][]>load(Ops.class, "/floats.npy")[1][0]};
              static final class Labels { }
              static float[][] negated(float[][] x) {
                for (float[] row : x) for (int i = 0; i < row.length; i++) row[i] = -row[i];
                return x;
              }
              @Operator static float all(int i) {
                return W[i & 1][2] + LABELS[i & 3] + HALF[0] + NEGATED[i & 1][0] + COUNT + SUMS[1];
              }
            }
            """);
    assertThat(compilation).succeededWithoutWarnings();
  }

  /** The elements are known to the prover. */
  @Test
  void rangesOfElements() {
    assertThat(
            body(
                """
                static final byte[] INDEX = Params.load(Ops.class, "index.npy");
                @Operator static float inside(@Tensor({4}) float[] x, int i) { return x[INDEX[i & 3]]; }
                """))
        .succeeded();
    refused(
        Id.INDEX_OUT_OF_BOUNDS,
        """
        static final byte[] INDEX = Params.load(Ops.class, "index.npy");
        @Operator static float out(@Tensor({3}) float[] x) { return /*!*/x[INDEX[1]]; }
        """);
  }

  @Test
  void missingFiles() {
    refused(
        Id.BAD_CONSTANT,
        """
        static final float[] A = /*!*/Params.load(Ops.class, "none.npy");
        @Operator static float a(int i) { return A[i]; }
        """,
        "there is no file none.npy beside the class files, nor on the source path, nor on the class"
            + " path, nor in "
            + folder);
  }

  @Test
  void otherTypes() {
    refused(
        Id.BAD_CONSTANT,
        """
        static final double[][] A = /*!*/Params.load(Ops.class, "floats.npy");
        static final float[] B = /*!*/Params.load(Ops.class, "floats.npy");
        @Operator static double a(int i) { return A[i][0]; }
        @Operator static double b(int i) { return B[i]; }
        """,
        "floats.npy holds float32[2][3], which in Java is float[][], not ");
    refused(
        Id.BAD_CONSTANT,
        """
        static final char[] A = /*!*/Params.load(Ops.class, "/vis/labels.npy");
        @Operator static int a(int i) { return A[i]; }
        """,
        "holds uint8[4], which in Java is byte[], not char[]");
  }

  @Test
  void otherFiles() {
    refused(
        Id.BAD_CONSTANT,
        """
        static final float[] A = /*!*/Params.load(Ops.class, "text.npy");
        @Operator static float a(int i) { return A[i]; }
        """,
        "text.npy: Invalid .npy file: it begins otherwise (at offset 0)");
    refused(
        Id.BAD_CONSTANT,
        """
        static final float[] A = Params.load(Ops.class, "empty.npy");
        @Operator static float a(int i) { return /*!*/A[i]; }
        """,
        "it has no elements");
  }

  @Test
  void argumentsThatAreNotKnown() {
    refused(
        Id.BAD_CONSTANT,
        """
        static final Class<?> C = Ops.class;
        static String name() { return "floats.npy"; }
        static final float[][] A = Params.load(/*!*/C, "floats.npy");
        static final float[][] B = Params.load(Ops.class, /*!*/name());
        static final float[][] D = Params.load(/*!*/int[].class, "floats.npy");
        @Operator static float a(int i) { return A[i][0]; }
        @Operator static float b(int i) { return B[i][0]; }
        @Operator static float d(int i) { return D[i][0]; }
        """,
        "is not known here");
  }

  @Test
  void onlyForConstants() {
    refused(
        Id.UNSUPPORTED_CALL,
        """
        static float[][] read() { return /*!*/Params.load(Ops.class, "floats.npy"); }
        @Operator static float a(int i) { return read()[i][0]; }
        @Operator static float b(int i) { float[][] w = /*!*/Params.load(Ops.class, "floats.npy"); return w[i][0]; }
        """,
        "Params.load reads its file at every call");
  }

  @Test
  void writtenElsewhere() {
    refused(
        Id.BAD_CONSTANT,
        """
        static final float[][] A = Params.load(Ops.class, "floats.npy");
        static void change() { A[0][0] = 3; }
        @Operator static float a(int i) { return /*!*/A[i][0]; }
        """,
        "may change its elements");
  }

  @Test
  void namesOfBoundConstants() {
    String name = "n".repeat(114);
    String source =
        """
        import dev.annotir.*;
        final class V {
          static final int[] T = {1, 2};
          @Operator static int /*!*/NAME(int i) { return T[i & 1]; }
        }
        """
            .replace("NAME", name);
    assertThat(Refusal.compile(source)).succeeded();
    List<String> options = List.of("-nowarn", "-Aannotir.params=metadata");
    Refusal.check(Refusal.compile(options, source), Id.BAD_NAME, source, "__init_" + name);
  }

  @Test
  void namesOfLargeConstants() {
    refused(
        Id.NAME_COLLISION,
        """
        static final long[] TABLE = made();
        static long[] made() { long[] x = new long[9000]; x[3] = 4; return x; }
        @Operator static int /*!*/TABLE_bytes(int i) { return (int) TABLE[i & 8191]; }
        """,
        "ops_TABLE_bytes");
  }
}
