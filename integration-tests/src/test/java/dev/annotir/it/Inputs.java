package dev.annotir.it;

import dev.annotir.processor.ir.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Random arguments, with many that are special and many that are likely to be valid. */
final class Inputs {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    1.5,
    2.5,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0x1p31,
    -0x1p31,
    0x1p63,
    1e30
  };

  private static final float[] FLOATS = {
    Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE
  };

  private static final double[] DOUBLES = {
    Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE
  };

  /** How the elements of one argument are drawn. */
  private enum Style {
    BITS,
    SPECIAL,
    SMALL,
    INDEX,
    MIXED,
    LANDMARK
  }

  private static final List<Style> ANYWHERE =
      List.of(Style.BITS, Style.SPECIAL, Style.SMALL, Style.INDEX, Style.MIXED);
  private static final List<Style> ANY = List.of(Style.values());

  private final OperatorInfo operator;
  private final Random random;
  private final List<Long> landmarks;

  /** Whether all scalars of the call are likely to be valid at once. */
  private final boolean tame;

  /** The extents of the operator's tensors, which indices are likely to be below. */
  private final List<Integer> extents = new ArrayList<>();

  Inputs(OperatorInfo operator, long seed) {
    this(operator, List.of(), seed);
  }

  /** Arguments that know of the integers that the operator compares with. */
  Inputs(OperatorInfo operator, List<Long> landmarks, long seed) {
    this(operator, operator.name(), landmarks, seed);
  }

  /**
   * Arguments that another operator of the same parameters gets too.
   *
   * @param name whatever it is called
   */
  Inputs(OperatorInfo operator, String name, List<Long> landmarks, long seed) {
    this.operator = operator;
    this.landmarks = landmarks;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + name.hashCode());
    operator.outcomes().forEach(tensor -> extents.addAll(tensor.shape()));
    extents.add(1 + random.nextInt(300));
    tame = !landmarks.isEmpty() && random.nextBoolean();
  }

  /** The arguments of one call. */
  Call next() {
    List<long[]> arguments = new ArrayList<>();
    for (Parameter parameter : operator.parameters()) {
      arguments.add(elements(parameter));
    }
    return new Call(arguments);
  }

  /**
   * The same arguments, once for each tensor that may be another, as the same tensor; but for a
   * {@code char[]} that may be a {@code short[]}, which the JVM cannot be given.
   */
  List<Call> inPlace(Call call) {
    List<Call> calls = new ArrayList<>();
    List<String> names = operator.parameters().stream().map(Parameter::name).toList();
    for (int i = 0; i < names.size(); i++) {
      for (String other : operator.parameters().get(i).mayBe()) {
        int input = names.indexOf(other);
        if (operator.parameters().get(input).type().equals(operator.parameters().get(i).type())) {
          calls.add(call.inPlace(i, input));
        }
      }
    }
    return calls;
  }

  private long[] elements(Parameter parameter) {
    List<Style> styles = landmarks.isEmpty() ? ANYWHERE : ANY;
    boolean valid = tame && !parameter.tensor() && !parameter.dtype().isFloat();
    Style style = valid ? Style.LANDMARK : styles.get(random.nextInt(styles.size()));
    int extent = extents.get(random.nextInt(extents.size()));
    return LongStream.generate(() -> element(parameter.dtype(), style, extent))
        .limit(parameter.elements())
        .toArray();
  }

  private long element(DType dtype, Style style, int extent) {
    long bits =
        switch (style) {
          case BITS -> random.nextLong();
          case SPECIAL -> special(dtype);
          case SMALL -> small(dtype);
          case INDEX -> index(dtype, extent);
          case LANDMARK -> landmark(dtype);
          case MIXED ->
              switch (random.nextInt(4)) {
                case 0 -> random.nextLong();
                case 1 -> special(dtype);
                case 2 -> small(dtype);
                default -> index(dtype, extent);
              };
        };
    return dtype == DType.BOOL ? bits & 1 : dtype.wrap(bits);
  }

  private long special(DType dtype) {
    if (dtype.isFloat()) {
      int choice = random.nextInt(SPECIAL.length + FLOATS.length);
      if (choice < SPECIAL.length) {
        return Elements.ofDouble(dtype, SPECIAL[choice]);
      }
      int extreme = choice - SPECIAL.length;
      return dtype == DType.FLOAT32
          ? Float.floatToRawIntBits(FLOATS[extreme])
          : Double.doubleToRawLongBits(DOUBLES[extreme]);
    }
    long[] values = {0, 1, -1, 2, dtype.min(), dtype.max(), dtype.min() + 1, dtype.max() - 1};
    return values[random.nextInt(values.length)];
  }

  private long small(DType dtype) {
    return dtype.isFloat()
        ? Elements.ofDouble(dtype, random.nextGaussian())
        : random.nextInt(21) - 10;
  }

  /** What the operator compares with, or next to it, or something small that an extent may be. */
  private long landmark(DType dtype) {
    long value =
        switch (random.nextInt(4)) {
          case 0 -> 1 + random.nextInt(4);
          case 1 -> landmarks.get(random.nextInt(landmarks.size())) + random.nextInt(3) - 1;
          default -> landmarks.get(random.nextInt(landmarks.size()));
        };
    return dtype.isFloat() ? Elements.ofDouble(dtype, (double) value) : value;
  }

  /** Mostly within an extent, rarely just outside. */
  private long index(DType dtype, int extent) {
    int index =
        random.nextInt(400) == 0
            ? extent - random.nextInt(2) * (extent + 1)
            : random.nextInt(extent);
    return dtype.isFloat() ? Elements.ofDouble(dtype, index) : index;
  }
}
