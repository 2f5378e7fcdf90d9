package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** Loops of all kinds, and the jumps out of them. */
class LoopTest {
  @Test
  void forLoops() {
    checkBody(
        """
        @Operator static int several(int n) { int s = 0; for (int i = 0, j = n; i < j && s < 99; i++, j--) s += i * j + 1; return s; }
        @Operator static int empty(int n) { int i = 0; for (;;) { if (i >= n || i > 20) break; i += 3; } return i; }
        @Operator static int noUpdate(int n) { int s = 0; for (int i = 0; i < n && i < 30; ) s += i++; return s; }
        @Operator static int noInit(byte n) { for (; n < 100; n += 7) ; return n; }
        @Operator static int changedInBody(@Tensor({8}) int[] x) { int s = 0; for (int i = 0; i < 8; i++) { s += x[i]; if (x[i] > 2) i++; } return s; }
        @Operator static int usedAfter(@Tensor({8}) int[] x) { int i; for (i = 0; i < 8; i++) if (x[i] == 1) break; return i; }
        @Operator static int boundChanges(int n) { int s = 0; n &= 15; for (int i = 0; i < n; i++) { s += n; if (i % 3 == 0) n--; } return s * 100 + n; }
        @Operator static int boundInArray(@Tensor({4}) int[] x) { int s = 0; x[0] &= 7; for (int i = 0; i < x[0]; i++) { s++; x[i & 3]--; } return s; }
        @Operator static int assignedBefore(int n) { int i = 9; for (i = n & 7; i < 20; i += 2) ; return i; }
        @Operator static int variableStep(int n) { int s = 0, d = (n & 3) + 1; for (int i = 0; i < 40; i += d) { s += i; d++; } return s; }
        @Operator static int twoBreaks(@Tensor({8}) int[] x) { int s = 0; for (int i = 0; i < 8; i++) { if (x[i] < 0) break; if (x[i] == 0) continue; if (s > 9) break; s += x[i]; } return s; }
        """);
  }

  @Test
  void counters() {
    checkBody(
        """
        @Operator static int bytes() { int s = 0; for (byte b = 120; b > 0; b++) s += b; return s; }
        @Operator static int byteTo(byte n) { int s = 0; for (byte b = 0; b < n; b++) s += b * 2; return s; }
        @Operator static int shortStep(short n) { int s = 0; for (short i = -500; i < 500; i += 100) s += i ^ n; return s; }
        @Operator static int chars(char n) { int s = 0; for (char c = 'a'; c <= 'z'; c++) s += c * n; return s; }
        @Operator static int charWraps() { int s = 0; for (char c = 0xFFF0; c > 5; c++) s++; return s; }
        @Operator static long longs(long n) { long s = 0; for (long l = n; l < n + 10; l++) s ^= l * 31; return s; }
        @Operator static double doubles(double d) { double s = 0; int n = 0; for (double x = 0; x < d && n < 50; x += 0.25, n++) s += x; return s; }
        @Operator static float floats() { float s = 0; for (float f = 0.0f; f < 1.0f; f += 0.1f) s += f; return s; }
        @Operator static int down(@Tensor({8}) int[] x) { int s = 0; for (int i = 7; i >= 0; i--) s = s * 3 + x[i]; return s; }
        @Operator static int downByTwo(@Tensor({8}) int[] x) { int s = 0; for (int i = 7; i > 0; i -= 2) s = s * 3 + x[i]; return s; }
        @Operator static int notEqual(@Tensor({8}) int[] x) { int s = 0; for (int i = 0; i != 8; i++) s += x[i]; return s; }
        @Operator static int notEqualStep(@Tensor({8}) int[] x) { int s = 0; for (int i = 0; i != 8; i += 2) s += x[i]; return s; }
        @Operator static int notEqualDown(@Tensor({8}) int[] x) { int s = 0; for (int i = 8; i != 0; ) s += x[--i]; return s; }
        @Operator static int upToMax(int k) { int s = 0; k &= 7; for (int i = Integer.MAX_VALUE - 10; i <= Integer.MAX_VALUE - 1 - k; i++) s += i & 3; return s; }
        @Operator static int wrapsAround() { int s = 0; for (int i = Integer.MAX_VALUE - 3; i > 0; i++) s++; return s; }
        @Operator static int wrapsByStep() { int s = 0; for (int i = Integer.MAX_VALUE - 10; i > 0; i += 7) s += i; return s; }
        @Operator static int shifted(int n) { int s = 0; for (int i = 1; i > 0; i <<= 1) s += i ^ n; return s; }
        @Operator static int halves(int n) { int s = 0; for (int i = n; i != 0; i >>>= 1) s += i & 1; return s; }
        @Operator static int longBound(long n) { int s = 0; for (int i = 0; i < (n & 31); i++) s += i; return s; }
        @Operator static int doubleBound(double n) { int s = 0; for (int i = 0; i < n && i < 40; i++) s += i; return s; }
        @Operator static int hugeBound(int n) { int s = 0; for (int i = n; i < n + 5; i++) s++; return s; }
        @Operator static int minBound(int n) { int s = 0; for (int i = n; i >= Integer.MIN_VALUE + 2 && s < 9; i--) s++; return s; }
        @Operator static int fromNegative(@Tensor({8}) int[] x, int k) { int s = 0; k = -(k & 3); for (int i = k; i < 8 + k; i++) s += x[i - k]; return s; }
        @Operator static int overTheEnd(@Tensor({8}) int[] x, int n) { int s = 0; for (int i = 0; i < n; i++) s += x[i]; return s; }
        @Operator static void triangular(@Tensor({4, 4}) int[][] x) { for (int i = 0; i < 4; i++) for (int j = i; j < 4; j++) for (int k = j - i; k <= i; k++) x[i][j] += x[k][i] * 3; }
        @Operator static void boundOfOuter(@Tensor({16}) int[] x) { for (int i = 0; i < 4; i++) for (int j = 0; j < i * 2; j++) x[i + j] += j; }
        @Operator static int emptyRange(int n) { int s = 7; for (int i = 5; i < 5; i++) s = 1 / n; for (int i = 0; i > 0; i--) s = 2 / n; return s; }
        @Operator static int counterAfterLoop(int n) { int i = 0, s = 0; for (; i < 10; i++) s += i * n; return s + i; }
        """);
  }

