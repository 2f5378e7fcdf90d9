package dev.annotir.processor.c;

import dev.annotir.processor.ir.DType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The C names of types and the C literals of their values, legal in C99 and C++17 without a header.
 */
final class CTypes {
  private CTypes() {}

  /**
   * The C type of an element in memory and of a parameter: a bool is a {@code uint8_t} of which any
   * nonzero value is true, a float16 or bfloat16 the {@code uint16_t} of its bits.
   */
  static String of(DType dtype) {
    return switch (dtype) {
      case BOOL -> "uint8_t";
      case FLOAT16, BFLOAT16 -> "uint16_t";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
      default -> dtype.tvmName() + "_t";
    };
  }

  /** The unsigned type as wide as an integer type. */
  static String unsigned(DType dtype) {
    return "uint" + dtype.bits() + "_t";
  }

  /**
   * A constant expression of the value, good for an initialiser; {@code bits} as {@link DType}
   * says.
   */
  static String literal(DType dtype, long bits) {
    return switch (dtype) {
      case FLOAT32 -> float32((int) bits);
      case FLOAT64 -> float64(bits);
      case UINT32 -> bits + "u";
      case UINT64 -> Long.toUnsignedString(bits) + (bits >>> 31 == 0 ? "u" : "ULL");
      case INT32, INT64 -> signed(dtype, bits);
      default -> Long.toString(bits);
    };
  }

  private static String signed(DType dtype, long value) {
    boolean wide = value != (int) value;
    if (value == dtype.min()) {
      return "(" + (value + 1) + (wide ? "LL" : "") + " - 1)";
    } else if (value == Integer.MIN_VALUE) {
      return value + "LL";
    }
    return value + (wide ? "LL" : "");
  }

  private static String float32(int bits) {
    float value = Float.intBitsToFloat(bits);
    if (Float.isNaN(value)) {
      return "__builtin_nanf(\"\")";
    } else if (Float.isInfinite(value)) {
      return (value < 0 ? "-" : "") + "__builtin_inff()";
    }
    String digits = "";
    for (int precision = 1; precision <= 9; precision++) {
      digits = decimal(value, bits < 0, precision);
      if (Float.floatToRawIntBits(Float.parseFloat(digits)) == bits) {
        break;
      }
    }
    return digits + "f";
  }

  private static String float64(long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isNaN(value)) {
      return "__builtin_nan(\"\")";
    } else if (Double.isInfinite(value)) {
      return (value < 0 ? "-" : "") + "__builtin_inf()";
    }
    String digits = "";
    for (int precision = 1; precision <= 17; precision++) {
      digits = decimal(value, bits < 0, precision);
      if (Double.doubleToRawLongBits(Double.parseDouble(digits)) == bits) {
        break;
      }
    }
    return digits;
  }

  /** The finite value rounded to a number of decimal digits: {@code 0.25} or {@code 1.5e-45}. */
  private static String decimal(double value, boolean negative, int precision) {
    BigDecimal rounded =
        new BigDecimal(Math.abs(value))
            .round(new MathContext(precision, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    String digits = rounded.unscaledValue().toString();
    int point = digits.length() - rounded.scale();
    return (negative ? "-" : "") + (rounded.signum() == 0 ? "0.0" : place(digits, point));
  }

  /** The number 0.digits * 10^point. */
  private static String place(String digits, int point) {
    int length = digits.length();
    if (point < -3 || point > 10) {
      String fraction = length == 1 ? "" : "." + digits.substring(1);
      return digits.charAt(0) + fraction + "e" + (point - 1);
    } else if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    } else if (length <= point) {
      return digits + "0".repeat(point - length) + ".0";
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }
}
