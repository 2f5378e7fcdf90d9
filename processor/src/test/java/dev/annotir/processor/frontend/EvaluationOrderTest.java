package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** Side effects happen where and when Java says. */
class EvaluationOrderTest {
  @Test
  void assignmentsInIndices() {
    checkBody(
        """
        @Operator static void assignTwice(@Tensor({4}) int[] a, int i) { a[i] = i = 2; a[i]++; }
        @Operator static void incrementBoth(@Tensor({6}) int[] a, int i) { a[i++] = a[i] + i++; }
        @Operator static void addToOld(@Tensor({6}) int[] a, int i) { a[i] += i++; a[i] -= 1; }
        @Operator static void chained(@Tensor({6}) int[] a, int i, int j) {
          a[i] = a[j] = a[a[0] & 3] + (i = j);
          a[i & 3] ^= 1;
        }
        @Operator static int indexOfIndex(@Tensor({5}) int[] a, int i) {
          return a[a[i++]] + a[a[i]--] * a[i];
        }
        @Operator static void swap(@Tensor({4}) int[] a, int i, int j) {
          int t = a[i]; a[i] = a[j]; a[j] = t;
        }
        @Operator static void readAfterWrite(@Tensor({3}) int[] a) {
          int x = a[0] + (a[0] = 5) + a[0];
          a[1] = x + a[1]++ + ++a[1] + a[1];
          a[2] = a[2]++;
        }
        @Operator static void rightSideThrows(@Tensor({3}) int[] a, int i, int d) { a[i] = 1 / d; }
        @Operator static void compoundChecksFirst(@Tensor({3}) int[] a, int i, int d) { a[i] += 1 / d; }
        @Operator static void rightSideSeesIndex(@Tensor({4}) int[] a, int i) { a[i] = a[i = 1] + (a[i] = 7); }
        @Operator static void twoDimensions(@Tensor({3, 3}) int[][] a, int i) {
          a[i++][i++] = i; a[i = 0][i = 1] += a[i][i]++;
        }
        """);
  }

  @Test
  void incrementsOfOneVariable() {
    checkBody(
        """
        @Operator static int plusPlus(int i) { i = i++ + ++i; return i; }
        @Operator static int itself(int i) { i = i++; return i; }
        @Operator static int minus(int i) { return i-- - --i; }
        @Operator static int compoundWithItself(int i) { i += i++ * 2 + i; return i; }
        @Operator static int compoundAssigned(int i) { i += (i = 3) + i; return i; }
        @Operator static int many(int i, int j) { return (i = j++) + (j = i--) * i + j; }
        @Operator static int nested(int i) { int j, k; i = j = k = i + 1; return i + 2 * j + 3 * k; }
        @Operator static int compoundNested(int i, int j) { i *= j += i -= 3; return i * 31 + j; }
        @Operator static double mixed(int i, double d) { return i++ / (d += i) - d * i; }
        @Operator static boolean comparison(int i) { return i++ < i && i == i++ || i-- > i; }
        @Operator static int shift(int i, long s) { i <<= s++; i >>= s; i >>>= (s -= 3); return i; }
        """);
  }

  @Test
  void shortCircuit() {
    checkBody(
        """
        @Operator static int guarded(@Tensor({4}) int[] x, int n) {
          int i = 0;
          while (i < n && i < 4 && x[i] > 0) i++;
          return i;
        }
        @Operator static int unguarded(@Tensor({4}) int[] x, int n) {
          int i = 0;
          while (i < n && x[i] > 0) i++;
          return i;
        }
        @Operator static int counts(boolean a, boolean b, boolean c) {
          int n = 0;
          boolean r = a && n++ == 0 || b && (n += 2) > 0 || c & n++ < 9 | (n = n * 3) > 4;
          return r ? n : -n;
        }
        @Operator static boolean assigned(boolean a, boolean b) { return (a = b) && !(b = !a) || (a ^= b); }
        @Operator static int divides(int a, int b) { return b != 0 && a / b > 1 ? a / b : a; }
        @Operator static boolean eager(int a, int b) { return b != 0 & a / b > 1; }
        @Operator static boolean constantLeft(int a, int b) { return true || a / b > 1; }
        @Operator static boolean constantAnd(int a, int b) { return false && a / b > 1; }
        @Operator static int conditionalAssignment(int a, int b) {
          int c; if (a > 0 && (c = b) > 0) return c; return 0;
        }
        """);
  }

  @Test
  void conditionalExpressions() {
    checkBody(
        """
        @Operator static int arms(int a, int b) { return a > 0 ? a++ : (b = a--) + b; }
        @Operator static int throwing(@Tensor({2}) int[] x, int i) { return i < 2 ? x[i] : -1; }
        @Operator static int oneArm(boolean c, int i, int j) { return c ? i : i / j; }
        @Operator static void target(@Tensor({4}) int[] x, boolean c, int i) {
          x[c ? i++ : 0] = c ? x[i] : i-- + i;
        }
        @Operator static int nested(int a) { return a < 0 ? a < -5 ? 1 : 2 : a > 5 ? 3 : a == 0 ? 4 : 5; }
        @Operator static int withSideEffects(int a, int b) {
          int c = (a += 2) > b ? b++ + a : (b -= a) * 2;
          return c + (a > b ? a = 3 : b) + a + b;
        }
        @Operator static int inOperand(int a, int b) { return a + (b > 0 ? a = b : a++) + a; }
        @Operator static boolean asCondition(int a, int b) {
          if (a > 0 ? b / a > 1 : a / b > 1) return true;
          return b == 0 ? a == 0 : a % b == 0;
        }
        """);
  }

  @Test
  void helpersWithSideEffects() {
    checkBody(
        """
        static int bump(int[] x, int i) { return x[i]++; }
        static int set(int[] x, int v) { x[0] = v; return v; }
        static void fill(int[] x, int v) { for (int i = 0; i < x.length; i++) x[i] = v; }
        @Operator static void asIndex(@Tensor({8}) int[] x) { x[bump(x, 0) & 7] = x[0] + bump(x, 1); }
        @Operator static int operands(@Tensor({4}) int[] x) { return x[0] + set(x, 3) * x[0] - bump(x, 0) + x[0]; }
        @Operator static void compound(@Tensor({4}) int[] x) { x[0] += set(x, 5); x[1] -= x[0] + bump(x, 1); }
        @Operator static int arguments(@Tensor({4}) int[] x) { return set(x, x[0] + bump(x, 0)) + set(x, bump(x, 0) - x[0]); }
        @Operator static int inCondition(@Tensor({4}) int[] x) {
          if (bump(x, 0) > 2 && bump(x, 1) > 0 || set(x, 2) == 2) return x[0];
          return x[1];
        }
        @Operator static int inLoopCondition(@Tensor({4}) int[] x) {
          int n = 0;
          while (bump(x, 0) < 5 && n < 10) n++;
          do { n += 2; } while (bump(x, 1) < 3 && n < 30);
          for (; bump(x, 2) < 2 && n < 40; n += 3) { }
          return n;
        }
        @Operator static void wholeArray(@Tensor({4}) int[] x) { int old = x[1]; fill(x, x[0]); x[2] = old; }
        @Operator static int conditional(@Tensor({4}) int[] x, boolean c) {
          return x[0] + (c ? bump(x, 0) : set(x, 9)) + x[0];
        }
        """);
  }
}
