package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every operator on every type, with Java's promotions and conversions. */
class ArithmeticTest {
  private static final List<String> NUMBERS =
      List.of("byte", "short", "char", "int", "long", "float", "double");
  private static final List<String> INTEGERS = List.of("byte", "short", "char", "int", "long");

  private static String promoted(String a, String b) {
    for (String wide : List.of("double", "float", "long")) {
      if (a.equals(wide) || b.equals(wide)) {
        return wide;
      }
    }
    return "int";
  }

  private static void checkPairs(List<String> as, List<String> bs, String operators, String body) {
    StringBuilder all = new StringBuilder();
    String[] list = operators.split(" ");
    for (String a : as) {
      for (String b : bs) {
        for (int i = 0; i < list.length; i++) {
          String result = body.contains("boolean") ? "boolean" : promoted(a, b);
          all.append("@Operator static ")
              .append(
                  body.replace("RESULT", result)
                      .replace(
                          "NAME",
                          "op"
                              + i
                              + "_"
                              + a.charAt(0)
                              + a.charAt(1)
                              + "_"
                              + b.charAt(0)
                              + b.charAt(1))
                      .replace("A ", a + " ")
                      .replace("B ", b + " ")
                      .replace("OP", list[i]))
              .append('\n');
        }
      }
    }
    checkBody(all.toString());
  }

  @Test
  void longExpressions() {
    StringBuilder operators = new StringBuilder();
    for (String op : List.of("+", "-", "*", "^", "<<", "%")) {
      String operands =
          IntStream.range(0, 40).mapToObj(i -> "x[" + i + "]").collect(joining(" " + op + " "));
      operators.append(operator(operators.length(), operands));
    }
    String extremes = "x[0]";
    String choices = "x[0]";
    for (int i = 1; i < 30; i++) {
      extremes = "Math.min(x[" + i + "], Math.max(" + extremes + ", " + i + "))";
      choices = "(" + choices + " > " + i + " ? x[" + i + "] : -x[" + i + "])";
    }
    operators.append(operator(operators.length(), extremes));
    operators.append(operator(operators.length(), choices));
    checkBody(operators.toString());
  }

  private static String operator(int number, String value) {
    return "@Operator static int f%d(@Tensor({40}) int[] x) { return %s; }%n"
        .formatted(number, value);
  }

  @Test
  void binary() {
    checkPairs(NUMBERS, NUMBERS, "+ - * / %", "RESULT NAME(A a, B b) { return a OP b; }");
  }

  @Test
  void bitwise() {
    checkPairs(INTEGERS, INTEGERS, "& | ^", "RESULT NAME(A a, B b) { return a OP b; }");
  }

  @Test
  void shifts() {
    checkPairs(INTEGERS, INTEGERS, "<< >> >>>", "long NAME(A a, B b) { return a OP b; }");
    checkBody(
        """
        @Operator static int far(int a) { return (a << 33) + (a >> -1) + (a >>> 32) + (a << 31L) + (a >>> -31L); }
        @Operator static long farLong(long a) { return (a << 65) + (a >> -1) + (a >>> 64) + (a << 63); }
        @Operator static int narrow(byte b, short s, char c) { return (b >>> 3) + (s >>> 17) + (c >> 3) + (c << 17) + (b << 25); }
        """);
  }

  @Test
  void comparisons() {
    checkPairs(NUMBERS, NUMBERS, "== != < <= > >=", "boolean NAME(A a, B b) { return a OP b; }");
    checkPairs(
        List.of("float", "double", "int"),
        List.of("float", "double"),
        "< <= > >= == !=",
        "boolean NAME(A a, B b) { return !(a OP b) & !!(b OP a) | !(a OP a); }");
  }

  @Test
  void compoundAssignments() {
    checkPairs(NUMBERS, NUMBERS, "+= -= *= /= %=", "RESULT NAME(A a, B b) { a OP b; return a; }");
    checkPairs(
        INTEGERS, INTEGERS, "&= |= ^= <<= >>= >>>=", "RESULT NAME(A a, B b) { a OP b; return a; }");
  }

