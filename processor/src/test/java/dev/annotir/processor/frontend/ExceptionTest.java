package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.check;
import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** What throw and assert state has Java's class, message and line. */
class ExceptionTest {
  @Test
  void throwing() {
    checkBody(
        """
        static final String TEXT = "n is " + 'x' + 1 + 2L + 1.5f + true + (char) 65 + (3 > 2 ? "yes" : "no") + (String) "!" + 0.1;
        @Operator static int plain(int n, @Tensor({4}) int[] x) {
          if (n < 0) throw new IllegalArgumentException();
          if (n == 0) throw new IllegalArgumentException("zero");
          if (n == 1) { x[0] = 3; throw
              new IllegalStateException(
                 "one"
                 + '\\n' + "\\"\\\\ ?? \\u00e9\\ud83d\\ude00*/"); }
          for (int i = 0; i < 4; i++) {
            if (x[i] > n) throw new ArithmeticException(TEXT);
            else if (x[i] < -n) throw (new UnsupportedOperationException(Ops.TEXT + "" + Integer.MAX_VALUE));
            x[i]++;
          }
          throw new Error("");
        }
        @Operator static int classes(int n) {
          if (n > 0) {
            switch (n & 15) {
              case 0: throw new IndexOutOfBoundsException("a");
              case 1: throw new ArrayIndexOutOfBoundsException("b");
              case 2: throw new NegativeArraySizeException("c");
              case 3: throw new AssertionError();
              case 4: throw new AssertionError("d");
              case 5: throw new AssertionError('e');
              case 6: throw new AssertionError(7);
              case 7: throw new AssertionError(8L);
              case 8: throw new AssertionError(1.0f);
              case 9: throw new AssertionError(2.5);
              case 10: throw new AssertionError(true);
              case 11: throw new NullPointerException();
              case 12: throw new NumberFormatException("f");
              case 13: throw new RuntimeException("g");
              case 14: throw new SecurityException("h");
              default: throw new OutOfMemoryError("i");
            }
          }
          return 3;
        }
        static int required(int n) { if (n <= 2) throw new IllegalArgumentException("small"); return n; }
        static int never(int n) { throw new UnsupportedOperationException("never"); }
        static void loop(int n) { while (true) { if (n-- < 0) throw new ArithmeticException("out"); if (n == 3) return; } }
        static int forever(int n) { while (true) { n += 7; if (n > 5) throw new IllegalStateException(); } }
        @Operator static int helpers(int n) {
          int k = required(n);
          loop(k);
          if (k == 9) return k
            + never(1);
          if (k == 17) k = forever(3);
          return required(
             k - 1)
             + switch (k) { case 5 -> 2; case 6 -> throw
               new IllegalStateException("six"); case 7 -> { k++; throw new IllegalStateException("seven"); } default -> k; };
        }
        @Operator static int old(int n) {
          return switch (n & 3) { case 0: n++; case 1: if (n > 3) throw new ArithmeticException("1"); case 2: yield n; default: throw new ArithmeticException("2"); };
        }
        @Operator static void written(int n, @Tensor({2}) int[] y) {
          if (n == 3) throw new IllegalArgumentException();
          y[0] = 1;
          if (n == 4) { throw new IllegalArgumentException("4"); } else { y[1] = 2; }
        }
        """);
  }

  @Test
  void asserting() {
    checkBody(
        """
        static final boolean OFF = false;
        @Operator static int asserts(@Tensor({4}) int[] x, int n) {
          assert n > -5;
          assert n != 1 : "one";
          assert
              n
                != 2
              : 'c';
          assert n != 3 : 3 + 4;
          assert n != 4 : 1.5f;
          return n;
        }
        @Operator static int indices(@Tensor({4}) int[] x, int n) {
          assert 0 <= n && n < 5 : "n";
          assert n < 4
            ? x[n] > 0
            : x[n - 1] != 0 || x[n - 2]
               / n > 0 : "element";
          assert n == 4 || x[n] < 100 && positive(x, n) && !(n == 2 && x[3] == 1);
          return x[n];
        }
        static boolean positive(int[] x, int n) { int s = 0; for (int v : x) { s += v; } return s > n; }
        @Operator static int constant(int n) {
          assert true : "no";
          assert !OFF;
          if (n == 3) assert false : "three";
          switch (n) { case 4 -> { assert OFF; } default -> { } }
          assert switch (n) { case 0 -> false; case 1 -> n == 1; default -> { int k = n; k++; yield k > n; } } : "switch";
          return n;
        }
        """);
  }

  @Test
  void stateMachines() {
    check(
        """
        import dev.annotir.*;
        final class Ops {
          private static final int START = 0, SIGN = 1, DIGITS = 2, FRACTION = 3, DONE = 4;
          @Operator static int parse(@Tensor({8}) char[] text) {
            int state = START, value = 0, i = 0;
            boolean negative = false;
            while (state != DONE) {
              if (i == 8) throw new IndexOutOfBoundsException("unfinished");
              char c = text[i++];
              switch (state) {
                case START:
                  if (c == '-' || c == '+') { negative = c == '-'; state = SIGN; break; }
                  // fall through
                case SIGN:
                  if (c > 50) throw new NumberFormatException("a" + "b");
                case DIGITS:
                  state = DIGITS;
                  switch (c % 5) { case 0, 1, 2 -> value = value * 10 + c % 10; case 3 -> state = FRACTION; default -> state = DONE; }
                  break;
                case FRACTION:
                  state = c > 20 ? FRACTION : DONE;
                  break;
                default:
                  throw new IllegalStateException();
              }
              assert state >= START && state <= DONE;
            }
            return negative ? -value : value;
          }
          @Operator static int crc(@Tensor(value = {9}, dtype = DType.UINT8) byte[] x, int length) {
            if (length < 0 || length > 9) throw new IllegalArgumentException("length");
            int crc = ~0, i = 0, n = length >>> 2;
            for (; n > 0; n--) {
              crc = step(crc, x[i++]); crc = step(crc, x[i++]); crc = step(crc, x[i++]); crc = step(crc, x[i++]);
            }
            switch (length & 3) {
              case 3: crc = step(crc, x[i++]);
              case 2: crc = step(crc, x[i++]);
              case 1: crc = step(crc, x[i++]);
            }
            return ~crc;
          }
          private static int step(int crc, byte b) {
            crc ^= b & 0xff;
            for (int k = 0; k < 8; k++) crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
            return crc;
          }
        }
        """);
  }
}
