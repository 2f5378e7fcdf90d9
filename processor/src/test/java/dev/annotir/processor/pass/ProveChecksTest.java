package dev.annotir.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which checks are proved, which stay, and which are certain to fail. */
class ProveChecksTest {
  private static JavaOperators compile(String body) {
    JavaOperators operators =
        JavaOperators.compile(
            "import dev.annotir.*;\nfinal class Ops {\n"
                + "private static final int[] TABLE = {0, 3, 7, 2};\n"
                + "private static final int[][] TREE ="
                + " {{0, 5, 1, 2}, {7, 9, 3, 4}, {-1, 90, 4, 4}, {-1, 91, 0, 0}, {-1, 92, 3, 3}};\n"
                + "@Operator static void f(@Tensor({8}) int[] x, @Tensor({8, 4}) int[][] z, int n) {\n"
                + body
                + "\n}\n}\n");
    assertThat(operators.javac()).isEmpty();
    return operators;
  }

  private static int guards(String body) {
    JavaOperators operators = compile(body);
    assertThat(operators.diagnostics()).isEmpty();
    PrimFunc func = operators.functions().get("f");
    int[] count = {0};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        count[0] += s instanceof Stmt.Check ? 1 : 0;
        super.enter(s);
      }
    }.walk(func.body());
    return count[0];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < 8; i++) x[i] = n;",
        "for (int i = 0; i < x.length; i++) for (int j = 0; j < z[i].length; j++) z[i][j] = x[i];",
        "for (int i = 0; i < 8; i++) for (int j = 0; j <= i; j++) x[i - j] += 1;",
        "for (int i = 7; i >= 0; i -= 3) x[i]++;",
        "for (int i = 0; i < 8; i += 2) x[i + 1] = x[i];",
        "for (int i = 0; i < n; i++) x[i & 7]++;",
        "if (n >= 0 && n < 8) x[n] = 1;",
        "if (n < 0 || n >= 8) return; x[n] = 1;",
        "x[Math.min(Math.max(n, 0), 7)] = 1;",
        "x[Math.floorMod(n, 8)] = 1;",
        "x[n >>> 29] = 1;",
        "for (int i = 0; i < 4; i++) x[TABLE[i]] = 1;",
        "int j = 7; for (int i = 0; i < 8; i++) { x[j] = i; if (j > 0) j--; }",
        "int j = n; while (j > 0 && j < 8 && x[j - 1] > x[j]) { j--; }",
        "for (int i = 1; i < 8; i++) { int j = i; while (j > 0 && x[j - 1] > n) { x[j] = x[j - 1]; j--; } x[j] = n; }",
        "int lo = 0, hi = 7; while (lo < hi) { int t = x[lo]; x[lo++] = x[hi]; x[hi--] = t; }",
        "for (int i = 0; i < 8; i++) { int q = n / (i + 1); x[i] = q % (8 - i); }",
        "for (int i = 0; i + n < 8 && i >= 0; i++) { if (i < 8) x[i]++; }",
        "if (n == 5) x[n]++;",
        "for (int[] row : z) for (int v : row) x[v & 7]++;",
        "for (int k = 0; k < 32; k++) z[k / 4][k % 4] = k;",
        "boolean[] seen = new boolean[8]; for (int i = 0; i < 8; i++) seen[7 - i] = x[i] > 0;",
        "for (int i = 0; i < 7; i++) x[Math.addExact(i, 1)] = Math.multiplyExact(i, 100);",
        "for (int i = 0; i < 8; i++) x[i] = Math.subtractExact(Math.negateExact(i), Math.incrementExact(i));",
        "for (int i = 0; i < 8; i++) x[Math.decrementExact(8 - i)] = Math.absExact(i);",
        "for (long i = 0; i < 8; i++) x[Math.toIntExact(i)] = (int) Math.addExact(i, 1L << 40);",
        "for (long i = -4; i < 4; i++) x[(int) Math.subtractExact(i, -4L)] = (int) Math.multiplyExact(i, i + 3);",
        "for (int i = 0; i < 8; i++) x[java.util.Objects.checkIndex(i, 8)] = Math.toIntExact(i * 3L);",
        "x[Integer.numberOfLeadingZeros(n) & 7] = Math.toIntExact(Integer.toUnsignedLong(n) >> 1);",
        "x[Integer.numberOfLeadingZeros(n & 0xffff | 1) - 16 & 15 >> 1]++; x[31 - Integer.numberOfLeadingZeros(n & 255 | 1)]++;",
        "x[Integer.bitCount(n & 127)] = Math.multiplyExact(Byte.toUnsignedInt((byte) n), 9);",
        "x[3 + Integer.signum(n) + Integer.compare(n, 7)] = Math.addExact(Character.compare((char) n, 'a'), 9);",
      })
  void proved(String body) {
    assertThat(guards(body)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // contents of local arrays
        "int[] t = new int[8]; for (int i = 0; i < 8; i++) t[i] = x[i] & 7; for (int i = 0; i < 8; i++) x[t[i]]++;",
        "int[] t = {3, 1, 2}; for (int v : t) z[v][v & 3] = v; t[n & 1] = 0; x[t[2]] = 1;",
        "byte[][] t = new byte[8][4]; byte[] row = t[n & 7]; row[1] = 7; x[t[3][1]]++;",
        "int[] a = new int[8], b = new int[8]; for (int i = 0; i < 8; i++) { a[i] = i; b[i] = 7 - i; }"
            + " for (int r = 0; r < n; r++) { int[] c = a; a = b; b = c; x[a[r & 7]]++; }",
        "int[] up = new int[8]; for (int i = 0; i < 8; i++) up[i] = i; int v = n & 7;"
            + " while (up[v] != v) { up[v] = up[up[v]]; v = up[v]; }",
        "short[] t = new short[4]; for (int i = 0; i < 4; i++) t[i] = (short) Math.min(Math.max(x[i], 0), 7); x[t[n & 3]] = 2;",
        // constants by their columns
        "int v = 0; while (TREE[v][0] >= 0) v = n < TREE[v][1] ? TREE[v][2] : TREE[v][3];",
        // counters that the loop's condition bounds
        "int i = 0; while (i < 8) { if (x[i++] > 3 && i < 8) x[i++] = 0; }",
        "int i = 0; while (i < 8) { int v = x[i++]; while (v > 0 && i < 8) { v -= x[i]; i++; } }",
        "for (int y = 8; --y >= 0; ) for (int i = 4; --i >= 0; ) z[y][i] = y;",
        "for (int y = 0; y < 8; y++) for (int i = 0; i < z[y].length; i++) z[y][i] = i;",
        // clamped and wrapped
        "int k = 0; for (int i = 0; i < n; i++) { k += x[i & 7] % 9; if (k < 0) k = 0; else if (k > 7) k = 7; x[k] = i; }",
        "int k = 3; for (int i = 0; i < n; i++) { k = Math.max(0, Math.min(7, k + TABLE[i & 3] - 4)); x[k] = i; }",
        "int k = 7; for (int i = 0; i < n; i++) { x[k]++; if (--k < 0) k = 7; }",
        "int k = 0; for (int i = 0; i < n; i++) { x[k]++; k = (k + 1) % 8; }",
        "int k = 0; for (int i = 0; i < 100; i++) x[k++ % x.length]++;",
        "int a = 1, b = 0; for (int t = 0; t < n; t++) { int c = (2 * a + 3 * b) % 5; a = b; b = c; x[a]++; }",
        // counters that grow a fixed number of times
        "int p = 0; for (int i = 0; i < 4; i++) { x[p++]++; x[p++]--; }",
        "int p = 0; int[] t = new int[9]; for (int i = -1; i <= 1; i++) for (int j = -1; j <= 1; j++) t[p++] = i * j;",
        "int p = 0; for (int i = 0; i < 8; i++) if (x[i] > 0) x[p++] = x[i];",
        "int p = 0; while (p < 8) { for (int j = 0; j < 2; j++) x[p + j]++; p += 2; }",
        "int p = 8; for (int i = 0; i < 4; i++) { if (n > i) x[--p] = i; else p -= 2; }",
        "int i = 0, p = 0; while (i < 8) { int v = x[i++]; if (v > n) x[p++] = v; else if (i < 8) i++; }",
        "int lo = 0, hi = 7; for (int i = 0; i < 8; i++) { if (x[i] < n) z[lo++][0] = i; else z[hi--][1] = i; }",
        "int p = 0; for (int i = 0; i < 2; i++) { for (int j = 0; j < 3; j++) x[p++] = j; p++; }",
      })
  void provedInLoops(String body) {
    assertThat(guards(body)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int k = 0; for (int i = 0; i < n; i++) { x[k] = i; k++; if (k == 8) k = 0; }",
        "int k = 0; for (int i = 0; i < n; i++) { x[k] = i; if (++k == x.length) k = 0; }",
        "int k = 0; for (int i = 0; i < n; i++) { x[k] = i; k = k + 1 == 8 ? 0 : k + 1; }",
        "int k = 0; for (int i = 0; i < n; i++) for (int j = 0; j < 3; j++) { x[k]++; k = k + 1 != 8 ? k + 1 : 0; }",
        "int k = 7; for (int i = 0; i < n; i++) { x[k] = i; if (k-- == 0) k = 7; }",
        "int k = 3; for (int i = 0; i < n; i++) { x[k] = i; if (++k == 8) k = 2; }",
        "int k = 0; for (int i = 0; i < n; i++) { k++; x[k - 1] = i; if (k != 8) continue; k = 0; }",
        "int k = 0; while (true) { x[k]++; if (++k == 8) { k = 0; if (--n <= 0) break; } }",
        "int a = 0, b = 0; for (int i = 0; i < n; i++) {"
            + " while (a != b && x[a] > 0) { x[a]--; if (++a == 8) a = 0; } x[b] = i; if (++b == 8) b = 0; }",
        "int r = 0, c = 0; for (int i = 0; i < n; i++) { z[r][c] = i; if (++c == 4) { c = 0; if (++r == 8) r = 0; } }",
        "if (n >= 0 && n <= 8 && n != 8) x[n] = 0;",
        "for (int i = 0; i <= 8; i++) { if (i == 8) break; x[i] = 1; }",
        "for (int i = 0; i < 8; i++) for (int j = i; j < 8; j++) if (i != j) x[j - i - 1]++;",
      })
  void provedByInequality(String body) {
    assertThat(guards(body)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x[0] = n / (x[1] > 0 ? -7 : 11);",
        "if (n != 0) x[0] = Integer.divideUnsigned(x[1], n) + Integer.remainderUnsigned(x[2], n);",
        "x[0] = Integer.remainderUnsigned(n, x[1] > 0 ? 3 : -11);",
        "x[0] = x[1] / (n | 1) + x[2] % ~(n << 1) + n / -(x[3] | 4) + n % Math.abs(x[3] | 1);",
        "x[0] = x[1] % (1 << n); z[0][1] = (int) (n / (3L << x[1]));",
        "x[0] = x[1] / (2 * n + 1) + x[2] / (x[3] * x[3] * 4 + 2) + Math.floorMod(n, n * 4 + 6);",
        "x[0] = (n | 5) / ((n | 1) * (x[1] | 3)) + n / (byte) (x[2] | 64) + n / ((n | 1) ^ 2);",
        "x[0] = n / Math.max(1, x[1]) + n % (n >>> 1 | Integer.MIN_VALUE);",
        "int d = n | 2; x[0] = x[1] / d + x[1] % d; d = ~d | 1; x[2] /= d;",
        "int d = n; if (d == 0) d = 1; x[0] = x[1] / d;",
        "int d = n == 0 ? 3 : n; x[0] = x[1] / d;",
        "if (n * x[1] != 0) x[0] = 7 / (n * x[1]);",
        "for (int i = 0; i < 8; i++) if (x[i] != 0) z[i][0] = z[i][1] / x[i];",
        "for (int i = 0; i < 8; i++) z[i][0] = x[i] == 0 ? 0 : z[i][1] / x[i];",
        "for (int i = 0; i < 8; i++) if (x[i] >= 0 && x[i] < 8) z[x[i]][1]++;",
        "int a = x[0], b = n; while (b != 0) { int t = a % b; a = b; b = t; } x[0] = a;",
      })
  void provedDivisors(String body) {
    assertThat(guards(body)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x[n] = 1;",
        "if (n < 8) x[n] = 1;",
        "for (int i = 0; i <= n; i++) x[i] = 1;",
        "x[0] = x[1] / n;",
        "int i = 0; while (x[0] > 0) { i++; x[i & 7]--; } if (n > 0) x[i] = 1;",
        "if (n > 0) x[n & 15] = 1;",
        "int j = n & 7; x[0] = n; j += x[0]; x[j] = 1;",
        "if (n >= 0 & n + 1 < 8) x[n + 1 + 1] = 0;",
        "for (int i = 0; i < 8; i++) x[i] = Math.addExact(x[i], 1);",
        "x[0] = Math.negateExact(n);",
        "x[0] = (int) Math.multiplyExact((long) n, 1L << 33);",
        "x[0] = Math.toIntExact(n * 2L);",
        "int k = 0; for (int i = 0; i < n; i++) { x[k] = i; if (++k == 9) k = 0; }",
        "int k = 0; for (int i = 0; i < n; i++) { x[k] = i; k += 2; if (k == 7) k = 0; }",
        "int k = 9; for (int i = 0; i < n; i++) { if (++k == 8) k = 0; if (x[0] > i) x[k] = i; }",
        "if (n >= 0 && n <= 8 && n != 7) x[n] = 0;",
        "x[0] = x[1] / (n & 1);",
        "x[0] = x[1] / (2 * n + 2);",
        "x[0] = x[1] / (2 << n);",
        "x[0] = x[1] / (byte) (n | 256);",
        "x[0] = x[1] / ((n | 2) * (n | 2));",
        "x[0] = x[1] / ((n | 1) + (x[2] | 1));",
        "if (n != 0) x[0] = x[1] / (n & 0xffff);",
        "if (n != 0) x[0] = x[1] / (n * 2);",
        "int d = n | 1; d += x[0]; x[0] = x[1] / d;",
        "for (int i = 0; i < 8; i++) if (x[i] != 0) { x[n & 7] = 0; z[i][0] /= x[i]; }",
      })
  void guarded(String body) {
    assertThat(guards(body)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int k = java.util.Objects.checkIndex(n, 8); x[k] = 1; z[k][k & 3] += x[7 - k];",
        "x[java.util.Objects.checkIndex(n, x.length)]++;",
        "x[(int) java.util.Objects.checkIndex((long) n, 8L)]++;",
        "int k = java.util.Objects.checkFromToIndex(n, 4, 8); x[k] = x[k + 3];",
        "int k = java.util.Objects.checkFromIndexSize(n, 2, 8); x[k] = x[k + 1];",
        "int k = Math.addExact(n, 1); if (n >= 0 && k < 8) x[k] = x[n];",
      })
  void guardedOnce(String body) {
    assertThat(guards(body)).isOne();
  }

  private static String message(String body) {
    return compile(body).diagnostics().stream()
        .map(Diagnostic::message)
        .reduce((a, b) -> a + "|" + b)
        .orElse("")
        .replaceAll("\n[^|]*", "");
  }

  @Test
  void certainlyOutside() {
    assertThat(message("for (int i = 0; i < 8; i++) x[i + 1] = 0;"))
        .isEqualTo(
            "[annotir:INDEX_OUT_OF_BOUNDS] x[i + 1]: i + 1 is 8 when i is 7, but the length of x is 8");
    assertThat(message("for (int i = 1; i <= 8; i++) x[i] = 0;"))
        .isEqualTo("[annotir:INDEX_OUT_OF_BOUNDS] x[i]: i gets to 8, but the length of x is 8");
    assertThat(
            message("for (int i = 0; i < 8; i++) for (int j = 0; j < 4; j++) z[i][3 - 2 * j] = 0;"))
        .isEqualTo(
            "[annotir:INDEX_OUT_OF_BOUNDS] z[i][3 - 2 * j]: 3 - 2 * j is -1 when j is 2,"
                + " but the length of z[i] is 4");
    assertThat(message("x[8] = 0;"))
        .isEqualTo("[annotir:INDEX_OUT_OF_BOUNDS] x[8]: 8 is always outside: the length of x is 8");
    assertThat(message("int k = 8 + (n & 3); x[k] = 0;"))
        .isEqualTo("[annotir:INDEX_OUT_OF_BOUNDS] x[k]: k is 8 to 11, but the length of x is 8");
    assertThat(message("x[Math.min(n, -2)] = 0;"))
        .isEqualTo(
            "[annotir:INDEX_OUT_OF_BOUNDS] x[Math.min(n, -2)]: Math.min(n, -2) is -2 or less,"
                + " but the length of x is 8");
    assertThat(message("x[Math.max(n, 9)] = 0;"))
        .isEqualTo(
            "[annotir:INDEX_OUT_OF_BOUNDS] x[Math.max(n, 9)]: Math.max(n, 9) is 9 or more,"
                + " but the length of x is 8");
    assertThat(message("int k = 3; k *= 4; x[k] = 0;"))
        .isEqualTo("[annotir:INDEX_OUT_OF_BOUNDS] x[k]: k is 12, but the length of x is 8");
    assertThat(message("x[0] = n % 0;"))
        .isEqualTo("[annotir:DIVISION_BY_ZERO] n % 0: 0 is always zero here");
  }

  private static List<String> notes(String body) {
    List<Diagnostic> notes = new ArrayList<>();
    Explain.guards(compile(body).functions().get("f"), notes::add);
    return notes.stream()
        .map(note -> note.message().replace("[annotir:GUARD_STAYS] guard stays: ", ""))
        .toList();
  }

  @Test
  void whatIsNotProved() {
    assertThat(notes("x[n] = 1;")).containsExactly("nothing bounds n");
    assertThat(notes("if (n < 8) x[n] = 1;")).containsExactly("nothing keeps n at or above 0");
    assertThat(notes("if (n >= 1) z[0][n - 1] = 1;"))
        .containsExactly("n - 1 may exceed 3, the last index");
    assertThat(notes("int k = 0; while (x[k & 7] > 0) { k += 2; z[k][n & 3] = 1; }"))
        .containsExactly("k may exceed 7, the last index");
    assertThat(notes("for (int i = 0; i < n; i++) z[x[i] & 7][x[0]] = n;"))
        .containsExactly(
            "nothing bounds x[0]",
            "[annotir:GUARD_STAYS] guard before the loop: i may exceed 7, the last index");
    assertThat(notes("x[0] = 8 / n;")).containsExactly("n may be zero");
    assertThat(notes("x[0] = Integer.divideUnsigned(x[1], n) + Math.floorMod(x[1], x[2]);"))
        .containsExactly("n may be zero", "x[2] may be zero");
    assertThat(notes("x[0] = Math.addExact(n, 1);"))
        .containsExactly("Math.addExact(n, 1) may overflow");
    assertThat(notes("assert n > 3; throw new Error();")).containsExactly("nothing proves n > 3");
  }

  /** So many loops in each other are not tried often enough. */
  @Test
  void rowsThatAreForgotten() {
    String swap = "int[] t = a; a = b; b = c; c = t; ";
    String loops = swap + "x[0] += a[0];";
    for (int i = 0; i < 6; i++) {
      loops = "while (x[%d] < n) { %s x[%d] += x[%d]; }".formatted(i + 1, loops, i + 1, i);
    }
    assertThat(
            notes("int[] a = z[0], b = z[1], c = z[2]; while (x[7] < n) { " + loops + swap + "}"))
        .contains(
            "which row a is was forgotten, so that its index is tested again;"
                + " keep the index in an int and write array[index] instead of a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (n > 0) x[8] = 0;",
        "for (int i = 0; i < n; i++) x[8] = 0;",
        "for (int i = 0; i < 9; i++) { if (x[i & 7] == 0) break; x[i] = 1; }",
        "if (x[0] > 0) return; x[8] = 0;",
        "while (x[0] > 0) x[0]--; x[8] = 0;",
        "for (int i = 0; i < 9; i++) { if (i == 8) continue; x[i] = 1; }",
        "x[0] = Math.addExact(Integer.MAX_VALUE, 1);",
        "x[0] = java.util.Objects.checkIndex(8, 8);",
      })
  void notCertainlyReached(String body) {
    assertThat(message(body)).isEmpty();
  }
}