  @Test
  void compoundAssignmentsOfElements() {
    checkPairs(
        NUMBERS,
        List.of("byte", "long", "float", "double"),
        "+= -= *= /=",
        "void NAME(@Tensor({3}) A [] a, B b) { a[0] OP b; a[1] OP a[0] OP b; }");
  }

  @Test
  void casts() {
    checkPairs(NUMBERS, NUMBERS, "-", "B NAME(A a) { return (B ) a; }".replace("B )", "B )"));
    checkPairs(
        NUMBERS,
        NUMBERS,
        "+ -",
        "double NAME(A a, B b) { return (A ) (B ) (a OP b) + (byte) (char) (A ) b; }");
  }

  @Test
  void unaryAndIncrement() {
    checkPairs(NUMBERS, List.of("int"), "- +", "RESULT NAME(A a) { return OP a + OP(OP a); }");
    checkPairs(INTEGERS, List.of("int"), "~", "RESULT NAME(A a) { return OP a - OP -a; }");
    checkPairs(
        NUMBERS,
        List.of("int"),
        "++ --",
        "double NAME(A a) { A b = a OP; return b * 3.0 + OP a * 7 + a OP + a; }");
    checkPairs(
        NUMBERS,
        List.of("int"),
        "++ --",
        "void NAME(@Tensor({2}) A [] a) { a[0]OP; OP a[1]; a[0] = a[1]OP; }");
  }

  @Test
  void conditionalTypes() {
    checkBody(
        """
        static final int BIG = 100000;
        @Operator static int charOrInt(boolean c, char x) { var v = c ? x : 0; v--; return v; }
        @Operator static int charOrBig(boolean c, char x) { var v = c ? x : BIG; return v + 1; }
        @Operator static int byteOrConstant(boolean c, byte x) { var v = c ? x : 127; v++; return v; }
        @Operator static int byteOrTooBig(boolean c, byte x) { var v = c ? x : 128; v++; return v; }
        @Operator static int byteOrShort(boolean c, byte x, short y) { var v = c ? x : y; v += 40000; return v; }
        @Operator static int byteOrChar(boolean c, byte x, char y) { var v = c ? x : y; return v; }
        @Operator static int shortOrCharConstant(boolean c, short x) { var v = c ? x : 'a'; v += 60000; return v; }
        @Operator static double intOrDouble(boolean c, int x) { return (c ? x : 0.5) / 2; }
        @Operator static float longOrFloat(boolean c, long x, float y) { return c ? x : y; }
        @Operator static int constantCondition(int x) { var v = true ? 1 : 'a'; return v + x; }
        @Operator static int constantChar(int x) { var v = false ? 1 : 'a'; v += x; return v; }
        @Operator static int constantDivision(int x) { return true ? 1 : x / 0; }
        @Operator static double promotedConstant(int x) { return 7 / 2 * 2.0 + (true ? x : 1.0f) / 2; }
        @Operator static byte narrowed(boolean c) { final byte b = 'c'; byte d = true ? b : 'b'; return c ? d : b; }
        """);
  }

