package dev.annotir.testing;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * The first place where two values have other bits, but for the sign and payload of a NaN.
 *
 * @param place such as {@code [3][4]}
 */
record Difference(String place, Object first, Object second) {
  /** The first difference of two values of one type, or null. */
  static @Nullable Difference of(Object first, Object second, boolean isHalf) {
    if (first.getClass().isArray() && second.getClass().isArray()) {
      if (Array.getLength(first) != Array.getLength(second)) {
        return new Difference(".length", Array.getLength(first), Array.getLength(second));
      }
      for (int i = 0; i < Array.getLength(first); i++) {
        Difference difference = of(Array.get(first, i), Array.get(second, i), isHalf);
        if (difference != null) {
          String place = "[" + i + "]" + difference.place;
          return new Difference(place, difference.first, difference.second);
        }
      }
      return null;
    }
    boolean same = first.equals(second) || (isHalf && isNotANumber(first) && isNotANumber(second));
    return same ? null : new Difference("", first, second);
  }

  /** Whether bits are those of a NaN, of either 16-bit format. */
  private static boolean isNotANumber(Object value) {
    int bits = value instanceof Short s ? s & 0x7FFF : 0;
    return bits > 0x7C00;
  }
}
