package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.check;
import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** Switches behave as in Java. */
class SwitchTest {
  @Test
  void statements() {
    checkBody(
        """
        static final int A = 1, B = A + 1;
        @Operator static int fallThrough(int n) {
          int r = 0;
          switch (n & 7) {
            case 0: r += 1;
            case 1: r += 2; break;
            case 5: r += 4;
            case 3: r += 8;
            case 4: if (n > 20) break; r += 16;
            default: r += 32;
            case 6: r += 64;
            case 2: r += 128;
          }
          return r;
        }
        @Operator static int defaultFirst(int n) {
          int r = 0;
          switch (n & 3) {
            default: r += 1;
            case A: r += 2; break;
            case B: r += 4;
          }
          return r;
        }
        @Operator static int noDefault(int n) {
          switch (n) { case 0, 1, 2: return 5; case 3: case 9: n++; case -1: n--; case Integer.MAX_VALUE: n ^= 1; break; case Integer.MIN_VALUE: return 3; }
          return n;
        }
        @Operator static int onlyDefault(int n) {
          switch (n) { default: if (n > 3) break; n += 2; }
          switch (n) { default -> n *= 2; }
          switch (n++) { }
          return n;
        }
        @Operator static int emptyGroups(int n) {
          int r = 3;
          switch (n & 15) { case 0: case 1: default: case 2: r = 1; break; case 5: case 6: r = 2; case 7: break; case 8: }
          switch (n & 15) { case 0: case 1: break; case 2: case 9: default: }
          return r;
        }
        @Operator static int arrows(int n) {
          int r = n;
          switch (n & 7) {
            case 0, 1 -> r++;
            case 2 -> { if (n > 5) break; r = -r; }
            case 3 -> { }
            case 7 -> { return -7; }
            default -> r = 9;
          }
          return r;
        }
        @Operator static int blocks(int n) {
          switch (n & 3) {
            case 0: { int t = n; n = t * 2; }
            case 1: { int t = 3; n += t; break; }
            case 2: int t = 4; n -= t;
          }
          return n;
        }
        @Operator static int scopes(int n) {
          int r = 0;
          switch (n & 7) {
            case 0: int t = 5; final int k = 3; r = t + k; break;
            case 1: t = n; r += t; break;
            case 2: long u; float v;
            case 3: u = 4; v = 1.5f; t = 7; r = (int) (u * v) + t++; r += t;
            default: t = r; int w = t, z; { z = w; } r += z;
            case 5: z = 1; for (t = 0; t < 3; t++) r += z; break;
            case 6: int only = 3; r = only;
          }
          return r;
        }
        @Operator static int scattered(int n) {
          int r = 0;
          switch (n & 255) {
            case 3: r += 1; case 50: r += 2; case 7: r += 4; case 90: r += 8; case 11: r += 16; case 60: r += 32;
            case 25: r += 64; case 0: r += 128; case 200: r += 256; default: r += 512; case 5: r += 1024;
            case 100: r += 2048; case 9: r += 4096; case 80: r += 8192; case 13: r += 16384; case 77: r += 32768; case 40: r += 65536;
          }
          return r;
        }
        """);
  }

