package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** Variables that stand for one array and then for another. */
class ArrayVariableTest {
  @Test
  void pingPong() {
    checkBody(
        """
        @Operator static void local(@Tensor({6}) int[] x, @Tensor({6}) int[] y, int n) {
          int[] a = new int[6], b = new int[6];
          for (int i = 0; i < 6; i++) a[i] = x[i];
          for (int s = 0; s < (n & 7); s++) {
            for (int i = 1; i < 5; i++) b[i] = a[i - 1] + 2 * a[i] - a[i + 1];
            int[] t = a; a = b; b = t;
          }
          for (int i = 0; i < 6; i++) y[i] = a[i] * 3 + b[i];
        }
        @Operator static void parameters(@Tensor({6}) int[] x, @Tensor({6}) int[] y, int n) {
          int[] cur = x, next = y;
          for (int s = 0; s < (n & 3); s++) {
            for (int i = 0; i < 6; i++) next[i] = cur[i] * 2 + cur[5 - i];
            int[] t = cur; cur = next; next = t;
          }
          cur[n & 3] += 100;
          next[0]--;
        }
        @Operator static int mixed(@Tensor({4}) int[] x, int n) {
          int[] tmp = new int[4];
          int[] cur = x, next = tmp;
          for (int s = 0; s < (n & 3); s++) {
            for (int i = 0; i < 4; i++) next[i] = cur[i] + s;
            int[] t = cur; cur = next; next = t;
          }
          return cur[0] * 1000 + next[1] * 100 + tmp[2] + x[3];
        }
        @Operator static void matrices(@Tensor({3, 3}) int[][] x, @Tensor({3, 3}) int[][] y, int n) {
          int[][] a = new int[3][3], b = new int[3][3];
          for (int i = 0; i < 3; i++) a[i][i] = 1;
          while (n > 0 && n < 20) {
            for (int i = 0; i < 3; i++)
              for (int j = 0; j < 3; j++) {
                b[i][j] = 0;
                for (int k = 0; k < 3; k++) b[i][j] += a[i][k] * x[k][j];
              }
            int[][] t = a; a = b; b = t;
            n--;
          }
          for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) y[i][j] = a[i][j];
        }
        @Operator static int parameterAssigned(@Tensor({4}) int[] x, @Tensor({4}) int[] y, int n) {
          if (n > 2) x = y;
          x[n & 3] = 7;
          y = x;
          return y[0] + x[1];
        }
        @Operator static int three(@Tensor({3}) int[] x, int n) {
          int[] a = {1, 2, 3}, b = {4, 5, 6}, c = x;
          for (int i = 0; i < 5; i++) {
            int[] t = a; a = b; b = c; c = t;
            a[i % 3] += i; if (n > i) b = a;
          }
          return a[0] + 10 * b[1] + 100 * c[2] + 1000 * x[0];
        }
        """);
  }

