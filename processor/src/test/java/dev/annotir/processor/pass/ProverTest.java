package dev.annotir.processor.pass;

import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** What a check said is found again after every pass. */
class ProverTest {
  @Test
  void factsThatLast() {
    checkBody(
        """
        @Operator static void variableStored(@Tensor({3}) byte[] z, int a, char b, short c) {
          z[a] = 1;
          c ^= (char) (z[a]) / (char) (b ^ b);
          z[a] ^= (byte) ((double) (a &= c));
          z[a] = 3;
        }
        @Operator static double rangeNarrowedLater(@Tensor({2, 3}) float[][] y, int a) {
          return y[(char) a][a];
        }
        static int clamp(int v, int lo, int hi) {
          if (v < lo) return lo;
          if (v > hi) return hi;
          return v;
        }
        @Operator static int clampedOnce(@Tensor({4}) int[] x, int i) {
          return x[clamp(i, 0, 3)];
        }
        @Operator static int clampedTwice(@Tensor({4}) int[] x, int i) {
          int k = clamp(i, 0, 3);
          x[k] += 2;
          return x[k] * x[3 - k];
        }
        @Operator static int clampedByConditional(@Tensor({4}) int[] x, int i) {
          int k = i < 0 ? 0 : i > 3 ? 3 : i;
          return x[k] + x[i > 0 ? i < 3 ? i : 2 : 1];
        }
        @Operator static int shiftedByCounter(@Tensor({4}) int[] x, @Tensor({2, 3}) double[][] y, int a) {
          int d = 0, s = 0;
          do {
            x[a]++;
            s += x[a << d];
            y[a][1] -= d;
          } while (++d < 4);
          return s;
        }
        @Operator static void neverReached(@Tensor({2}) int[] x, int i) {
          if (i > 5) {
            x[i] = 1;
            x[0] = 2;
          }
        }
        """);
  }
}