  @Test
  void jumps() {
    checkBody(
        """
        @Operator static int loops(@Tensor({6}) int[] x, int n) {
          int r = 0;
          outer:
          for (int i = 0; i < 6; i++) {
            int j = 0;
            while (true) {
              switch (x[i] & 7) {
                case 0: continue outer;
                case 1: break outer;
                case 2: if (j++ < 3) continue; break;
                case 3: r += j; break;
                case 4: return r;
                default: r++;
              }
              if (++j > 4) break;
              r += 10;
            }
            r += 100;
          }
          return r;
        }
        @Operator static int labels(int n) {
          int r = 0;
          a: b: switch (n & 3) {
            case 0: c: { switch (n & 12) { case 0: break a; case 4: break b; case 8: break c; default: break; } r++; }
            case 1: r += 2; break;
            default: r += 4;
          }
          return r;
        }
        @Operator static int doWhile(int n) {
          int i = 0, r = 0;
          do { switch (i) { case 1: continue; case 3: r += 3; break; default: r++; } r *= 2; } while (++i < (n & 7));
          return r;
        }
        @Operator static int nested(int n, int m) {
          switch (n & 3) {
            case 0: switch (m & 3) { case 0: n = 1; break; case 1: n = 2; default: n += 3; }
            case 1: n += 10; break;
            case 2:
              n = switch (m & 3) {
                case 0: switch (n) { case 2: break; default: yield 5; } yield 6;
                case 1: for (int i = 0; ; i++) { if (i > m) yield i; switch (i) { case 3: break; default: continue; } break; } yield 77;
                default: yield switch (n) { case 0 -> 1; default -> { int q = m; while (q > 3) q -= 3; yield q; } };
              };
          }
          return n;
        }
        static int helper(int n) { switch (n) { case 0: return 4; case 1: n = 9; case 2: break; default: { if (n > 5) return n; } } return -n; }
        static void fill(int[] x, int n) { switch (n & 1) { case 0: x[0] = 3; return; default: x[1] = 4; } x[2]++; }
        @Operator static int helpers(@Tensor({3}) int[] x, int n) {
          int r = 0;
          switch (helper(n)) { case 4 -> fill(x, n); case 9 -> r = helper(n + 1); default -> { r = helper(x[0]); fill(x, r); } }
          return r + helper(r) * helper(switch (r & 1) { case 0 -> helper(3); default -> helper(-1); });
        }
        """);
  }

  @Test
  void expressions() {
    checkBody(
        """
        @Operator static int values(int n) {
          int k = switch (n & 3) { case 0 -> 1; case 1 -> { int t = n * 3; yield t; } default -> n > 4 ? 2 : 7; };
          return k + switch (k) { case 1: case 2: k++; case 3: yield k; default: { yield -1; } };
        }
        @Operator static int order(@Tensor({4}) int[] x, int n) {
          int i = 0;
          return i++ + switch (i++ + (n & 1)) { case 1 -> i += 10; case 2 -> x[i++ & 3]++; default -> i; } * i++ - (i = 3) + x[i & 3]
              + (n + switch (n++ & 1) { case 0 -> n++; default -> --n; } + n);
        }
        @Operator static int indices(@Tensor({4}) int[] x, int n) {
          x[switch (n & 3) { case 0 -> n++; case 1 -> 2; default -> x[1]; } & 3] += switch (n) { case 2 -> x[0] = 5; default -> x[n & 3]--; };
          x[n & 3] = x[n & 3] + switch (n & 1) { case 0 -> x[n & 3] = 9; default -> 1; };
          return x[3];
        }
        @Operator static int conditions(@Tensor({4}) int[] x, int n) {
          int r = 0;
          if (switch (n & 3) { case 0 -> true; case 1 -> x[0] > 2; default -> { if (n > 5) yield n > 9; yield x[1] > x[2]; } }) r = 1;
          while (switch (r) { case 0, 1, 2, 3 -> r < x[3]; default -> false; } && n > 0) r++;
          for (int i = 0; switch (i) { case 0, 1, 2 -> true; default -> { r ^= i; yield false; } }; i++) r += i;
          boolean b = !switch (n) { case 3 -> n == 3; default -> r > 2; } || switch (r) { case 1: yield true; default: yield false; };
          do r++; while (r < 9 & switch (r) { case 8: yield n > 3; default: yield n > r || b; });
          return b ? r : -r;
        }
        @Operator static int twice(int n) {
          return switch (switch (n & 1) { case 0 -> 3; default -> 4; }) { case 3 -> switch (n) { case 0 -> 1; case 2 -> 8; default -> 5; }; default -> 6; };
        }
        """);
  }

