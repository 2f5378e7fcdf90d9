package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.frontend.tree.Reference;
import dev.annotir.processor.ir.InexactCall;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Math whose results Java lets differ within a few ulps. For each, operators have
 * the method of DoubleMath that has its name, parameters and special cases.
 */
final class InexactFunctions {
  /** What replaces them, in dev.annotir.math. */
  static final String REPLACEMENT = "dev.annotir.math.DoubleMath";

  /** By how many ulps at most the methods of DoubleMath are off. */
  private static final double OWN = 2;

  /** By how many ulps Java lets each method be off. */
  private static final Map<String, Double> JAVAS = new LinkedHashMap<>();

  static {
    put("sin(double)", 1);
    put("cos(double)", 1);
    put("tan(double)", 1);
    put("asin(double)", 1);
    put("acos(double)", 1);
    put("atan(double)", 1);
    put("atan2(double, double)", 2);
    put("sinh(double)", 2.5);
    put("cosh(double)", 2.5);
    put("tanh(double)", 2.5);
    put("exp(double)", 1);
    put("expm1(double)", 1);
    put("log(double)", 1);
    put("log10(double)", 1);
    put("log1p(double)", 1);
    put("pow(double, double)", 1);
    put("cbrt(double)", 1);
    put("hypot(double, double)", 1);
  }

  private InexactFunctions() {}

  private static void put(String method, double ulps) {
    JAVAS.put("java.lang.Math." + method, ulps);
    JAVAS.put("java.lang.StrictMath." + method, ulps);
  }

  /** Their signatures. */
  static Set<String> signatures() {
    return JAVAS.keySet();
  }

  /** How many ulps a result in C may be from the JVM's; null for another method. */
  static @Nullable Double ulps(String signature) {
    Double javas = JAVAS.get(signature);
    return javas == null ? null : javas + OWN;
  }

  /** Says that a call may have other bits on the JVM. */
  static Diagnostic warning(InexactCall call) {
    String name = call.function().substring(call.function().indexOf('.') + 1);
    String ulps =
        new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(call.ulps());
    return new Diagnostic(
        Id.INEXACT,
        call.function()
            + " may differ in its last bits from one JVM to the next; in C it is DoubleMath."
            + name
            + ", up to "
            + ulps
            + " ulps away\nwrite DoubleMath."
            + name
            + " of dev.annotir.math for the same bits everywhere",
        call.span());
  }

  /** The method of DoubleMath for one of Math. */
  static Reference.Method replacement(Reference.Method method) {
    return new Reference.Method(REPLACEMENT, method.name(), method.parameters());
  }
}
