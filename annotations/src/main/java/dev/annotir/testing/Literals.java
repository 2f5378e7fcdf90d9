package dev.annotir.testing;

import java.lang.reflect.Array;

/** Values as Java code. */
final class Literals {
  private Literals() {}

  /** An expression of a value: a boxed primitive, or an array of primitives. */
  static String of(Object value) {
    if (value.getClass().isArray()) {
      return "new " + value.getClass().getSimpleName() + " " + elements(value);
    } else if (value instanceof Character c) {
      return "(char) " + (int) c;
    } else if (value instanceof Byte || value instanceof Short) {
      String type = value instanceof Byte ? "byte" : "short";
      return "(" + type + ") " + value;
    }
    return element(value);
  }

  private static String elements(Object array) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < Array.getLength(array); i++) {
      Object element = Array.get(array, i);
      text.append(i == 0 ? "" : ", ")
          .append(element.getClass().isArray() ? elements(element) : element(element));
    }
    return text.append('}').toString();
  }

  private static String element(Object value) {
    if (value instanceof Float f) {
      return f.isNaN() || f.isInfinite() ? "Float.intBitsToFloat(" + bits(f) + ")" : f + "f";
    } else if (value instanceof Double d) {
      return d.isNaN() || d.isInfinite() ? "Double.longBitsToDouble(" + bits(d) + ")" : d + "";
    } else if (value instanceof Long l) {
      return l + "L";
    } else if (value instanceof Character c) {
      return Integer.toString(c);
    }
    return value.toString();
  }

  private static String bits(float value) {
    return "0x" + Integer.toHexString(Float.floatToRawIntBits(value));
  }

  private static String bits(double value) {
    return "0x" + Long.toHexString(Double.doubleToRawLongBits(value)) + "L";
  }
}
