package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Calls of Java's library. */
final class LibraryCalls {
  /**
   * What can be called: result, method and parameters; {@code /} after a parameter says that it had
   * better not be zero. For T stand int and long, for F float and double.
   */
  private static final List<String> METHODS =
      List.of(
          "T Math.min(T, T)",
          "T Math.max(T, T)",
          "T Math.abs(T)",
          "T StrictMath.max(T, T)",
          "T Math.floorDiv(T, T/)",
          "T Math.floorMod(T, T/)",
          "long Math.floorDiv(long, int/)",
          "int Math.floorMod(long, int/)",
          "long Math.multiplyFull(int, int)",
          "long Math.multiplyHigh(long, long)",
          "T Math.addExact(T, T)",
          "T Math.subtractExact(T, T)",
          "T Math.multiplyExact(T, T)",
          "long Math.multiplyExact(long, int)",
          "T Math.incrementExact(T)",
          "T Math.negateExact(T)",
          "T Math.absExact(T)",
          "int Math.toIntExact(long)",
          "F Math.min(F, F)",
          "F Math.max(F, F)",
          "F StrictMath.min(F, F)",
          "F Math.abs(F)",
          "F Math.fma(F, F, F)",
          "F Math.signum(F)",
          "F StrictMath.copySign(F, F)",
          "F Math.ulp(F)",
          "F Math.nextUp(F)",
          "F Math.nextDown(F)",
          "F Math.nextAfter(F, double)",
          "F Math.scalb(F, int)",
          "int Math.getExponent(F)",
          "int Math.round(float)",
          "long Math.round(double)",
          "double Math.sqrt(double)",
          "double StrictMath.sqrt(double)",
          "double Math.floor(double)",
          "double Math.ceil(double)",
          "double Math.rint(double)",
          "double Math.IEEEremainder(double, double)",
          "double Math.toRadians(double)",
          "int Integer.bitCount(int)",
          "int Long.bitCount(long)",
          "int Integer.numberOfLeadingZeros(int)",
          "int Long.numberOfLeadingZeros(long)",
          "int Integer.numberOfTrailingZeros(int)",
          "int Long.numberOfTrailingZeros(long)",
          "int Integer.highestOneBit(int)",
          "long Long.lowestOneBit(long)",
          "int Integer.rotateLeft(int, int)",
          "long Long.rotateRight(long, int)",
          "int Integer.reverse(int)",
          "long Long.reverse(long)",
          "int Integer.reverseBytes(int)",
          "long Long.reverseBytes(long)",
          "short Short.reverseBytes(short)",
          "char Character.reverseBytes(char)",
          "int Integer.signum(int)",
          "int Integer.compare(int, int)",
          "int Long.compareUnsigned(long, long)",
          "int Integer.divideUnsigned(int, int/)",
          "long Long.remainderUnsigned(long, long/)",
          "long Integer.toUnsignedLong(int)",
          "int Byte.toUnsignedInt(byte)",
          "int Short.toUnsignedInt(short)",
          "int Float.compare(float, float)",
          "int Double.compare(double, double)",
          "int Float.floatToIntBits(float)",
          "long Double.doubleToLongBits(double)",
          "int Long.hashCode(long)",
          "int Double.hashCode(double)",
          "boolean Float.isNaN(float)",
          "boolean Double.isFinite(double)",
          "boolean Float.isInfinite(float)",
          "boolean Boolean.logicalXor(boolean, boolean)");

  private final Grammar g;

  LibraryCalls(Grammar g) {
    this.g = g;
  }

  /** A call of a method that returns that type; null if there is none. */
  Code of(Type type, int depth) {
    String[] variables =
        type == Type.LONG || type == Type.DOUBLE
            ? new String[] {"long", "double"}
            : new String[] {"int", "float"};
    List<String> methods =
        METHODS.stream()
            .map(m -> m.replaceAll("\\bT\\b", variables[0]).replaceAll("\\bF\\b", variables[1]))
            .filter(method -> method.startsWith(type.java() + " "))
            .toList();
    return methods.isEmpty() ? null : call(type, g.dice.of(methods), depth);
  }

  private Code call(Type type, String method, int depth) {
    int open = method.indexOf('(');
    String name = method.substring(method.indexOf(' ') + 1, open);
    if (name.endsWith("Exact") && g.dice.chance(g.style.safe() - 15)) {
      return null;
    }
    List<Object> pieces = new ArrayList<>(List.of(name));
    List<String> places = new ArrayList<>();
    for (String parameter : method.substring(open + 1, method.length() - 1).split(", ")) {
      pieces.add(argument(parameter, depth));
      places.add("#");
    }
    return Code.expression(type, "#(" + String.join(", ", places) + ")", pieces.toArray());
  }

  private Code argument(String parameter, int depth) {
    boolean divides = parameter.endsWith("/");
    Type type = Type.valueOf(parameter.replace("/", "").toUpperCase(Locale.ROOT));
    return divides ? g.arithmetic.divisor(type, depth) : g.expressions.of(type, depth);
  }
}
