import dev.annotir.*;

/** Whole arrays row by row, which may be walked as one row: elements and sums, parts of arrays, views, and what needs to know the row. */
final class Contiguous {
  @Operator static void add(@Tensor({3, 5, 28}) byte[][][] x, @Tensor({3, 5, 28}) byte[][][] y, @Tensor({3, 5, 28}) byte[][][] z) {
    for (int i = 0; i < 3; i++) for (int j = 0; j < 5; j++) for (int k = 0; k < 28; k++) z[i][j][k] = (byte) (x[i][j][k] + y[i][j][k]);
  }
  @Operator static void scaled(float a, @Tensor({9, 13}) float[][] x, @Tensor({9, 13}) float[][] y) {
    for (int i = 0; i < 9; i++) for (int j = 0; j < 13; j++) y[i][j] = a * x[i][j] - 1;
  }
  @Operator static void updated(@Tensor({9, 13}) double[][] x, @Tensor({9, 13}) double[][] y) {
    for (int i = 0; i < 9; i++) for (int j = 0; j < 13; j++) x[i][j] = x[i][j] < y[i][j] ? y[i][j] : x[i][j] / 2;
  }
  @Operator static @Tensor({7, 11}) int[][] twice(@Tensor({7, 11}) int[][] x) {
    int[][] y = new int[7][11];
    int[][] z = new int[7][11];
    for (int i = 0; i < 7; i++) for (int j = 0; j < 11; j++) y[i][j] = x[i][j] * 3;
    for (int i = 0; i < 7; i++) for (int j = 0; j < 11; j++) z[i][j] = y[i][j] + (y[i][j] >> 3);
    return z;
  }
  @Operator static @Tensor({4, 6}) float[][] averages(@Tensor({4, 6, 5, 7}) float[][][][] x) {
    float[][] y = new float[4][6];
    for (int n = 0; n < 4; n++)
      for (int c = 0; c < 6; c++) {
        double sum = 0;
        for (float[] row : x[n][c]) for (float v : row) sum += v;
        y[n][c] = (float) (sum / 35);
      }
    return y;
  }
  @Operator static void normalized(@Tensor({4, 5, 7}) float[][][] x, @Tensor(4) float[] mean, @Tensor(4) float[] scale) {
    for (int c = 0; c < 4; c++) {
      float m = mean[c], s = scale[c];
      for (int i = 0; i < 5; i++) for (int j = 0; j < 7; j++) x[c][i][j] = (x[c][i][j] - m) * s;
    }
  }
  @Operator static void masked(@Tensor({9, 21}) boolean[][] m, @Tensor({9, 21}) short[][] x, @Tensor({9, 21}) int[][] y) {
    for (int i = 0; i < 9; i++) for (int j = 0; j < 21; j++) if (m[i][j]) y[i][j] = x[i][j];
  }
  @Operator static void flat(@Tensor({9, 13}) int[] x, @Tensor({9, 13}) int[][] y, @Tensor({9, 13}) int[] z) {
    for (int i = 0; i < 9; i++) for (int j = 0; j < 13; j++) z[j + 13 * i] = x[i * 13 + j] ^ y[i][j];
  }
  @Operator static void gray(@Tensor({9, 13, 3}) byte[][][] x, @Tensor({9, 13}) byte[][] y) {
    for (int i = 0; i < 9; i++)
      for (int j = 0; j < 13; j++) y[i][j] = (byte) (((x[i][j][0] & 0xff) * 77 + (x[i][j][1] & 0xff) * 150 + (x[i][j][2] & 0xff) * 29) >> 8);
  }
  @Operator static int sum(@Tensor({9, 13}) short[][] x) {
    int sum = 0;
    for (short[] row : x) for (short v : row) sum += v * v;
    return sum;
  }
  @Operator static void levels(@Tensor({9, 13}) byte[][] x, @Tensor(256) int[] counts) {
    for (byte[] row : x) for (byte v : row) counts[v & 0xff]++;
  }
  @Operator static void checked(@Tensor({9, 13}) int[][] x, @Tensor(70) int[] table, @Tensor({9, 13}) int[][] y) {
    for (int i = 0; i < 9; i++) for (int j = 0; j < 13; j++) y[i][j] = table[x[i][j] & 127];
  }
  @Operator static int found(@Tensor({9, 13}) byte[][] x, byte value) {
    int rounds = 0;
    for (int i = 0; i < 9; i++)
      for (int j = 0; j < 13; j++) {
        if (x[i][j] == value) return rounds;
        rounds++;
      }
    return -1;
  }
  @Operator static void some(@Tensor({9, 13}) float[][] x, @Tensor({11, 13}) float[][] y) {
    for (int i = 0; i < 7; i++) for (int j = 0; j < 13; j++) y[i][j] = x[i][j] + 1;
  }
  @Operator static void below(@Tensor({9, 13}) int[] x) {
    for (int i = 0; i < 8; i++) for (int j = 0; j < 13; j++) x[i * 13 + j + 13] += x[i * 13 + j];
  }
  @Operator static void later(@Tensor({9, 13}) int[][] x, @Tensor({9, 13}) int[][] y, @Tensor(13) int[] z) {
    for (int i = 0; i < 9; i++) for (int j = 0; j < 13; j++) y[i][j] = x[i][j] * 5;
    for (int i = 1; i < 9; i++) for (int j = 0; j < 13; j++) z[j] += y[i - 1][12 - j] + x[i][j];
  }
  @Operator static void ones(@Tensor({1, 9, 1}) int[][][] x, @Tensor({9, 1, 1}) int[][][] y) {
    for (int i = 0; i < 9; i++) for (int j = 0; j < 1; j++) for (int k = 0; k < 1; k++) y[i][j][k] -= 3;
    for (int i = 0; i < 1; i++) for (int j = 0; j < 9; j++) for (int k = 0; k < 1; k++) x[i][j][k]++;
  }
  @Operator static void kept(@Tensor({9, 13}) double[][] x, @Tensor({9, 13}) double[][] y) {
    double[][] t = new double[9][13];
    for (int i = 0; i < 9; i++) for (int j = 0; j < 13; j++) t[i][j] = x[i][j] * y[i][j];
    for (int i = 0; i < 9; i++) for (int j = 0; j < 13; j++) x[i][j] = t[8 - i][j];
  }
  @Operator static void repeated(@Tensor(5) float[] a, @Tensor({9, 13}) float[][] x, @Tensor({9, 13}) float[][] y) {
    for (int k = 0; k < 5; k++) for (int i = 0; i < 9; i++) for (int j = 0; j < 13; j++) y[i][j] += a[k] * x[i][j];
  }
}
