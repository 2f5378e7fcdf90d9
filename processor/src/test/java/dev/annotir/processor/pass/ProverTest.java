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
        @Operator static void neverReached(@Tensor({2}) int[] x, int i) {
          if (i > 5) {
            x[i] = 1;
            x[0] = 2;
          }
        }
        """);
  }
}