  @Test
  void rows() {
    checkBody(
        """
        @Operator static int rows(@Tensor({3, 2}) int[][] x, int i) {
          int[] row = x[0];
          int s = 0;
          for (int k = 0; k < 3; k++) { row = x[k]; s = s * 7 + row[0]; row[1]++; }
          row = x[i];
          return s + row[1];
        }
        @Operator static int previous(@Tensor({4, 3}) int[][] x) {
          int[] prev = x[0];
          int s = 0;
          for (int k = 1; k < 4; k++) {
            int[] cur = x[k];
            for (int j = 0; j < 3; j++) s += cur[j] * prev[j];
            prev = cur;
          }
          return s;
        }
        @Operator static int late(@Tensor({4}) int[] a, @Tensor({4}) int[] b, int n) {
          int[] row;
          if (n > 1) row = a; else row = b;
          row[n & 3]++;
          return row[3] + a[0] * b[1];
        }
        @Operator static int lateRow(@Tensor({2, 3}) int[][] x, @Tensor({3}) int[] b, int n, int i) {
          int[] row;
          if (n > 1) row = x[i]; else { row = b; }
          for (int k = 0; k < 3; k++) row[k] += k;
          return row[i];
        }
        @Operator static int rowsOfTwo(@Tensor({2, 3}) int[][] x, @Tensor({4, 3}) int[][] y, int n) {
          int[] r = x[1];
          int s = 0;
          for (int k = 0; k < 4; k++) { if ((n + k) % 3 == 0) r = y[k]; else if (k < 2) r = x[k]; s = s * 3 + r[k % 3]; r[0]--; }
          return s;
        }
        @Operator static int depth(@Tensor({2, 2, 2}) int[][][] x, int i, int j) {
          int[][] m = x[0];
          int[] r = m[1];
          for (int k = 0; k < 2; k++) { m = x[k]; if (m[0][0] > 1) r = m[j & 1]; }
          m[i & 1][0] = 5;
          r[1] = 6;
          return r[0] + m[1][1];
        }
        @Operator static int forEach(@Tensor({3, 2}) int[][] x, int n) {
          int s = 0;
          for (int[] row : x) { if (n-- > 1) row = x[0]; row[1] += 2; s += row[0]; }
          int[] best = x[0];
          for (int[] row : x) if (row[0] > best[0]) best = row;
          return s + best[1];
        }
        @Operator static int deepLoops(@Tensor({3, 2}) int[][] x, int n) {
          int[] r = x[0]; int s = 0;
          for (int a = 0; a < 2; a++) for (int b = 0; b < 2; b++) for (int c = 0; c < 2; c++)
            for (int d = 0; d < 2; d++) for (int e = 0; e < 2; e++) { s += r[e]; if (x[a][b] > n) r = x[c + d]; r[b]++; }
          return s;
        }
        """);
  }

  @Test
  void choices() {
    checkBody(
        """
        static int sum(int[] v) { int s = 0; for (int e : v) s = s * 3 + e; return s; }
        static void add(int[] v, int d) { for (int i = 0; i < v.length; i++) v[i] += d; }
        @Operator static int element(@Tensor({4}) int[] a, @Tensor({4}) int[] b, int c, int i) { return (c > 1 ? a : b)[i]; }
        @Operator static int stored(@Tensor({4}) int[] a, @Tensor({4}) int[] b, int c, int i) { (c > 1 ? a : b)[i & 3] = c; return a[0] + b[0]; }
        @Operator static int named(@Tensor({4}) int[] a, @Tensor({4}) int[] b, int c) { int[] r = c > 1 ? a : c < 0 ? b : new int[] {1, 2, 3, c}; r[3]--; return r[0] + r[3]; }
        @Operator static int passed(@Tensor({3}) int[] a, @Tensor({2, 3}) int[][] b, int c, int i) { add(c > 1 ? a : b[i], i); return sum(c > 2 ? b[1] : a); }
        @Operator static int length(@Tensor({4}) int[] a, @Tensor({4}) int[] b, int c) { return (c > 1 ? a : b).length; }
        @Operator static int assigned(@Tensor({4}) int[] a, @Tensor({4}) int[] b, int i) { int[] r; int v = (r = b)[i]; r[0] = 1; return v + (r = a)[1] + r[2]; }
        @Operator static void order(@Tensor({4}) int[] a, @Tensor({4}) int[] b, int i) { int[] r = a; r[i] = (r = b)[0]; r[1] += (r = a)[2] + r[3]; r[3]++; }
        @Operator static int sums(@Tensor({4}) int[] a, @Tensor({4}) int[] b, int i) { int[] r = a; return r[i] + (r = b)[1] * r[0] - r[i]; }
        @Operator static int same(@Tensor({4}) int[] a, int c) { int[] r = c > 0 ? a : a; r = (int[]) r; return r[c]; }
        @Operator static int constant(@Tensor({4}) int[] a) { final boolean yes = true; return (yes ? a : null)[2]; }
        private static final int[] K = {3, 5, 7, 11};
        @Operator static int constants(@Tensor({4}) int[] a, int c) { int[] r = c > 1 ? K : a; return r[c & 3] + r[0]; }
        @Operator static int labels(@Tensor(value = {2}, dtype = DType.UINT8) byte[] a, @Tensor({2}) byte[] b, int c) { byte[] r = c > 1 ? a : b; r[c & 1] += 3; return r[0] - r[1]; }
        @Operator static int lines(@Tensor({2}) int[] a, @Tensor({3, 2}) int[][] b, int c, int i) {
          int[] r = c > 1
              ? a
              : c > 0
                  ? b[i
                    ]
                  : b
                    [i + 1];
          return (c > 3
              ? a
              : b[1])
              [i]
              + r
                [c];
        }
        @Operator static int swapInHelper(@Tensor({3}) int[] a, @Tensor({3}) int[] b) { swap(a, b); swap(b, b); return a[0]; }
        static void swap(int[] a, int[] b) { int[] t = a; a = b; b = t; a[0] = 1; b[1] = 2; t[2] = 3; }
        """);
  }

