import dev.annotir.*;

/** Arithmetic of 32 bits whose results are cut to 8 or 16, which vectors may do in as many. */
final class Narrow {
  @Operator static void blur(@Tensor(value = {9, 150}, dtype = DType.UINT8) byte[][] x, @Tensor(value = {7, 148}, dtype = DType.UINT8) byte[][] y) {
    for (int i = 0; i < 7; i++)
      for (int j = 0; j < 148; j++) {
        int sum = 0;
        for (int r = 0; r < 3; r++) for (int c = 0; c < 3; c++) sum += x[i + r][j + c] & 0xff;
        y[i][j] = (byte) (sum / 9);
      }
  }
  @Operator static void gray(@Tensor({150, 3}) byte[][] x, @Tensor(150) byte[] y) {
    for (int i = 0; i < 150; i++) {
      int r = x[i][0] & 0xff, g = x[i][1] & 0xff, b = x[i][2] & 0xff;
      y[i] = (byte) ((77 * r + 150 * g + 29 * b + 128) >> 8);
    }
  }
  @Operator static void add(@Tensor({5, 93}) byte[][] x, @Tensor({5, 93}) byte[][] y, @Tensor({5, 93}) byte[][] z) {
    for (int i = 0; i < 5; i++) for (int j = 0; j < 93; j++) z[i][j] = (byte) (x[i][j] + y[i][j]);
  }
  @Operator static void saturate(@Tensor(150) byte[] x, @Tensor(150) short[] y, @Tensor(150) byte[] z) {
    for (int i = 0; i < 150; i++) {
      int v = x[i] * 3 - y[i] / 7;
      if (v > 127) v = 127;
      if (v < -128) v = -128;
      z[i] = (byte) v;
    }
  }
  @Operator static void distances(@Tensor(150) byte[] x, @Tensor(150) byte[] y, @Tensor(150) byte[] z, @Tensor(150) short[] w) {
    for (int i = 0; i < 150; i++) {
      int d = Math.abs(x[i] - y[i]);
      z[i] = (byte) (d > 100 ? d - 100 : ~d);
      w[i] = (short) (d * d);
    }
  }
  @Operator static void quotients(@Tensor(150) char[] x, @Tensor(150) short[] y, @Tensor(150) char[] z, @Tensor(150) short[] w) {
    for (int i = 0; i < 150; i++) {
      z[i] = (char) (x[i] / 9 + x[i] / 7 + x[i] / 65535 + x[i] / 32768);
      w[i] = (short) (y[i] / 7 - y[i] / -9 + y[i] / -32768 + y[i] / 641);
    }
  }
  @Operator static void shifts(@Tensor(150) byte[] x, @Tensor(150) short[] y, @Tensor(150) byte[] z, @Tensor(150) short[] w) {
    for (int i = 0; i < 150; i++) {
      z[i] = (byte) ((x[i] >> 3) + (x[i] >>> 5) + ((x[i] & 0xff) >> 2) + (x[i] << 4) + (x[i] >> 12));
      w[i] = (short) ((y[i] >> 9) ^ (y[i] >>> 11) ^ ((y[i] & 0xffff) >>> 4) ^ (y[i] << 7) ^ (y[i] << 35));
    }
  }
  @Operator static void products(@Tensor(150) byte[] x, @Tensor(150) byte[] y, @Tensor(150) byte[] z, @Tensor(150) char[] w) {
    for (int i = 0; i < 150; i++) {
      z[i] = (byte) (x[i] * y[i] >> 7);
      w[i] = (char) ((x[i] & 0xff) * (y[i] & 0xff) * 771);
    }
  }
  @Operator static void select(@Tensor(150) byte[] x, @Tensor(150) char[] y, @Tensor(150) byte[] z) {
    for (int i = 0; i < 150; i++) {
      int v = (x[i] & 0xff) < (y[i] & 0xff) ? y[i] : -x[i];
      z[i] = (byte) (v >> (x[i] > 3 ? 0 : 8));
      if (y[i] == 40000) z[i] = (byte) (z[i] | 1);
    }
  }
  @Operator static void mix(@Tensor(150) long[] x, @Tensor(150) byte[] y, int a, byte b) {
    for (int i = 0; i < 150; i++) y[i] = (byte) (y[i] * a + (b & 0x7f) - (int) (x[i & 3] >> 2));
  }
}
