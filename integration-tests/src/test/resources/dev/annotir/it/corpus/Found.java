import dev.annotir.Operator;
import dev.annotir.Tensor;

/** What random operators found, made small. */
class Found {
  @Operator static float row(@Tensor({2, 2}) boolean[][] x, int a) { x[1][a & 1] = true; return 0; }
  @Operator static long shortLiteral(int a) { long v = 0L >>> (char) a; ++v; return v; }
  @Operator static long shortChoice(int a, boolean c, boolean d) { return (c ? 2000000000L : 1L) * (d ? 2000000000L : 3L) - ((c ? -5L : 1L) >>> a); }
  @Operator static long shortNegation(boolean c) { return -(c ? -2147483648L : 1L); }
}
