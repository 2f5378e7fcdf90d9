package dev.annotir.it.bench;

import dev.annotir.it.Elements;
import dev.annotir.it.OperatorInfo;
import dev.annotir.it.Parameter;
import dev.annotir.processor.ir.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares what peers compute with what the JVM computes. */
final class Agreement {
  /** How far sums in another order and other exponentials may be away, relative to the value ... */
  private static final double RELATIVE = 1e-4;

  /** ... and to the mean of all values. */
  private static final double ABSOLUTE = 1e-5;

  /** In double, all is so much closer. */
  private static final double OF_DOUBLE = 1e-6;

  private Agreement() {}

  /**
   * Why a result is wrong, if it is.
   *
   * @param sameBits whether the peer must have computed the same bits
   */
  static Optional<String> difference(
      OperatorInfo operator, byte[] expected, byte[] actual, boolean sameBits) {
    if (expected.length != actual.length) {
      return Optional.of(actual.length + " bytes, not " + expected.length);
    }
    List<Parameter> written =
        Stream.concat(
                operator.parameters().stream().filter(Parameter::isWritten),
                Stream.ofNullable(operator.result()))
            .toList();
    int from = 0;
    for (Parameter parameter : written) {
      int to = from + parameter.elements() * parameter.dtype().bytes();
      long[] want = values(parameter.dtype(), Arrays.copyOfRange(expected, from, to));
      long[] have = values(parameter.dtype(), Arrays.copyOfRange(actual, from, to));
      int at =
          sameBits || !parameter.dtype().isFloat()
              ? Arrays.mismatch(want, have)
              : farAway(parameter.dtype(), want, have);
      if (at >= 0) {
        return Optional.of(
            "%s[%d] is %s, not %s"
                .formatted(
                    parameter.name(),
                    at,
                    Elements.text(parameter.dtype(), have[at]),
                    Elements.text(parameter.dtype(), want[at])));
      }
      from = to;
    }
    return Optional.empty();
  }

  private static long[] values(DType dtype, byte[] bytes) {
    return Elements.canonical(dtype, Elements.ofBytes(dtype, bytes));
  }

  /** The first value that is too far away, or -1. */
  private static int farAway(DType dtype, long[] expected, long[] actual) {
    double precision = dtype == DType.FLOAT64 ? OF_DOUBLE : 1;
    double mean = 0;
    for (long value : expected) {
      mean += Math.abs(Elements.toDouble(dtype, value)) / expected.length;
    }
    for (int i = 0; i < expected.length; i++) {
      double want = Elements.toDouble(dtype, expected[i]);
      double most = precision * (RELATIVE * Math.abs(want) + ABSOLUTE * mean);
      // Written so that a NaN is too far away.
      if (!(Math.abs(Elements.toDouble(dtype, actual[i]) - want) <= most)) {
        return i;
      }
    }
    return -1;
  }
}
