package dev.annotir.it;

import java.util.List;

/** A class of many ordinary operators, no two of them the same. */
final class ManyOperators {
  /** A, B and C stand for extents, NAME for the operator's name. */
  private static final List<String> KERNELS =
      List.of(
          """
            @Operator
            static void NAME(@Tensor({A, C}) float[][] a, @Tensor({C, B}) float[][] b, @Tensor({A, B}) float[][] c) {
              for (int i = 0; i < A; i++) {
                for (int j = 0; j < B; j++) {
                  float sum = 0f;
                  for (int k = 0; k < C; k++) {
                    sum += a[i][k] * b[k][j];
                  }
                  c[i][j] = sum;
                }
              }
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({A, B}) float[][] x, @Tensor({3, 3}) float[][] w, @Tensor({A, B}) float[][] y) {
              for (int i = 0; i < A; i++) {
                for (int j = 0; j < B; j++) {
                  float sum = 0f;
                  for (int u = -1; u <= 1; u++) {
                    for (int v = -1; v <= 1; v++) {
                      int r = i + u;
                      int c = j + v;
                      if (r >= 0 && r < A && c >= 0 && c < B) {
                        sum += x[r][c] * w[u + 1][v + 1];
                      }
                    }
                  }
                  y[i][j] = sum;
                }
              }
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({A}) float[] x, @Tensor({A}) float[] y) {
              for (int i = 0; i < A; i++) {
                y[i] = Math.max(0f, x[i]) + C;
              }
            }
          """,
          """
            @Operator
            static float NAME(@Tensor({A}) float[] x, @Tensor({A}) float[] y) {
              float sum = C;
              for (int i = 0; i < A; i++) {
                sum = Math.fma(x[i], y[i], sum);
              }
              return sum;
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({A}) byte[] pixels, @Tensor({256}) int[] counts) {
              for (int i = 0; i < 256; i++) {
                counts[i] = C;
              }
              for (byte pixel : pixels) {
                counts[pixel & 0xff]++;
              }
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({A}) short[] x, @Tensor({B}) short[] taps, @Tensor({A}) short[] y) {
              for (int i = 0; i < A; i++) {
                int sum = 1 << 14;
                for (int k = 0; k < B; k++) {
                  if (i >= k) {
                    sum += x[i - k] * taps[k];
                  }
                }
                y[i] = (short) Math.min(Math.max(sum >> 15, Short.MIN_VALUE), Short.MAX_VALUE - C);
              }
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({2 * A, 2 * B}) float[][] x, @Tensor({A, B}) float[][] y) {
              for (int i = 0; i < A; i++) {
                for (int j = 0; j < B; j++) {
                  float most = Float.NEGATIVE_INFINITY;
                  for (int u = 0; u < 2; u++) {
                    for (int v = 0; v < 2; v++) {
                      most = Math.max(most, x[2 * i + u][2 * j + v]);
                    }
                  }
                  y[i][j] = most - C;
                }
              }
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({A, B}) int[] x, @Tensor({B, A}) int[] y) {
              for (int i = 0; i < A; i++) {
                for (int j = 0; j < B; j++) {
                  y[j * A + i] = x[i * B + j] ^ C;
                }
              }
            }
          """,
          """
            @Operator
            static int NAME(@Tensor({A}) byte[] data) {
              int crc = ~C;
              for (byte b : data) {
                crc ^= b & 0xff;
                for (int bit = 0; bit < 8; bit++) {
                  crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0xEDB88320 : crc >>> 1;
                }
              }
              return ~crc;
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({A}) int[] x) {
              for (int i = 1; i < A; i++) {
                int value = x[i];
                int j = i - 1;
                while (j >= 0 && x[j] > value + C) {
                  x[j + 1] = x[j];
                  j--;
                }
                x[j + 1] = value;
              }
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({A, B}) float[][] x, @Tensor({B}) float[] scale, @Tensor({A, B}) float[][] y) {
              for (int i = 0; i < A; i++) {
                float mean = 0f;
                for (int j = 0; j < B; j++) {
                  mean += x[i][j];
                }
                mean /= B;
                float variance = 0f;
                for (int j = 0; j < B; j++) {
                  float d = x[i][j] - mean;
                  variance += d * d;
                }
                float factor = 1f / (float) Math.sqrt(variance / B + 1e-5f * C);
                for (int j = 0; j < B; j++) {
                  y[i][j] = (x[i][j] - mean) * factor * scale[j];
                }
              }
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({A}) float[] x, @Tensor({B}) int[] index, @Tensor({B}) float[] y) {
              for (int i = 0; i < B; i++) {
                y[i] = x[index[i]] * C;
              }
            }
          """,
          """
            @Operator
            static void NAME(@Tensor({A, B}) byte[] x, @Tensor({A, B}) byte[] y) {
              for (int r = 1; r < A - 1; r++) {
                for (int c = 1; c < B - 1; c++) {
                  int dx = (x[r * B + c + 1] & 0xff) - (x[r * B + c - 1] & 0xff);
                  int dy = (x[(r + 1) * B + c] & 0xff) - (x[(r - 1) * B + c] & 0xff);
                  y[r * B + c] = (byte) Math.min(Math.abs(dx) + Math.abs(dy), 255 - C);
                }
              }
            }
          """,
          """
            @Operator
            static int NAME(@Tensor({A}) int[] sorted, int wanted) {
              int low = 0;
              int high = A - 1;
              while (low <= high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] < wanted) {
                  low = middle + 1;
                } else if (sorted[middle] > wanted) {
                  high = middle - 1;
                } else {
                  return middle;
                }
              }
              return -low - C;
            }
          """);

  private ManyOperators() {}

  /** The source of a public class with so many operators. */
  static String source(String name, int operators) {
    StringBuilder source = new StringBuilder("import dev.annotir.Operator;\n");
    source.append("import dev.annotir.Tensor;\n\npublic final class ").append(name).append(" {\n");
    for (int i = 0; i < operators; i++) {
      source.append(operator(i)).append("\n");
    }
    return source.append("}\n").toString();
  }

  private static String operator(int number) {
    int variant = number / KERNELS.size();
    return KERNELS
        .get(number % KERNELS.size())
        .replace("NAME", "kernel" + number)
        .replaceAll("\\bA\\b", Integer.toString(8 + variant))
        .replaceAll("\\bB\\b", Integer.toString(4 + variant % 5))
        .replaceAll("\\bC\\b", Integer.toString(2 + variant % 11));
  }
}
