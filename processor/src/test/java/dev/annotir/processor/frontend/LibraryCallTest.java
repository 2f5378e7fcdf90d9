package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;

import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.fixture.Refusal;
import org.junit.jupiter.api.Test;

/** Calls of the library within the rest of the language. */
class LibraryCallTest {
  @Test
  void keepOrderAndLines() {
    checkBody(
        """
        @Operator static int sideEffects(@Tensor({4}) int[] x, int i) {
          i &= 3;
          return Math.addExact(x[i], x[i]++) + Math.floorMod(i++, i) + Integer.compare(x[i & 3]--, i);
        }
        @Operator static int lazy(@Tensor({4}) int[] x, int i) {
          if (i >= 0 && i < 4 && Math.negateExact(x[i]) > 0 || Integer.signum(i) < 0) return 1;
          while (i > 0 && Integer.bitCount(i) > 1) i = Integer.highestOneBit(i) - 1;
          return i > 9 ? Math.multiplyExact(i, i) : Math.round(i / 3f);
        }
        @Operator static int lines(int a, int b) {
          int c = Math.addExact(
              a,
              Math.subtractExact(b,
                  a));
          return Math
              .multiplyExact(c,
                  2)
              + Math.toIntExact(
                  (long) a * b);
        }
        @Operator static float checked(@Tensor({8}) float[] x, @Tensor({3}) int[] idx) {
          float s = 0;
          for (int i = 0; i < 3; i++) {
            int k = java.util.Objects.checkIndex(idx[i], 8);
            s += x[k];
          }
          return s;
        }
        @Operator static int named(int index, int value, int a) {
          return Integer.rotateLeft(Integer.rotateLeft(index, value), a) + Integer.compare(value, a);
        }
        @Operator static byte narrow(byte b, short s, char c, long l) {
          b += Integer.bitCount(b) + Long.bitCount(s) + Integer.reverse(c);
          return (byte) Math.max(b, Long.numberOfTrailingZeros(l));
        }
        @Operator static double promoted(int i, long l, float f) {
          return Math.ulp(i) + Math.nextUp(l) + Math.signum(f) + Math.copySign(i, f) + Math.scalb(f, i) + Math.round(i);
        }
        """);
  }

  private static void refused(String call, String why, String advice) {
    Refusal.ofBody(
        Id.UNSUPPORTED_CALL,
        "@Operator static void f(@Tensor({4}) int[] x, char c, double d) { /*!*/" + call + "; }",
        why,
        advice);
  }

  @Test
  void othersAreRefused() {
    refused("Math.random()", "Math.random gives another value", "in a tensor");
    refused("Character.isDigit(c)", "Unicode", "c >= '0' && c <= '9'");
    refused("Character.toUpperCase(c)", "Unicode", "(char) (c - 'a' + 'A')");
    refused("Character.getNumericValue(c)", "Unicode", "compare");
    refused("Integer.parseInt(null)", "Integer.parseInt is about text", "in the caller");
    refused("Integer.toBinaryString(7)", "text", "in the caller");
    refused("String.valueOf(d)", "String.valueOf is about text", "to the caller");
    refused("Float.valueOf(2f).intValue()", "Float.intValue makes an object", "(int) x");
    refused("System.nanoTime()", "System.nanoTime gives another value", "measure in the caller");
    refused("System.gc()", "System.gc is about the JVM", "in the caller");
    refused("java.util.Arrays.sort(x)", "Arrays.sort is not among", "write a loop");
    refused("java.util.List.of(1)", "List.of works on objects", "use arrays and loops");
    refused(
        "java.util.Objects.requireNonNull(x)", "no array of an operator is null", "leave it out");
    refused("\"abc\".charAt(x[0])", "String.charAt is about text", "static final char[]");
    refused("Thread.State.NEW.ordinal()", "Enum.ordinal is about enums", "use int constants");
    refused("Thread.yield()", "Thread.yield is not among", "a static method of your own");
    refused("new Object().hashCode()", "Object.hashCode is not among", "of your own");
  }

  @Test
  void constantsThatJavaCannotComputeAreRefused() {
    Refusal.ofBody(
        Id.BAD_CONSTANT,
        """
        static final int K = Math.addExact(Integer.MAX_VALUE, 1);
        @Operator static int f() { return /*!*/K; }
        """,
        "K");
  }
}