  @Test
  void charsAndStrangeLiterals() {
    checkBody(
        """
        @Operator static char next(char c) { c++; c += 1.5; c -= 'a'; return c; }
        @Operator static int digits(char c) { return c - '0' + 'a' % c + (char) -1 + '\\uFFFF'; }
        @Operator static char round(char c) { return (char) (c + 1 == 0 ? c : c-- - c); }
        @Operator static byte half(byte b) { b += 1.5; b *= 0.5f; b /= 2.0; b -= 1e10; return b; }
        @Operator static short floats(short s, float f) { s += f; s %= 7.5; s *= f; return s; }
        @Operator static int intPlusLong(int i, long l) { i += l; i -= l * 3; i /= l | 1; return i; }
        @Operator static int intTimesFloat(int i, float f, double d) { i *= f; i += d; i -= 0.5; i %= 3.7f; return i; }
        @Operator static long longPlusFloat(long l, float f) { l += f; l++; l *= 1.0f; l -= 0.5; return l; }
        @Operator static float floatPlusDouble(float f, double d) { f += d; f *= d; f -= 1e40; return f; }
        @Operator static int literals() { return 0x80000000 + 0b101 + 017 + 1_000 + (int) 0xFFFFFFFFFFL + Integer.MIN_VALUE; }
        @Operator static long longLiterals() { return 0x8000000000000000L + -9223372036854775808L + -2147483648; }
        @Operator static double doubles() { return 0x1.8p3 + 1e-310 + 4.9e-324 + .5 + 1f + 3D + 0f / 0 + -0.0; }
        @Operator static float floats2() { return 1e-45f + 0x1p-149f + 3.4028235e38f * 2 + 16777217; }
        @Operator static int minimum(int a) { return Integer.MIN_VALUE / a + Integer.MIN_VALUE % a + -Integer.MIN_VALUE; }
        @Operator static long minimumLong(long a) { return Long.MIN_VALUE / a + Long.MIN_VALUE % a; }
        @Operator static float rounding(long a) { return a; }
        @Operator static double roundingDouble(long a) { return a * 1.0 + (float) a + (double) (int) a; }
        @Operator static double zeros(double a) { return 0.0 - a + -a * 0 + (a - a) / 1; }
        """);
  }

  @Test
  void booleans() {
    checkBody(
        """
        @Operator static boolean logic(boolean a, boolean b) { return a & !b | a ^ b == (a != b); }
        @Operator static boolean compound(boolean a, boolean b) { a &= b; b |= a; a ^= !b; return a == b; }
        @Operator static void elements(@Tensor({4}) boolean[] x) { x[0] &= x[1]; x[1] |= !x[2]; x[2] ^= x[3] = x[0]; }
        @Operator static boolean selected(boolean a, boolean b, boolean c) { return a ? b : !c; }
        """);
  }

  @Test
  void mathFunctions() {
    checkBody(
        """
        @Operator static double sqrt(double a, float f) { return Math.sqrt(a) + (float) Math.sqrt(f); }
        @Operator static double abs(double a, float f, int i, long l) { return Math.abs(a) + Math.abs(f) + Math.abs(i) + Math.abs(l); }
        @Operator static int absByte(byte a, char c) { return Math.abs(a) + Math.abs(c); }
        @Operator static double min(double a, double b) { return Math.min(a, b); }
        @Operator static double max(double a, double b) { return 1 / Math.max(a, b); }
        @Operator static float minFloat(float a, float b) { return 1 / Math.min(a, b); }
        @Operator static float maxFloat(float a, long b) { return Math.max(a, b); }
        @Operator static long minLong(long a, int b) { return Math.min(a, b); }
        @Operator static int maxChar(char a, short b) { return Math.max(a, b); }
        @Operator static double zeroOrder() { return 1 / Math.min(0.0, -0.0) + Math.max(-0.0, 0.0); }
        @Operator static double fma(double a, double b, double c) { return Math.fma(a, b, c); }
        @Operator static float fmaFloat(float a, float b, float c) { return Math.fma(a, b, c); }
        @Operator static double rint(double a) { return Math.rint(a); }
        @Operator static double floor(double a) { return 1 / Math.floor(a) + Math.ceil(a); }
        @Operator static double ceil(double a) { return 1 / Math.ceil(a); }
        @Operator static int floorDiv(int a, int b) { return Math.floorDiv(a, b); }
        @Operator static long floorDivLong(long a, int b) { return Math.floorDiv(a, b); }
        @Operator static long floorDivLongs(long a, long b) { return Math.floorDiv(a, b); }
        @Operator static int floorMod(int a, int b) { return Math.floorMod(a, b); }
        @Operator static int floorModInt(long a, int b) { return Math.floorMod(a, b); }
        @Operator static long floorModLongs(long a, long b) { return Math.floorMod(a, b); }
        @Operator static double strict(double a) { return StrictMath.sqrt(a) + StrictMath.floor(a) + StrictMath.abs(a); }
        @Operator static float widened(int a, float b) { return Math.max(a, b) + Math.min(b, a); }
        """);
  }
}