  @Test
  void types() {
    checkBody(
        """
        static final char PLUS = '+';
        @Operator static int bytes(byte b, short s, char c) {
          final int local = 12;
          int r = switch (b) { case -128 -> 1; case 127 -> 2; case 'a' -> 3; case local -> 4; default -> b; };
          switch (s) { case Short.MIN_VALUE: r += 5; case (short) 70000: r += 6; break; case 0x7fff: r = 1; }
          switch (c) { case PLUS -> r += 7; case '\\uffff' -> r += 8; case 0, 'a' + 1 -> r += 9; case Character.MAX_VALUE - 1 -> r++; default -> r += c; }
          return r;
        }
        @Operator static double poly(int k, long l, float f, byte b, char c, int i) {
          double a = switch (k & 3) { case 0 -> l; case 1 -> f; case 2 -> i; default -> c; };
          long m = switch (k & 1) { case 0 -> i; default -> c; };
          float g = switch (k & 3) { case 0 -> l; case 1 -> i; default -> b; };
          short s = switch (k & 1) { case 0 -> b; default -> 100; };
          byte t = switch (k & 1) { case 0 -> 'a'; default -> b; };
          char u = switch (k & 1) { case 0 -> 97; default -> c; };
          return a + m + g * s - t * u;
        }
        @Operator static double alone(int k, long l, float f, byte b, char c, int i) {
          double a = 1.0 + switch (k & 1) { case 0 -> l; default -> f; };
          a += switch (k & 1) { case 0 -> l; default -> f; };
          a = a * (switch (k & 1) { case 0 -> l; default -> f; });
          a += (double) switch (k & 1) { case 0 -> i; default -> f; };
          long m = (int) switch (k & 1) { case 0 -> l; default -> f; };
          m = m + 3 * switch (k & 3) { case 0 -> b; case 1 -> c; default -> 4; };
          m <<= switch (k & 3) { case 0 -> b; case 1 -> l; default -> 4; };
          m = m - -switch (k & 3) { case 0 -> b; case 1 -> 'x'; default -> i; };
          if (a < switch (k & 1) { case 0 -> l; default -> f; }) a = -a;
          return a + m;
        }
        static double widen(double d) { return d; }
        static double back(int k, long l, float f) { return switch (k & 1) { case 0 -> l; default -> f; }; }
        @Operator static double passed(int k, long l, float f, @Tensor({2}) double[] x) {
          x[0] = switch (k & 1) { case 0 -> l; default -> f; };
          x[1] += switch (k & 1) { case 0 -> f; default -> l; };
          double[] y = {switch (k & 1) { case 0 -> l; default -> f; }, 1};
          return back(k, l, f) - widen(switch (k & 1) { case 0 -> l; default -> f; }) + y[0] + Math.abs(switch (k & 1) { case 0 -> f; default -> l; });
        }
        """);
  }

  @Test
  void conditionalsConvertTheirArmsAsJavacDoes() {
    checkBody(
        """
        static double widen(double d) { return d; }
        static double back(int k, long l, float f) { return (k & 1) == 0 ? l : f; }
        @Operator static double arms(int k, long l, float f, int i, @Tensor({3}) double[] x) {
          double a = (k & 1) == 0 ? l : f;
          double b = ((k & 1) == 0 ? l : f);
          double c = (k & 1) == 0 ? i : f;
          double d = true ? l : f;
          double e = (k & 1) == 0 ? (k & 2) == 0 ? l : f : i;
          double g = (k & 1) == 0 ? ((k & 2) == 0 ? l : f) : i;
          double h = true ? 16777217 : 1f;
          x[0] = (k & 1) == 0 ? l : f;
          x[1] += (k & 1) == 0 ? l : f;
          x[2] = x[0] * ((k & 1) == 0 ? l : f);
          double[] y = {(k & 1) == 0 ? l : f};
          return a + b * 3 + c * 5 + d * 7 + e * 11 + g * 13 + h + back(k, l, f) + widen((k & 1) == 0 ? i : f) + y[0];
        }
        """);
  }

