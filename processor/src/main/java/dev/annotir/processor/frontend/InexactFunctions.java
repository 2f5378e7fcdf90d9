package dev.annotir.processor.frontend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Math whose results Java lets differ within a few ulps, so that only the same
 * algorithm everywhere has the same bits everywhere.
 */
final class InexactFunctions {
  private static final Map<String, String> ADVICE = new LinkedHashMap<>();

  static {
    put("sin(double)", "DoubleMath.sin(x)");
    put("cos(double)", "DoubleMath.cos(x)");
    put("tan(double)", "DoubleMath.tan(x)");
    put("asin(double)", "DoubleMath.atan2(x, Math.sqrt((1 - x) * (1 + x)))");
    put("acos(double)", "DoubleMath.atan2(Math.sqrt((1 - x) * (1 + x)), x)");
    put("atan(double)", "DoubleMath.atan(x)");
    put("atan2(double, double)", "DoubleMath.atan2(y, x)");
    put("sinh(double)", "DoubleMath.sinh(x)");
    put("cosh(double)", "DoubleMath.cosh(x)");
    put("tanh(double)", "DoubleMath.tanh(x)");
    put("exp(double)", "DoubleMath.exp(x)");
    put("expm1(double)", "DoubleMath.exp(x) - 1, or a polynomial where x is small");
    put("log(double)", "DoubleMath.log(x)");
    put("log10(double)", "DoubleMath.log(x) * 0.4342944819032518");
    put("log1p(double)", "DoubleMath.log(1 + x), or a polynomial where x is small");
    put("pow(double, double)", "DoubleMath.pow(x, y)");
    put("cbrt(double)", "DoubleMath.cbrt(x)");
    put("hypot(double, double)", "Math.sqrt(x * x + y * y), scaled where that overflows");
  }

  private InexactFunctions() {}

  private static void put(String method, String advice) {
    ADVICE.put("java.lang.Math." + method, advice);
    ADVICE.put("java.lang.StrictMath." + method, advice);
  }

  /** Their signatures. */
  static Set<String> signatures() {
    return ADVICE.keySet();
  }

  /** What to write instead, DoubleMath being of dev.annotir.math; null for another method. */
  static @Nullable String advice(String signature) {
    return ADVICE.get(signature);
  }
}
