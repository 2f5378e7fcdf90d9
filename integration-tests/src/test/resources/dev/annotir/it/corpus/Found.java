import dev.annotir.Operator;
import dev.annotir.Tensor;

/** What random operators found, made small. */
class Found {
  @Operator static float row(@Tensor({2, 2}) boolean[][] x, int a) { x[1][a & 1] = true; return 0; }
  @Operator static long shortLiteral(int a) { long v = 0L >>> (char) a; ++v; return v; }
  @Operator static long shortChoice(int a, boolean c, boolean d) { return (c ? 2000000000L : 1L) * (d ? 2000000000L : 3L) - ((c ? -5L : 1L) >>> a); }
  @Operator static long shortNegation(boolean c) { return -(c ? -2147483648L : 1L); }

  /** clang before version 18 would load x[i][0] before the store to it in the round before. */
  @Operator static void rowByItsFirst(@Tensor({4, 2}) int[][] x) {
    for (int i = 0; i < 4; i++) {
      int f = 9;
      for (long k = 100; k != 3; k *= 7) {
        if (--f < 0) break;
        int[] row = x[i];
        for (int j = 0; j < 2; j++) row[j] -= 1 - row[0];
      }
    }
  }
}