  /** javac leaves out what a constant decides, so it may hold what no operator can. */
  @Test
  void choicesByConstants() {
    checkBody(
        """
        static final boolean DEBUG = false;
        static final int LEVEL = 2;
        static String told = "";
        @Operator static int debug(int n) { if (DEBUG) System.out.println("n " + n); return n + 1; }
        @Operator static int debugElse(int n) { if (!DEBUG) n++; else told = "n " + n; return n; }
        @Operator static int level(int n) { if (LEVEL > 2 && n > 3) told += n; else if (LEVEL == 2 || told.isEmpty()) n *= 2; return n; }
        @Operator static int nothing(int n) { if (DEBUG) { throw new IllegalStateException(told); } if (LEVEL < 1) ; return n; }
        @Operator static int assigned(int n) { final int m; if (LEVEL == 2) m = n; else m = told.length(); return m * 3; }
        @Operator static int shadowed(int n) { if (!DEBUG) { int m = n; n += m; } { int m = 3; n *= m; } return n; }
        @Operator static int left(int n) { for (int i = 0; i < 9; i++) { if (DEBUG) continue; if (LEVEL == 2) { if (i == n) break; } n += i; } return n; }
        """);
  }

  @Test
  void whileAndDo() {
    checkBody(
        """
        @Operator static int collatz(int n) { n &= 31; int s = 0; while (n > 1 && s < 99) { if (n % 2 == 0) { n /= 2; s++; continue; } n = 3 * n + 1; s++; } return s; }
        @Operator static int doContinue(int n) { int i = 0, s = 0; do { i++; if ((i & n) == 0) continue; s += i; } while (i < 10); return s; }
        @Operator static int doBreak(int n) { int i = 0; do { if (i == n) break; i++; } while (i < 12); return i; }
        @Operator static int doOnce(int n) { int i = 0; do i += 2; while (false); do { if (n > 2) continue; i++; } while (n > 100); return i; }
        @Operator static int whileTrue(int n) { int i = 0; while (true) { if (++i > 9) return i; if (i == n) break; } return -i; }
        @Operator static int whileFalse(int n) { int i = 3; boolean never = n != n; while (never) i++; return i; }
        @Operator static int assignmentInCondition(@Tensor({8}) int[] x) { int i = 0, v; while ((v = x[i & 7]) > 0 && i < 20) i += v; return i; }
        @Operator static int nestedBreaks(int n) { int s = 0; for (int i = 0; i < 5; i++) { int j = 0; while (true) { if (j++ > i) break; if (j == n) continue; s += j; } if (s > 20) break; s++; } return s; }
        @Operator static int continueInElse(@Tensor({8}) int[] x) { int s = 0; for (int v : x) { if (v > 1) s += v; else { if (v < 0) continue; s--; } s *= 2; } return s; }
        @Operator static int doWithLocal(int n) { int s = 0, i = 0; do { int t = i * 2; if (t == n) continue; s += t; } while (++i < 5); return s; }
        @Operator static boolean conditionIsVariable(boolean b, int n) { int i = 0; while (b) { b = i++ < n && i < 9; } return i > 4; }
        """);
  }

