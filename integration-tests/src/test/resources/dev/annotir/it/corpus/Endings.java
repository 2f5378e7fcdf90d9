import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Rounds whose inner loops end at different times. */
@OperatorLibrary("endings")
final class Endings {
  private Endings() {}

  @Operator
  static void collatz(@Tensor(101) int[] x, @Tensor(101) int[] y) {
    for (int i = 0; i < 101; i++) {
      int v = x[i];
      int n = 0;
      while (v > 1 && n < 99) {
        v = (v & 1) == 0 ? v >> 1 : 3 * v + 1;
        n++;
      }
      y[i] = n;
    }
  }

  @Operator
  static void roots(@Tensor(101) double[] x, @Tensor(101) double[] y) {
    for (int i = 0; i < 101; i++) {
      double v = x[i];
      int n = 0;
      while (Math.abs(v * v - x[i]) > 1e-9 && n < 50) {
        v = 0.5 * (v + x[i] / v);
        n++;
      }
      y[i] = v;
    }
  }

  @Operator
  static void logarithms(@Tensor(101) byte[] x, @Tensor(101) byte[] y) {
    for (int i = 0; i < 101; i++) {
      byte v = x[i];
      byte n = 0;
      boolean odd = false;
      while (v > 1) {
        odd = !odd;
        v >>= 1;
        n++;
      }
      y[i] = odd ? n : v;
    }
  }

  @Operator
  static void divisors(@Tensor(37) long[] x, @Tensor({37, 5}) long[][] y) {
    for (int i = 0; i < 37; i++) {
      long a = x[i];
      long b = 360360;
      int k = 0;
      while (k < 60 && b > 0) {
        long less = a < b ? a : b;
        a = (a < b ? b : a) - less;
        b = less;
        y[i][k & 3] += less;
        k++;
      }
      y[i][4] = a;
    }
  }

  @Operator
  static void mandelbrot(@Tensor({20, 23}) int[][] steps) {
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 23; j++) {
        float cx = -2f + j * (2.5f / 23);
        float cy = -1.25f + i * (2.5f / 20);
        float x = 0;
        float y = 0;
        int n;
        for (n = 0; n < 64; n++) {
          float x2 = x * x;
          float y2 = y * y;
          if (x2 + y2 >= 4) {
            break;
          }
          y = 2 * x * y + cy;
          x = x2 - y2 + cx;
        }
        steps[i][j] = n;
      }
    }
  }

  @Operator
  static void first(@Tensor({100, 7}) int[][] x, @Tensor(100) int[] at, int what) {
    for (int i = 0; i < 100; i++) {
      at[i] = -1;
      for (int k = 0; k < 7; k++) {
        if (x[i][k] < 0) {
          continue;
        }
        if (x[i][k] >= what) {
          at[i] = k;
          break;
        }
      }
    }
  }

  @Operator
  static void escapes(@Tensor({19, 5}) int[][] x, @Tensor({19, 5}) int[][] y) {
    for (int i = 0; i < 19; i++) {
      int n = 0;
      outer:
      for (int j = 0; j < 5; j++) {
        if (x[i][j] < 0) {
          continue;
        }
        int v = x[i][j];
        while (v > 3) {
          if ((v & 7) == j) {
            break outer;
          }
          v >>= 1;
          if (v == 11) {
            break;
          }
          n += v;
        }
        y[i][j] = v + n;
        if (n > 1000) {
          break;
        }
        n++;
      }
      y[i][0] += n;
    }
  }

  /** Nobody asks for the step of a round that has left, but for the last one's. */
  @Operator
  static void again(@Tensor({33, 3}) float[][] x, @Tensor(33) float[] y) {
    for (int i = 0; i < 33; i++) {
      float step = 1;
      float sum = 0;
      for (int j = 0; j < 3; j++) {
        int n = 0;
        while (sum < x[i][j] && n++ < 20) {
          sum += step;
          step *= 1.5f;
        }
        do {
          step -= 0.75f;
        } while (step > 2 && step < 1e6f && n-- > 0);
      }
      y[i] = sum + step;
    }
  }
}