  @Test
  void lines() {
    checkBody(
        """
        @Operator static int selector(@Tensor({2}) int[] x, int k) {
          switch (
              x[
                k]) {
            case 1 ->
              k
                = x[k + 1]
                / (k - 1);
            case 2 -> {
              k++;
              k = x
                [k];
            }
            default ->
              k = 1 / k;
          }
          return
            k;
        }
        @Operator static int arms(@Tensor({2}) int[] x, int k) {
          return switch (
             k) {
            case 1 ->
              x[0]
                + x[k + 1]
                / (k - 1);
            case 2 ->
              x
                [k];
            default -> {
              yield
               3
               / k;
            }
          } + x[
            k];
        }
        @Operator static int oldArms(@Tensor({2}) int[] x, int k) {
          int r =
            x[switch (k & 3) {
            case 1:
              k++;
              if (
                 x[k] > 0) yield
                x[k]
                ;
            case 2:
              yield x
                [k];
            default:
              yield
               3
               / k;
            }];
          return r;
        }
        @Operator static int conditions(@Tensor({2}) int[] x, int k) {
          if (switch (k & 3) {
              case 0 ->
                k > 3
                  ? x[k] > 0
                  : x[
                     k + 1] > 0;
              case 1 -> {
                 yield
                  x[k] > 1;
              }
              default -> k > 0;
              } &&
             x[
               k - 2] > 0)
            return 1;
          boolean b =
              switch (k & 3) {
              case 0 ->
                k > 3
                  ? x[k] > 0
                  : x[
                     k + 1] > 0;
              default ->
                 x[k] > 1
                 ;
              };
          while (switch (k & 3) {
              case 0 ->
                x[k] > 0;
              default ->
                 x[k - 1] > 1
                 ;
              }
              )
            k++;
          return b ? 1 / k : 2;
        }
        """);
  }

  @Test
  void manyCases() {
    StringBuilder chosen = new StringBuilder();
    StringBuilder run = new StringBuilder();
    StringBuilder stores = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      chosen.append("case " + i * 7 % 512 + " -> " + i * 31 % 97 + " + x[" + i % 4 + "];\n");
      run.append("case " + i * 13 % 1021 + ": r = r * 3 + " + i + ";\n");
      stores.append("case " + i + ": n += " + i * i + "; break;\n");
    }
    checkBody(
        "@Operator static int chosen(int n, @Tensor({4}) int[] x) { return switch (n & 511) {\n"
            + chosen
            + "default -> -1; }; }\n@Operator static int run(int n) { int r = 0; switch (n & 1023) {\n"
            + run
            + "} return r; }\n@Operator static int stores(int n) { switch (n) {\n"
            + stores
            + "default: n--; } return n; }");
  }

  @Test
  void arrays() {
    checkBody(
        """
        static final int[] TABLE = {3, 1, 4};
        @Operator static int chosen(@Tensor({3}) int[] x, @Tensor({2, 3}) int[][] y, int n) {
          int[] a = switch (n & 3) { case 0 -> x; case 1 -> y[n & 1]; case 2 -> { int[] t = {n, 2, n}; yield t; } default -> new int[3]; };
          a[1] += 5;
          return a[n & 1] + (switch (n) { case 0 -> TABLE; default -> x; })[2] + sum(switch (n & 1) { case 0: yield y[1]; default: yield x; });
        }
        static int sum(int[] a) { int s = 0; for (int v : a) { s += v; } return s; }
        static int[] pick(int[] a, int[] b, int n) { switch (n) { case 1: return a; case 2: break; default: throw new IllegalArgumentException("" + 3); } return b; }
        @Operator static int scopes(@Tensor({3}) int[] x, int n) {
          int r = 0;
          switch (n & 3) {
            case 0: int[] t = {1, 2, 3}; r = t[n & 1]; break;
            case 1: t = x; t[0] = 4; t = new int[] {5, 6, n}; r = t[2];
            default: t = pick(x, new int[3], n); t[1]++; r += t[0] + t[1];
          }
          return r;
        }
        """);
  }

  @Test
  void labelsOfOtherClasses() {
    check(
        """
        import dev.annotir.*;
        import static other.Codes.*;
        final class Ops {
          interface Local { int FOUR = 4; }
          @Operator static int code(int n) {
            return switch (n) { case ONE -> 5; case other.Codes.TWO + 1 -> 6; case Local.FOUR -> 7; case (TWO > 1 ? 9 : 10) -> 1; default -> 0; };
          }
        }
        """,
        """
        package other;
        public final class Codes {
          private Codes() {}
          public static final int ONE = 1;
          public static final byte TWO = ONE + 1;
        }
        """);
  }
}
