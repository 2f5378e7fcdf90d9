package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random sums of products of narrow integers on the JVM, in the interpreter and as C. */
class RandomProductsTest {
  private static final int FIRST = Integer.getInteger("annotir.firstProducts", 0);
  private static final int LIBRARIES = Integer.getInteger("annotir.products", 1);
  private static final int OPERATORS = 24;

  private static final List<String> TYPES =
      List.of("byte", "byte", "byte", "short", "short", "char");

  private static final List<String> FORMS =
      List.of("#", "#", "#", "(# & 0xff)", "(# - 3)", "(# >> 1)", "(byte) (# ^ 0x80)", "(short) #");

  @Test
  void agree() {
    Tool.require("gcc", "clang");
    for (int seed = FIRST; seed < FIRST + LIBRARIES; seed++) {
      Harness harness =
          Harness.of(source(new Random(seed)))
              .builds(
                  Build.of("gcc", "-O3", "-march=native"),
                  Build.of("gcc", "-O1", "-march=x86-64-v4"),
                  Build.of("clang", "-O2", "-march=native"),
                  Build.of("clang", "-O1", "-mavx2", "-mfma"),
                  Build.of("gcc", "-O2"))
              .steps(1L << 20)
              .seeds(6);
      assertThat(harness.agrees().returned()).hasSize(OPERATORS);
    }
  }

  private static String source(Random random) {
    StringBuilder source =
        new StringBuilder("import dev.annotir.*;\nfinal class RandomProducts {\n");
    for (int i = 0; i < OPERATORS; i++) {
      source.append(random.nextInt(3) == 0 ? convolution(i, random) : product(i, random));
    }
    return source.append("}\n").toString();
  }

  private static <T> T of(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String factor(String element, Random random) {
    return of(FORMS, random).replace("#", element);
  }

  private static String product(int number, Random random) {
    int rows = 1 + random.nextInt(20);
    int columns = 4 + random.nextInt(60);
    int rounds = 1 + random.nextInt(19);
    boolean isTurned = random.nextBoolean();
    String b = factor(isTurned ? "b[j][k]" : "b[k][j]", random);
    String a = random.nextInt(6) == 0 ? b : factor("a[i][k]", random);
    return """
      @Operator static void f%d(
          @Tensor({%d, %d}) %s[][] a, @Tensor({%s}) %s[][] b, @Tensor({%d, %d}) int[][] c) {
        for (int i = 0; i < %d; i++)
          for (int j = 0; j < %d; j++) {
            int s = %s;
            for (int k = 0; k < %d; k++) s += %s * %s;
            c[i][j] = s;
          }
      }
    """
        .formatted(
            number,
            rows,
            rounds,
            of(TYPES, random),
            isTurned ? columns + ", " + rounds : rounds + ", " + columns,
            of(TYPES, random),
            rows,
            columns,
            rows,
            columns,
            of(List.of("0", "c[i][j]", "i - 9"), random),
            rounds,
            a,
            b);
  }

  private static String convolution(int number, Random random) {
    int size = 3 + random.nextInt(6);
    int window = 1 + random.nextInt(3);
    int in = 1 + random.nextInt(9);
    int out = 4 + random.nextInt(30);
    boolean isLast = random.nextBoolean();
    String w = isLast ? "w[r][q][c][o]" : "w[o][r][q][c]";
    return """
      @Operator static void f%d(
          @Tensor({%d, %d, %d}) %s[][][] x, @Tensor({%s}) %s[][][][] w, @Tensor({%d, %d, %d}) int[][][] y) {
        for (int i = 0; i < %d; i++)
          for (int j = 0; j < %d; j++)
            for (int o = 0; o < %d; o++) {
              int s = 0;
              for (int r = 0; r < %d; r++)
                for (int q = 0; q < %d; q++)
                  for (int c = 0; c < %d; c++) s += %s * %s;
              y[i][j][o] = s;
            }
      }
    """
        .formatted(
            number,
            size + window - 1,
            size + window - 1,
            in,
            of(TYPES, random),
            isLast
                ? "%d, %d, %d, %d".formatted(window, window, in, out)
                : "%d, %d, %d, %d".formatted(out, window, window, in),
            of(TYPES, random),
            size,
            size,
            out,
            size,
            size,
            out,
            window,
            window,
            in,
            factor("x[i + r][j + q][c]", random),
            factor(w, random));
  }
}
