package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** Helpers that give arrays, and arrays without names. */
class ArrayResultTest {
  @Test
  void helpers() {
    checkBody(
        """
        static int[] doubled(int[] x) { int[] r = new int[x.length]; for (int i = 0; i < x.length; i++) r[i] = 2 * x[i] + r[i]; return r; }
        static int[] same(int[] x) { return x; }
        static int[] row(int[][] x, int i) { return x[i]; }
        static int[] early(int[] x, int n) { if (n > 2) return x; for (int i = 0; i < x.length; i++) { if (x[i] == n) return new int[] {n, i, 0}; } int[] r = new int[3]; r[n & 1]--; return r; }
        static int[] add(int[] a, int[] b) { int[] r = new int[a.length]; for (int i = 0; i < r.length; i++) r[i] = a[i] + b[i]; return r; }
        static int[] larger(int[] a, int[] b) { return a[0] > b[0] ? a : b; }
        static int[][] outer(int[] a, int[] b) { int[][] r = new int[a.length][b.length]; for (int i = 0; i < a.length; i++) for (int j = 0; j < b.length; j++) r[i][j] = a[i] * b[j]; return r; }
        @Operator static int use(@Tensor({3}) int[] x, int i) { int[] r = doubled(x); r[0]++; return r[i] + doubled(x)[1] + doubled(doubled(x)).length; }
        @Operator static int chain(@Tensor({3}) int[] x) { return doubled(doubled(same(doubled(x))))[2] + x[0]; }
        @Operator static int alias(@Tensor({3}) int[] x, int i) { int[] r = same(x); r[0]++; same(r)[1] += r[0]; return x[i]; }
        @Operator static int rows(@Tensor({2, 3}) int[][] x, int i) { row(x, i)[1] = 4; return row(x, 1 - i)[1] + doubled(row(x, 0))[2]; }
        @Operator static int paths(@Tensor({3}) int[] x, int n) { int[] r = early(x, n); r[1]++; return r[0] + 10 * r[1] + 100 * early(r, n - 1)[2] + x[1]; }
        @Operator static int loop(@Tensor({4, 3}) int[][] x) { int[] h = new int[3]; for (int t = 0; t < 4; t++) h = add(doubled(h), x[t]); return h[0] + 31 * h[1] + 7 * h[2]; }
        @Operator static int loopTwo(@Tensor({4, 3}) int[][] x, int n) { int[] h = x[0], best = h; for (int t = 0; t < 4; t++) { h = add(doubled(h), larger(x[t], h)); best = larger(best, h); if (n > t) best = early(best, t); best[2]++; } return h[0] + 31 * best[1] + 7 * best[2]; }
        @Operator static int both(@Tensor({4, 3}) int[][] x, int n) { int[] h = new int[3]; for (int t = 0; t < 4; t++) { h = larger(doubled(h), doubled(add(h, x[t]))); h = larger(add(h, doubled(h)), add(x[t], h)); } return h[0] + 31 * h[1] + 7 * h[2]; }
        @Operator static int matrix(@Tensor({2}) int[] a, @Tensor({3}) int[] b, int i) { return outer(a, b)[i][2] + outer(b, a)[2][i] + row(outer(a, a), 1)[0]; }
        @Operator @Tensor({3}) static int[] result(@Tensor({3}) int[] x, int n) { if (n > 3) return doubled(x); return n > 1 ? early(x, n) : larger(x, doubled(x)); }
        @Operator static int operators(@Tensor({3}) int[] x, int n) { int[] r = result(x, n); r[0]--; return result(r, 2)[1] + x[0]; }
        @Operator static int ignored(@Tensor({3}) int[] x, int n) { early(x, n); doubled(x); same(x); x.clone(); return x[n & 1]; }
        @Operator static int heldWhileMade(@Tensor({2}) int[] x) { int[] h = x; int s = 0; for (int t = 0; t < 3; t++) { h = doubled(h); h[doubled(h)[0] & 1] += (h = doubled(add(h, x)))[1]; s += h[0] - h[1]; } return s; }
        """);
  }

  @Test
  void withoutNames() {
    checkBody(
        """
        static int sum(int[] v) { int s = 0; for (int e : v) s = s * 3 + e; return s; }
        static int total(int[][] v) { int s = 0; for (int[] r : v) s = s * 5 + sum(r); return s; }
        @Operator static int passed(int n) { return sum(new int[] {1, n}) + sum(new int[5]) + total(new int[][] {{1, n}, {n, 3}}); }
        @Operator static int indexed(int n) { return new int[] {3, 1, n}[n] + (new int[2][3])[1].length; }
        @Operator static int inLoop(int n) { int s = 0; for (int i = 0; i < 4; i++) s += sum(new int[] {i, s, n}) + (new int[2])[i & 1] + sum(new int[3]); return s; }
        @Operator static int looped(int n) { int s = 0; for (int v : new int[] {2, n, 5}) s = s * 3 + v; for (int[] r : new int[][] {{1}, {n}}) s += r[0]; return s; }
        @Operator static int partly(int n) { int[][] a = {new int[3], {1, n, 2}, new int[] {n, 4, 5}}; int[][] b = {{1, 2}, new int[2]}; a[0][1] += n; return total(a) + total(b); }
        @Operator static int partlyInLoop(int n) { int s = 0; int[][] k = new int[2][2]; for (int i = 0; i < 3; i++) { int[][] a = {{n, i}, new int[2]}; s += total(a) - total(k); a[1][1] = 3; if (i != 1) k = a; } return s; }
        @Operator static int sizes(@Tensor({2, 3}) int[][] x, int n) { int m = x[0].length, k = 2 * m; int[] row = x[1]; int[][] a = new int[row.length][k]; a[n & 1][5] = k; return total(a) + a.length * a[0].length; }
        @Operator static int clones(@Tensor({2, 3}) int[][] x, int i) { int[] c = x[i].clone(); c[0] = 9; int[] d = c.clone(); d[1]++; x[0][2] += c[2]; return sum(c) + sum(d) + x[i][0] + x[1].clone()[i]; }
        private static final int[] K = {4, 5, 6};
        @Operator static int cloneOfConstant(int n) { int[] k = K.clone(); for (int i = 0; i < 3; i++) { k[i] += n; int[] o = k; k = k.clone(); k[0]++; o[1]++; } return sum(k) + K[0]; }
        @Operator static int empty(int n) { int[] e = new int[0]; int[][] f = new int[2][0]; int[] g = {}; int[][] h = {}; int s = e.length + f.length + f[1].length + g.length + h.length; for (int v : e) s += v; for (int[] r : f) { s += 10; for (int v : r) s++; } for (int i = 0; i < g.length; i++) s += g[i]; int[] c = e.clone(); return s + c.length; }
        @Operator static int emptyIndexed(int n) { int[] e = new int[0]; if (n > 3) return e[n]; if (n > 2) { e[0] = 4; } return n; }
        @Operator static int emptyVariable(int n) { int[] e = new int[0]; for (int i = 0; i < 3; i++) { e = n > i ? new int[0] : e; n += e.length; } return n; }
        """);
  }
}
