package dev.annotir.processor.script;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The text of constants and strings: exact, ASCII, the same on every JDK. */
final class Literals {
  private Literals() {}

  static Code of(Expr.Const e) {
    return of(e.dtype(), e.bits());
  }

  static Code of(DType dtype, long bits) {
    return switch (dtype.kind()) {
      case BOOL -> typed(dtype, bits != 0 ? "True" : "False");
      case INT -> typed(dtype, Long.toString(bits));
      case UINT ->
          bits >= 0
              ? typed(dtype, Long.toString(bits))
              : reinterpret(dtype, typed(DType.INT64, Long.toString(bits)));
      case LABEL -> reinterpret(dtype, typed(DType.UINT16, Long.toString(bits)));
      case FLOAT -> floating(dtype, bits);
    };
  }

  /** TVM takes what exceeds a float32 as no argument of {@code T.float64}. */
  private static Code floating(DType dtype, long bits) {
    if (dtype == DType.FLOAT32) {
      return typed(dtype, decimal(Float.intBitsToFloat((int) bits), true));
    }
    double value = Double.longBitsToDouble(bits);
    boolean large = Math.abs(value) > Float.MAX_VALUE && !Double.isInfinite(value);
    return large
        ? Code.atom("T.FloatImm(\"float64\", " + decimal(value, false) + ")")
        : typed(dtype, decimal(value, false));
  }

  static Code int32(long value) {
    return of(DType.INT32, value);
  }

  static Code bool(boolean value) {
    return of(DType.BOOL, value ? 1 : 0);
  }

  /** A string in double quotes. */
  static String string(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  private static Code typed(DType dtype, String value) {
    return Code.atom("T." + dtype.tvmName() + "(" + value + ")");
  }

  private static Code reinterpret(DType dtype, Code value) {
    return Code.call("reinterpret", Code.atom("\"" + dtype.tvmName() + "\""), value);
  }

  /** The shortest decimal of a float32 or float64, or {@code nan}, {@code inf}, {@code -inf}. */
  static String decimal(DType dtype, long bits) {
    boolean single = dtype == DType.FLOAT32;
    double value = single ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    return decimal(value, single).replace("\"", "");
  }

  /** The shortest decimal that Python reads as the double that is, or rounds to, the value. */
  private static String decimal(double value, boolean single) {
    if (Double.isNaN(value)) {
      return "\"nan\"";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "\"inf\"" : "\"-inf\"";
    } else if (value == 0) {
      return 1 / value > 0 ? "0" : "-0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; ; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      double read = rounded.doubleValue();
      if (single ? isFloat(read, value) : read == value) {
        return text(rounded.stripTrailingZeros());
      }
    }
  }

  /** Whether the double, within what TVM takes for a float32, becomes that float. */
  private static boolean isFloat(double read, double value) {
    return (float) read == value && Math.abs(read) <= Float.MAX_VALUE;
  }

  private static String text(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
    if (exponent >= -5 && exponent < 16) {
      return value.toPlainString();
    }
    String digits = value.unscaledValue().toString();
    int point = digits.startsWith("-") ? 2 : 1;
    String fraction = digits.substring(point);
    return digits.substring(0, point) + (fraction.isEmpty() ? "" : "." + fraction) + "e" + exponent;
  }
}
