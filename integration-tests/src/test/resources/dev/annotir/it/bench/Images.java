import dev.annotir.DType;
import dev.annotir.Operator;
import dev.annotir.Tensor;

/** Images of unsigned bytes. */
public final class Images {
  private Images() {}

  @Operator
  static void boxBlur(
      @Tensor(
              value = {1080, 1920},
              dtype = DType.UINT8)
          byte[][] x,
      @Tensor(
              value = {1078, 1918},
              dtype = DType.UINT8)
          byte[][] y) {
    for (int i = 0; i < 1078; i++) {
      for (int j = 0; j < 1918; j++) {
        int sum = 0;
        for (int r = 0; r < 3; r++) {
          for (int c = 0; c < 3; c++) {
            sum += x[i + r][j + c] & 0xff;
          }
        }
        y[i][j] = (byte) (sum / 9);
      }
    }
  }

  @Operator
  static void rgbToGray(
      @Tensor(
              value = {1080, 1920, 3},
              dtype = DType.UINT8)
          byte[][][] x,
      @Tensor(
              value = {1080, 1920},
              dtype = DType.UINT8)
          byte[][] y) {
    for (int i = 0; i < 1080; i++) {
      for (int j = 0; j < 1920; j++) {
        int red = x[i][j][0] & 0xff;
        int green = x[i][j][1] & 0xff;
        int blue = x[i][j][2] & 0xff;
        y[i][j] = (byte) ((77 * red + 150 * green + 29 * blue + 128) >> 8);
      }
    }
  }

  @Operator
  static void histogram(
      @Tensor(
              value = {1048576},
              dtype = DType.UINT8)
          byte[] x,
      @Tensor({256}) int[] counts) {
    for (int i = 0; i < 256; i++) {
      counts[i] = 0;
    }
    for (int i = 0; i < 1048576; i++) {
      counts[x[i] & 0xff]++;
    }
  }

  @Operator
  static void mandelbrot(@Tensor({256, 256}) int[][] steps) {
    for (int i = 0; i < 256; i++) {
      for (int j = 0; j < 256; j++) {
        float cx = -2f + j * (2.5f / 256);
        float cy = -1.25f + i * (2.5f / 256);
        float x = 0;
        float y = 0;
        int n = 0;
        while (n < 256 && x * x + y * y < 4) {
          float t = x * x - y * y + cx;
          y = 2 * x * y + cy;
          x = t;
          n++;
        }
        steps[i][j] = n;
      }
    }
  }
}