  @Test
  void arraysThatOutliveTheirIteration() {
    checkBody(
        """
        @Operator static int kept(@Tensor({4}) int[] x, int n) {
          int[] keep = new int[4];
          for (int i = 0; i < 4; i++) {
            int[] t = new int[4];
            t[i] = x[i] + t[3];
            if (x[i] > n) keep = t;
            t[0]++;
          }
          return keep[0] + 10 * keep[1] + 100 * keep[2] + 1000 * keep[3];
        }
        @Operator static int keptTwo(@Tensor({5}) int[] x, int n) {
          int[] first = x, second = x;
          for (int i = 0; i < 5; i++) {
            int[] t = {i, i + 1, i + 2, i + 3, x[i]};
            if (x[i] > n) { second = first; first = t; }
            if (i == 3) first[0] = 9;
          }
          first[1] += 5;
          return first[0] + 10 * first[1] + 100 * second[0] + 1000 * second[1] + 7 * second[4];
        }
        @Operator static void step(@Tensor({3}) int[] x, @Tensor({3}) int[] y, int n) {
          int[] h = new int[3];
          for (int t = 0; t < 4; t++) {
            int[] next = new int[3];
            for (int i = 0; i < 3; i++) next[i] = h[(i + 1) % 3] * 2 + x[i] + next[i];
            if (t == 2 && n > 3) continue;
            h = next;
          }
          for (int i = 0; i < 3; i++) y[i] = h[i];
        }
        @Operator static int overArray(int n) {
          int[] cur = {n, n + 1};
          int s = 0;
          for (int v : cur) { cur = new int[] {v, s}; for (int w : cur) { s = s * 3 + w; cur = new int[] {cur[1], w}; } cur[0]++; s += cur[0] * cur[1]; }
          return s;
        }
        @Operator static int first(int n) {
          int[] cur = {1, n};
          int[] first = cur;
          int[] old = cur;
          for (int i = 0; i < 4; i++) { old = cur; cur = new int[] {old[0] + first[1], i}; first[0]++; old[1] += 2; }
          return first[0] + 10 * first[1] + 100 * cur[0] + 1000 * cur[1] + 10000 * old[1];
        }
        @Operator static int zeroed(int n) {
          int s = 0;
          int[] t;
          for (int i = 0; i < 3; i++) { t = new int[2]; s += t[1]; t[1] = n; s += t[1]; }
          for (int i = 0; i < 3; i++) { int[] u = new int[2]; u[0] += i; s = s * 2 + u[0] + u[1]; u[1] = 9; }
          return s;
        }
        @Operator static int inWhile(int n) {
          int[] a = {n & 7, 0};
          while ((a = new int[] {a[0] - 1, a[1] + a[0]})[0] > 0) { int[] b = a; b[1]++; }
          return a[1];
        }
        @Operator static int inner(int n) {
          int[] best = new int[2]; int s = 0;
          for (int i = 0; i < 3; i++) {
            int[] local = new int[2];
            for (int j = 0; j < 3; j++) { int[] t = {i * j, n + j}; if (t[1] > local[0]) local = t; }
            if (local[1] >= best[1]) { best = local; best[0]++; }
            s += best[0] * 3 + local[1];
          }
          return s;
        }
        """);
  }
}
