package dev.annotir.it.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annotir.math.Reduce;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reduce against its documented order, spelled out. */
class ReduceTest {
  private final Random random = new Random(2);

  private static double inOrder(double[] x, boolean isFloat) {
    double[] lanes = new double[16];
    for (int i = 0; i < x.length; i++) {
      lanes[i % 16] = round(lanes[i % 16] + x[i], isFloat);
    }
    for (int half : new int[] {8, 4, 2, 1}) {
      for (int l = 0; l < half; l++) {
        lanes[l] = round(lanes[l] + lanes[l + half], isFloat);
      }
    }
    return lanes[0];
  }

  private static double round(double x, boolean isFloat) {
    return isFloat ? (float) x : x;
  }

  private float next() {
    return (float) (random.nextGaussian() * Math.exp(random.nextGaussian()));
  }

  @Test
  void sumsAndProductsHaveTheDocumentedOrder() {
    for (int length = 0; length < 100; length++) {
      float[] x = new float[length];
      float[] y = new float[length];
      double[] wideX = new double[length];
      double[] wideY = new double[length];
      double[] products = new double[length];
      double[] wideProducts = new double[length];
      for (int i = 0; i < length; i++) {
        wideX[i] = x[i] = next();
        wideY[i] = y[i] = next();
        products[i] = x[i] * y[i];
        wideX[i] += random.nextGaussian() * 1e-10;
        wideProducts[i] = wideX[i] * wideY[i];
      }
      double[] narrowX = new double[length];
      for (int i = 0; i < length; i++) {
        narrowX[i] = x[i];
      }
      assertThat((double) Reduce.sum(x)).isEqualTo(inOrder(narrowX, true));
      assertThat(Reduce.sum(wideX)).isEqualTo(inOrder(wideX, false));
      assertThat((double) Reduce.dot(x, y)).isEqualTo(inOrder(products, true));
      assertThat(Reduce.dot(wideX, wideY)).isEqualTo(inOrder(wideProducts, false));
    }
  }

  @Test
  void rangesAreArraysOfTheirOwn() {
    float[] x = new float[100];
    double[] y = new double[100];
    for (int i = 0; i < 100; i++) {
      y[i] = x[i] = next();
    }
    for (int from = 0; from <= 100; from += 7) {
      for (int to = from; to <= 100; to += 9) {
        float[] part = java.util.Arrays.copyOfRange(x, from, to);
        double[] wide = java.util.Arrays.copyOfRange(y, from, to);
        assertThat(Reduce.sum(x, from, to)).isEqualTo(Reduce.sum(part));
        assertThat(Reduce.max(x, from, to)).isEqualTo(Reduce.max(part));
        assertThat(Reduce.min(x, from, to)).isEqualTo(Reduce.min(part));
        assertThat(Reduce.sum(y, from, to)).isEqualTo(Reduce.sum(wide));
        assertThat(Reduce.max(y, from, to)).isEqualTo(Reduce.max(wide));
        assertThat(Reduce.min(y, from, to)).isEqualTo(Reduce.min(wide));
        assertThat(Reduce.dot(x, from, x, 0, to - from)).isEqualTo(Reduce.dot(part, copy(x, part)));
        assertThat(Reduce.dot(y, from, y, 0, to - from)).isEqualTo(Reduce.dot(wide, copy(y, wide)));
      }
    }
  }

  private static float[] copy(float[] x, float[] like) {
    return java.util.Arrays.copyOf(x, like.length);
  }

  private static double[] copy(double[] x, double[] like) {
    return java.util.Arrays.copyOf(x, like.length);
  }

  @Test
  void extremesAreThoseOfMath() {
    for (int length = 0; length < 70; length++) {
      float[] x = new float[length];
      double[] y = new double[length];
      float max = Float.NEGATIVE_INFINITY;
      float min = Float.POSITIVE_INFINITY;
      for (int i = 0; i < length; i++) {
        y[i] = x[i] = random.nextInt(3) == 0 ? (random.nextBoolean() ? 0f : -0f) : next();
        max = Math.max(max, x[i]);
        min = Math.min(min, x[i]);
      }
      assertThat(Reduce.max(x)).isEqualTo(max);
      assertThat(Reduce.min(x)).isEqualTo(min);
      assertThat(Reduce.max(y)).isEqualTo(max);
      assertThat(Reduce.min(y)).isEqualTo(min);
    }
    float[] zeros = {-0f, 0f, -0f};
    assertThat(Float.floatToRawIntBits(Reduce.max(zeros))).isZero();
    assertThat(Float.floatToRawIntBits(Reduce.min(zeros))).isEqualTo(Integer.MIN_VALUE);
    assertThat(Reduce.max(new float[] {1, Float.NaN, 2})).isNaN();
    assertThat(Reduce.min(new double[] {1, Double.NaN, 2})).isNaN();
  }

  @Test
  void whatIsOutsideThrows() {
    float[] x = new float[20];
    double[] y = new double[20];
    assertThatThrownBy(() -> Reduce.sum(x, -1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Reduce.sum(y, 3, 21)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Reduce.sum(x, -2_000_000_000, 2_000_000_000))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Reduce.dot(x, new float[19]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Reduce.dot(new double[19], y))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(Reduce.sum(x, 5, 3)).isZero();
  }
}
