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

  /** What looks like a proof of an index and is none: some calls throw, others do not. */
  @Test
  void countersThatMislead() {
    checkBody(
        """
        @Operator static int wraps(@Tensor({8}) int[] x, int a) {
          int p = Integer.MAX_VALUE - (a & 7), s = 0;
          for (int i = 0; i < 8; i++) { p++; if (p < 8) s += x[p & (a | 7)]; }
          for (int i = 0; i < 4; i++) { if (p < 8) s += x[p + (a & 1)]; p += 1 << 29; }
          return s;
        }
        @Operator static int wrapsByte(@Tensor({8}) int[] x, int a) {
          byte p = (byte) (121 + (a & 3));
          int s = 0;
          for (int i = 0; i < 6; i++) { s += x[p - 121]; p++; }
          return s;
        }
        @Operator static int wrapsInWhile(@Tensor({8}) int[] x, int a) {
          int i = 0, k = 1;
          while (i < 40) { i++; k *= 3; if (k > 0 && k < 99 && i > 20 + (a & 15)) return x[k]; }
          return x[i - 33 - (a & 1)];
        }
        @Operator static int boundGrows(@Tensor({8}) int[] x, int a) {
          int end = 4, s = 0;
          for (int i = 0; i < end; i++) { if (x[i] > a && end < 11) end += 2; s += i; }
          return s;
        }
        @Operator static int leavesEarly(@Tensor({8}) int[] x, int a) {
          int n = 0, s = 0;
          for (int i = 0; i < 9; i++) {
            if (i == 7 && a > 0) break;
            if ((a >> i & 1) == 0) continue;
            n++;
            if (x[i & 7] == a) return x[n] + s;
            s += x[n - 1];
          }
          return s + x[n];
        }
        @Operator static int twoSpeeds(@Tensor({8}) int[] x, int a) {
          int n = 0, m = 0;
          for (int i = 0; i < 4; i++) { n += 2; if (a > i) m += 2; else m += 3; x[n - 1]++; }
          return n < m + (a & 3) ? x[m - 4] : x[m - 5];
        }
        @Operator static int nested(@Tensor({8}) int[] x, int a) {
          int n = 0;
          for (int i = 0; i < 3; i++) for (int j = i; j < 3; j++) x[n++] += a;
          for (int i = 0; i < (a & 3); i++) for (int j = 0; j <= i; j++) x[n++] -= a;
          return n;
        }
        @Operator static int resets(@Tensor({8}) int[] x, int a) {
          int n = 0, s = 0;
          for (int i = 0; i < 12; i++) { s += x[n++]; if ((a >> i & 1) != 0) n = a & 3; }
          return s;
        }
        @Operator static int clampedOnOneSide(@Tensor({8}) int[] x, int a) {
          int k = 4, s = 0;
          for (int i = 0; i < 9; i++) { k += x[i & 7] % 5 - (a & 1); if (k < 0) k = 0; s += x[k]; }
          return s;
        }
        @Operator static int doubles(@Tensor({8}) int[] x, int a) {
          int k = 1, s = 0;
          do { s += x[k]; k *= 2; } while (k < (a & 15));
          return s;
        }
        @Operator static int swapsCounters(@Tensor({8}) int[] x, int a) {
          int i = 0, j = 7, s = 0;
          for (int r = 0; r < 5; r++) { int t = i; i = j - 1; j = t + (a & 1); s += x[i] + x[j]; }
          return s;
        }
        """);
  }

  @Test
  void contentsThatMislead() {
    checkBody(
        """
        static void set(int[] t, int i, int v) { t[i] = v; }
        @Operator static int oneIsOutside(@Tensor({8}) int[] x, int a) {
          int[] t = new int[4];
          for (int i = 0; i < 4; i++) t[i] = i;
          set(t, a & 3, a % 9);
          return x[t[0]] + x[t[1]] + x[t[3]];
        }
        @Operator static int laterRounds(@Tensor({8}) int[] x, int a) {
          int[] t = new int[4];
          int s = 0;
          for (int i = 0; i < 6; i++) { s += x[t[i & 3]]; t[i & 3] = t[(i + 1) & 3] + (a & 3); t[3]++; }
          return s;
        }
        @Operator static int rows(@Tensor({8}) int[] x, int a) {
          int[][] t = new int[2][3];
          int[] first = t[0], second = t[1];
          for (int i = 0; i < 3; i++) { first[i] = i; second[i] = 7 - i; }
          int[] which = (a & 1) == 0 ? first : second;
          which[a & 1] = a % 10;
          return x[t[0][1]] + x[t[1][1]] + x[first[0]];
        }
        @Operator static int exchanged(@Tensor({8}) int[] x, int a) {
          int[] t = new int[3], u = {5, 6, 9};
          for (int r = 0; r < (a & 3); r++) { int[] o = t; t = u; u = o; }
          return x[t[0]] + x[t[1]] + x[t[a >> 3 & 1]];
        }
        @Operator static int narrow(@Tensor({8}) int[] x, int a) {
          byte[] t = new byte[2];
          t[0] = (byte) (a & 0xff);
          char[] c = new char[2];
          c[1] = (char) (a - 3);
          return a > 0 ? x[t[a & 1]] : x[c[a & 1]];
        }
        @Operator static int fresh(@Tensor({8}) int[] x, int a) {
          int s = 0;
          for (int i = 0; i < 3; i++) {
            int[] t = new int[2];
            s += x[t[0]] + x[t[1]];
            t[i & 1] = a;
            s += t[0] > 0 && t[0] < 8 ? x[t[0]] : x[t[1] & 7];
          }
          return s;
        }
        @Operator static int early(@Tensor({8}) int[] x, int a) {
          int[] t = new int[2];
          for (int i = 0; i < 5; i++) {
            if (x[t[0]] == a) break;
            t[0] += 2;
            if ((a & 2) == 0) continue;
            t[0]--;
          }
          return x[t[0]] + x[t[1]];
        }
        """);
  }

  @Test
  void inequalitiesThatMislead() {
    checkBody(
        """
        @Operator static int stepsOver(@Tensor({8}) int[] x, int a) {
          int k = a & 1, s = 0;
          for (int i = 0; i < 9; i++) { s += x[k]; k += 2; if (k == 8) k = 0; }
          return s;
        }
        @Operator static int startsBeyond(@Tensor({8}) int[] x, int a) {
          int k = a & 9, s = 0;
          for (int i = 0; i < 12; i++) { s += x[k]; if (++k == 8) k = 0; }
          return s;
        }
        @Operator static int leftBeforeTheTest(@Tensor({8}) int[] x, int a) {
          int k = 0;
          for (int i = 0; i < 20; i++) { k++; if (x[k - 1] == a) break; if ((a & 3) == i) continue; if (k == 8) k = 0; }
          return x[k];
        }
        @Operator static int wraps(@Tensor({8}) int[] x, int a) {
          int k = a | Integer.MIN_VALUE, s = 0;
          for (int i = 0; i < 9; i++) { if (k != 0) k--; if (k > 0) s += x[k & 15]; }
          return s;
        }
        @Operator static int twoRings(@Tensor({8}) int[] x, int a) {
          int r = 0, c = 0, s = 0;
          for (int i = 0; i < 70; i++) { s += x[r] - x[c]; if (++c == 8) { if ((a & 1) == 0) c = 0; if (++r == 7) r = c; } }
          return s;
        }
        @Operator static int zeroDivisors(@Tensor({8}) int[] x, int a, int b) {
          int s = 0;
          switch (a & 15) {
            case 0: s = b / (2 << x[0]); break;
            case 1: s = b / (byte) (a | 256); break;
            case 2: s = b / (((a & 2) << x[1]) * (x[2] | 2)); break;
            case 3: s = b / ((a | 1) + (x[3] | 1)); break;
            case 4: s = x[4] == 0 ? b / x[5] : b / x[4]; break;
            case 5: if (b != 0) s = 9 / (b & 2); break;
            case 6: { int d = b | 1; d += x[6]; s = 7 / d; break; }
            case 7: if (b != 0) s = 9 / (b << 30); break;
            case 8: { int d = x[7]; if (d != 0) { x[7] -= d; s = 3 / x[7]; } break; }
            case 9: s = Integer.divideUnsigned(b, (b & 1) == 0 ? 0 : b); break;
            case 10: s = 7 / (a * a - 100 + (b & 1)); break;
            default: s = 5 / ((b | 1) ^ (a | 1));
          }
          return s;
        }
        @Operator static void divisorStored(@Tensor({8}) int[] x, int a) {
          for (int i = 0; i < 8; i++) {
            int k = i;
            if (x[k] != 0) { x[a & 7] = 0; x[0] += 9 / x[i]; }
          }
        }
        """);
  }
}