  @Test
  void labels() {
    checkBody(
        """
        @Operator static int breakOuter(@Tensor({4, 4}) int[][] x) { int s = 0; outer: for (int i = 0; i < 4; i++) { for (int j = 0; j < 4; j++) { if (x[i][j] == 3) break outer; s += x[i][j]; } s *= 2; } return s; }
        @Operator static int continueOuter(@Tensor({4, 4}) int[][] x) { int s = 0; outer: for (int i = 0; i < 4; i++) { for (int j = 0; j < 4; j++) { if (x[i][j] == 3) continue outer; s += x[i][j]; } s *= 2; } return s; }
        @Operator static int breakBlock(int n) { int s = 1; block: { if (n > 2) break block; s = 2; inner: { if (n < 0) break inner; if (n == 1) break block; s = 3; } s += 10; } return s; }
        @Operator static int labelOnIf(int n) { int s = 1; a: if (n > 0) { if (n > 3) break a; s = 4; } else s = 5; return s; }
        @Operator static int continueWhile(int n) { int i = 0, s = 0; a: while (i < 9) { i++; b: do { s++; if (s % 3 == n) continue a; if (s % 5 == 0) break b; if (s > 40) break a; } while (s % 7 != 0); s += 2; } return s * 10 + i; }
        @Operator static int twoLabels(int n) { int s = 0; a: b: for (int i = 0; i < 6; i++) { for (int j = 0; j < 6; j++) { if (j == n) break a; if (i == 4) continue b; s += i + j; } s++; } return s; }
        @Operator static int unusedLabel(int n) { a: for (int i = 0; i < 3; i++) { n += i; } b: return n; }
        @Operator static int breakInDo(int n) { int s = 0; a: do { for (;;) { s++; if (s == n) break a; if (s % 4 == 0) continue a; } } while (s < 17); return s; }
        @Operator static int sameNameTwice(int n) { int s = 0; a: for (int i = 0; i < 3; i++) { if (i == n) break a; s++; } a: for (int i = 0; i < 3; i++) { if (i == n) continue a; s += 5; } return s; }
        @Operator static int breakWithBlockInLoop(int n) { int s = 0; for (int i = 0; i < 5; i++) { a: { if (i == n) break a; if (i == 3) break; if (i == 1) continue; s += 7; } s++; } return s; }
        """);
  }

  @Test
  void returnsInLoops() {
    checkBody(
        """
        @Operator static int find(@Tensor({8}) int[] x, int v) { for (int i = 0; i < x.length; i++) if (x[i] == v) return i; return -1; }
        @Operator static void stop(@Tensor({8}) int[] x) { for (int i = 0; i < 8; i++) { if (x[i] == 0) return; x[i] = -1; } }
        @Operator static int deep(@Tensor({3, 3}) int[][] x) { for (int[] row : x) { for (int v : row) { do { if (v == 2) return v; if (v > 1) break; v++; } while (v < 9); } } return 0; }
        @Operator static int both(int n) { if (n > 0) { return 1; } else { return 2; } }
        @Operator static void early(@Tensor({2}) int[] x, int n) { if (n == 0) return; x[0] = 1 / n; if (n > 3) { x[1] = 4; return; } x[1] = 5; }
        """);
  }

  @Test
  void enhancedFor() {
    checkBody(
        """
        @Operator static long sum(@Tensor({8}) int[] x) { long s = 0; for (int v : x) s += v; return s; }
        @Operator static long widened(@Tensor({8}) byte[] x) { long s = 0; for (long v : x) s = s * 3 + v; return s; }
        @Operator static double toFloat(@Tensor({8}) int[] x) { double s = 0; for (float v : x) s += v; return s; }
        @Operator static int assigned(@Tensor({8}) int[] x) { int s = 0; for (int v : x) { v += 2; s ^= v++ * v; } return s; }
        @Operator static void rows(@Tensor({3, 2}) int[][] x) { for (int[] row : x) { row[0] += row[1]; row[1]++; } }
        @Operator static int readsLate(@Tensor({4}) int[] x) { int s = 0, i = 0; for (int v : x) { s = s * 2 + v; x[(i++ + 1) & 3] += v; } return s; }
        @Operator static int broken(@Tensor({3, 3}) int[][] x) { int s = 0; for (int[] row : x) { if (row[0] > 2) break; for (int v : row) { if (v == 1) continue; if (v == 4) break; s += v; } } return s; }
        @Operator static int rank3(@Tensor({2, 2, 2}) int[][][] x) { int s = 0; for (int[][] a : x) for (int[] b : a) for (int c : b) s = s * 5 + c; return s; }
        @Operator static int var2(@Tensor({2, 2}) char[][] x) { int s = 0; for (var a : x) for (var b : a) { b++; s += b; } return s; }
        @Operator static int row(@Tensor({3, 3}) int[][] x, int i) { int s = 0; for (int v : x[i]) s += v; return s; }
        """);
  }
}
