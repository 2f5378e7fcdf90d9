import dev.annotir.*;

/** Sums of products of narrow integers, which vectors may add several rounds of at once. */
final class Products {
  private static final short[] LEAST = {-32768, -32768, 32767, -32768, -32768, -32768, 1};

  @Operator static void bytes(@Tensor({17, 40}) byte[][] a, @Tensor({40, 33}) byte[][] b, @Tensor({17, 33}) int[][] c) {
    for (int i = 0; i < 17; i++)
      for (int j = 0; j < 33; j++) {
        int sum = 0;
        for (int k = 0; k < 40; k++) sum += a[i][k] * b[k][j];
        c[i][j] = sum;
      }
  }
  @Operator static void odd(@Tensor({16, 7}) byte[][] a, @Tensor({7, 64}) byte[][] b, @Tensor({16, 64}) int[][] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 64; j++) {
        int sum = c[i][j];
        for (int k = 0; k < 7; k++) sum += a[i][k] * b[k][j];
        c[i][j] = sum;
      }
  }
  @Operator static void shorts(@Tensor({16, 13}) short[][] a, @Tensor({13, 40}) short[][] b, @Tensor({16, 40}) int[][] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < 13; k++) sum += a[i][k] * b[k][j];
        c[i][j] = sum;
      }
  }
  @Operator static void mixed(@Tensor({16, 12}) short[][] a, @Tensor({40, 12}) byte[][] b, @Tensor({16, 40}) int[][] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = -1;
        for (int k = 0; k < 12; k++) sum = a[i][k] * b[j][k] + sum;
        c[i][j] = sum;
      }
  }
  @Operator static void unsignedBytes(@Tensor(value = {16, 12}, dtype = DType.UINT8) byte[][] a, @Tensor({12, 40}) byte[][] b, @Tensor({16, 40}) int[][] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < 12; k++) sum += (a[i][k] & 0xff) * b[k][j];
        c[i][j] = sum;
      }
  }
  @Operator static void chars(@Tensor({16, 12}) char[][] a, @Tensor({12, 40}) char[][] b, @Tensor({16, 40}) int[][] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < 12; k++) sum += a[i][k] * b[k][j];
        c[i][j] = sum;
      }
  }
  @Operator static void halfChars(@Tensor({16, 12}) char[][] a, @Tensor({12, 40}) char[][] b, @Tensor({16, 40}) int[][] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < 12; k++) sum += (a[i][k] >> 1) * (b[k][j] & 0x7fff);
        c[i][j] = sum;
      }
  }
  @Operator static void zeroPoints(@Tensor({16, 12}) byte[][] a, @Tensor({12, 40}) byte[][] b, @Tensor({16, 40}) int[][] c, byte p, byte q) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < 12; k++) sum += (a[i][k] - p) * (b[k][j] - q);
        c[i][j] = sum;
      }
  }
  @Operator static void extremes(@Tensor({16, 14}) short[][] a, @Tensor({14, 40}) byte[][] b, @Tensor({16, 40}) int[][] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < 14; k++) sum += (a[i][k] < 9 ? -32768 : a[i][k]) * (b[k][j] < 9 ? -32768 : b[k][j]);
        c[i][j] = sum;
      }
  }
  @Operator static void bytesExtreme(@Tensor({16, 14}) byte[][] a, @Tensor({14, 40}) byte[][] b, @Tensor({16, 40}) int[][] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < 14; k++) sum += (a[i][k] < 9 ? -128 : a[i][k]) * (b[k][j] < 9 ? -128 : b[k][j]);
        c[i][j] = sum;
      }
  }
  @Operator static void least(@Tensor({7, 40}) short[][] b, @Tensor({16, 40}) int[][] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < 7; k++) sum += LEAST[k] * (b[k][j] | 0xffff8000);
        c[i][j] = sum * (i + 1);
      }
  }
  @Operator static void counted(@Tensor({16, 12}) short[][] a, @Tensor({12, 40}) short[][] b, @Tensor({16, 40}) int[][] c, int n) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < Math.min(n, 12); k++) sum += a[i][k] * b[k][j];
        c[i][j] = sum;
      }
  }
  @Operator static void convolution(@Tensor({9, 9, 9}) byte[][][] x, @Tensor({32, 3, 3, 9}) byte[][][][] w, @Tensor({7, 7, 32}) int[][][] y) {
    for (int h = 0; h < 7; h++)
      for (int v = 0; v < 7; v++)
        for (int o = 0; o < 32; o++) {
          int sum = 0;
          for (int r = 0; r < 3; r++)
            for (int s = 0; s < 3; s++)
              for (int c = 0; c < 9; c++) sum += x[h + r][v + s][c] * w[o][r][s][c];
          y[h][v][o] = sum;
        }
  }
  @Operator static void padded(@Tensor({9, 9, 6}) byte[][][] x, @Tensor({16, 3, 3, 6}) byte[][][][] w, @Tensor({9, 9, 16}) int[][][] y) {
    for (int h = 0; h < 9; h++)
      for (int v = 0; v < 9; v++)
        for (int o = 0; o < 16; o++) {
          int sum = 0;
          for (int r = 0; r < 3; r++)
            for (int s = 0; s < 3; s++)
              for (int c = 0; c < 6; c++)
                sum += (h + r > 0 && h + r < 10 && v + s > 0 && v + s < 10 ? x[h + r - 1][v + s - 1][c] : 0) * w[o][r][s][c];
          y[h][v][o] = sum;
        }
  }
  @Operator static void two(@Tensor({16, 12}) byte[][] a, @Tensor({12, 40}) byte[][] b, @Tensor({16, 40}) int[][] c, @Tensor({16, 40}) int[][] d) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0, squares = 0;
        for (int k = 0; k < 12; k++) {
          sum += a[i][k] * b[k][j];
          squares += b[k][j] * b[k][j];
        }
        c[i][j] = sum;
        d[i][j] = squares;
      }
  }
  @Operator static void flat(@Tensor({16, 12}) short[] a, @Tensor({12, 40}) short[] b, @Tensor({16, 40}) int[] c) {
    for (int i = 0; i < 16; i++)
      for (int j = 0; j < 40; j++) {
        int sum = 0;
        for (int k = 0; k < 12; k++) sum += a[i * 12 + k] * b[k * 40 + j];
        c[i * 40 + j] = sum;
      }
  }
}
