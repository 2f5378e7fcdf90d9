package dev.annotir.testing;

import dev.annotir.runtime.OperatorInfo;
import dev.annotir.runtime.OperatorInfo.Parameter;
import java.lang.reflect.Array;
import java.util.List;
import java.util.SplittableRandom;

/** Arguments of calls, each the same for the same seed, operator and number. */
final class RandomArguments {
  /** How the values of an argument are chosen. */
  private enum Style {
    ZEROS,
    SMALL,
    INDICES,
    BITS,
    SPECIAL,
    MIXED
  }

  /** Those of single values. */
  private static final List<Style> PURE =
      List.of(Style.ZEROS, Style.SMALL, Style.INDICES, Style.BITS, Style.SPECIAL);

  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    2,
    7,
    8,
    31,
    32,
    63,
    64,
    127,
    128,
    255,
    256,
    -128,
    -129,
    32767,
    32768,
    -32768,
    65535,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE - 1L,
    1L << 31,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private static final double[] NUMBERS = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    1.5,
    2,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    1e-3,
    255,
    256,
    32767.5,
    2147483648.0,
    -2147483649.0,
    9.3e18,
    -9.3e18
  };

  private final SplittableRandom random;

  /** The greatest extent of the operator's tensors, or more. */
  private final int extent;

  private RandomArguments(SplittableRandom random, int extent) {
    this.random = random;
    this.extent = extent;
  }

  /** The arguments of a call, as the Java method takes them. */
  static Object[] of(OperatorInfo operator, long seed, int call) {
    SplittableRandom random =
        new SplittableRandom(seed * 31 + operator.name().hashCode() * 1_000_003L + call);
    int extent =
        operator.parameters().stream()
            .flatMap(p -> p.extents().stream())
            .mapToInt(Integer::intValue)
            .max()
            .orElse(4);
    RandomArguments values = new RandomArguments(random, extent);
    // The first calls are the ones that say most: all zeros, then all in range.
    Style[] styles = Style.values();
    Style style = call < styles.length ? styles[call] : null;
    List<Parameter> parameters = operator.parameters();
    Object[] arguments = new Object[parameters.size()];
    for (int i = 0; i < arguments.length; i++) {
      Style own = style == null ? styles[random.nextInt(styles.length)] : style;
      arguments[i] = values.argument(parameters.get(i), own);
    }
    return arguments;
  }

  private Object argument(Parameter parameter, Style style) {
    Class<?> element = parameter.element();
    if (!parameter.isTensor()) {
      return scalar(element, style);
    }
    Object array = Array.newInstance(element, parameter.javaExtents());
    fill(array, element, style);
    return array;
  }

  private void fill(Object array, Class<?> element, Style style) {
    for (int i = 0; i < Array.getLength(array); i++) {
      if (array instanceof Object[] rows) {
        fill(rows[i], element, style);
      } else {
        Array.set(array, i, scalar(element, style));
      }
    }
  }

  private Object scalar(Class<?> type, Style style) {
    Style own = style == Style.MIXED ? PURE.get(random.nextInt(PURE.size())) : style;
    return switch (type.getName()) {
      case "boolean" -> own != Style.ZEROS && random.nextBoolean();
      case "byte" -> (byte) integer(own);
      case "short" -> (short) integer(own);
      case "char" -> (char) integer(own);
      case "int" -> (int) integer(own);
      case "long" -> integer(own);
      case "float" ->
          own == Style.BITS ? Float.intBitsToFloat(random.nextInt()) : (float) number(own);
      default -> own == Style.BITS ? Double.longBitsToDouble(random.nextLong()) : number(own);
    };
  }

  private long integer(Style style) {
    return switch (style) {
      case ZEROS -> 0;
      case SMALL -> random.nextInt(-3, 10);
      // Now and then one too many.
      case INDICES -> random.nextInt(extent + (random.nextInt(16) == 0 ? 1 : 0));
      case SPECIAL -> INTEGERS[random.nextInt(INTEGERS.length)];
      default -> random.nextLong();
    };
  }

  private double number(Style style) {
    return switch (style) {
      case ZEROS -> 0;
      case SMALL -> random.nextInt(-16, 17) / 4.0;
      case INDICES -> random.nextDouble(-1, 1);
      default -> NUMBERS[random.nextInt(NUMBERS.length)];
    };
  }
}
