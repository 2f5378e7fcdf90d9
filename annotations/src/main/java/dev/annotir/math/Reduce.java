package dev.annotir.math;

import dev.annotir.Helper;

/**
 * Sums, dot products and extremes of arrays, with the same bits on every JVM and in C.
 *
 * <p>A sum has 16 lanes, which start at 0. Lane {@code l} adds the elements {@code l}, {@code l +
 * 16}, {@code l + 32} and so on of the range, in this order. Then lane {@code l} adds lane {@code l
 * + 8} for {@code l} below 8, lane {@code l + 4} for {@code l} below 4, lane {@code l + 2} for
 * {@code l} below 2, and lane 0 adds lane 1: that is the sum. The lanes do not wait for each other,
 * and the rounding errors of a long sum are smaller than those of adding one element after the
 * other.
 */
@Helper
public final class Reduce {
  private Reduce() {}

  /**
   * The sum of all elements in the order of this class.
   *
   * @return 0 if there are none
   */
  public static float sum(float[] x) {
    return sum(x, 0, x.length);
  }

  /**
   * The sum of the elements from {@code from} to before {@code to} in the order of this class.
   *
   * @return 0 if there are none
   * @throws ArrayIndexOutOfBoundsException if one of them is not in the array
   */
  public static float sum(float[] x, int from, int to) {
    float[] lanes = new float[16];
    long length = Math.max((long) to - from, 0);
    int whole = (int) (length >> 4);
    for (int block = 0; block < whole; block++) {
      for (int lane = 0; lane < 16; lane++) {
        lanes[lane] += x[from + 16 * block + lane];
      }
    }
    for (int lane = 0; lane < (int) (length - 16L * whole); lane++) {
      lanes[lane] += x[from + 16 * whole + lane];
    }
    return total(lanes);
  }

  /**
   * The sum of all elements in the order of this class.
   *
   * @return 0 if there are none
   */
  public static double sum(double[] x) {
    return sum(x, 0, x.length);
  }

  /**
   * The sum of the elements from {@code from} to before {@code to} in the order of this class.
   *
   * @return 0 if there are none
   * @throws ArrayIndexOutOfBoundsException if one of them is not in the array
   */
  public static double sum(double[] x, int from, int to) {
    double[] lanes = new double[16];
    long length = Math.max((long) to - from, 0);
    int whole = (int) (length >> 4);
    for (int block = 0; block < whole; block++) {
      for (int lane = 0; lane < 16; lane++) {
        lanes[lane] += x[from + 16 * block + lane];
      }
    }
    for (int lane = 0; lane < (int) (length - 16L * whole); lane++) {
      lanes[lane] += x[from + 16 * whole + lane];
    }
    return total(lanes);
  }

  /**
   * The sum of the products {@code a[i] * b[i]} in the order of this class; each product is rounded
   * to float.
   *
   * @return 0 if there are none
   * @throws ArrayIndexOutOfBoundsException if one array is shorter than the other
   */
  public static float dot(float[] a, float[] b) {
    return dot(a, 0, b, 0, Math.max(a.length, b.length));
  }

  /**
   * The sum of the products {@code a[aFrom + i] * b[bFrom + i]} for {@code i} below {@code length}
   * in the order of this class; each product is rounded to float.
   *
   * @return 0 if there are none
   * @throws ArrayIndexOutOfBoundsException if a factor is not in its array
   */
  public static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
    float[] lanes = new float[16];
    int count = Math.max(length, 0);
    int whole = count >> 4;
    for (int block = 0; block < whole; block++) {
      for (int lane = 0; lane < 16; lane++) {
        lanes[lane] += a[aFrom + 16 * block + lane] * b[bFrom + 16 * block + lane];
      }
    }
    for (int lane = 0; lane < count - 16 * whole; lane++) {
      lanes[lane] += a[aFrom + 16 * whole + lane] * b[bFrom + 16 * whole + lane];
    }
    return total(lanes);
  }

  /**
   * The sum of the products {@code a[i] * b[i]} in the order of this class; each product is rounded
   * to double.
   *
   * @return 0 if there are none
   * @throws ArrayIndexOutOfBoundsException if one array is shorter than the other
   */
  public static double dot(double[] a, double[] b) {
    return dot(a, 0, b, 0, Math.max(a.length, b.length));
  }

  /**
   * The sum of the products {@code a[aFrom + i] * b[bFrom + i]} for {@code i} below {@code length}
   * in the order of this class; each product is rounded to double.
   *
   * @return 0 if there are none
   * @throws ArrayIndexOutOfBoundsException if a factor is not in its array
   */
  public static double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
    double[] lanes = new double[16];
    int count = Math.max(length, 0);
    int whole = count >> 4;
    for (int block = 0; block < whole; block++) {
      for (int lane = 0; lane < 16; lane++) {
        lanes[lane] += a[aFrom + 16 * block + lane] * b[bFrom + 16 * block + lane];
      }
    }
    for (int lane = 0; lane < count - 16 * whole; lane++) {
      lanes[lane] += a[aFrom + 16 * whole + lane] * b[bFrom + 16 * whole + lane];
    }
    return total(lanes);
  }

  /**
   * The largest element as {@link Math#max} has it: NaN if there is one, -0.0 below 0.0.
   *
   * @return negative infinity if there are none
   */
  public static float max(float[] x) {
    return max(x, 0, x.length);
  }

  /**
   * The largest of the elements from {@code from} to before {@code to}, as {@link Math#max} has it.
   *
   * @return negative infinity if there are none
   * @throws ArrayIndexOutOfBoundsException if one of them is not in the array
   */
  public static float max(float[] x, int from, int to) {
    float[] lanes = new float[16];
    for (int lane = 0; lane < 16; lane++) {
      lanes[lane] = Float.NEGATIVE_INFINITY;
    }
    long length = Math.max((long) to - from, 0L);
    int whole = (int) (length >> 4);
    for (int block = 0; block < whole; block++) {
      for (int lane = 0; lane < 16; lane++) {
        lanes[lane] = Math.max(lanes[lane], x[from + 16 * block + lane]);
      }
    }
    for (int lane = 0; lane < (int) (length - 16L * whole); lane++) {
      lanes[lane] = Math.max(lanes[lane], x[from + 16 * whole + lane]);
    }
    float max = lanes[0];
    for (int lane = 1; lane < 16; lane++) {
      max = Math.max(max, lanes[lane]);
    }
    return max;
  }

  /**
   * The largest element as {@link Math#max} has it: NaN if there is one, -0.0 below 0.0.
   *
   * @return negative infinity if there are none
   */
  public static double max(double[] x) {
    return max(x, 0, x.length);
  }

  /**
   * The largest of the elements from {@code from} to before {@code to}, as {@link Math#max} has it.
   *
   * @return negative infinity if there are none
   * @throws ArrayIndexOutOfBoundsException if one of them is not in the array
   */
  public static double max(double[] x, int from, int to) {
    double[] lanes = new double[16];
    for (int lane = 0; lane < 16; lane++) {
      lanes[lane] = Double.NEGATIVE_INFINITY;
    }
    long length = Math.max((long) to - from, 0L);
    int whole = (int) (length >> 4);
    for (int block = 0; block < whole; block++) {
      for (int lane = 0; lane < 16; lane++) {
        lanes[lane] = Math.max(lanes[lane], x[from + 16 * block + lane]);
      }
    }
    for (int lane = 0; lane < (int) (length - 16L * whole); lane++) {
      lanes[lane] = Math.max(lanes[lane], x[from + 16 * whole + lane]);
    }
    double max = lanes[0];
    for (int lane = 1; lane < 16; lane++) {
      max = Math.max(max, lanes[lane]);
    }
    return max;
  }

  /**
   * The smallest element as {@link Math#min} has it: NaN if there is one, -0.0 below 0.0.
   *
   * @return positive infinity if there are none
   */
  public static float min(float[] x) {
    return min(x, 0, x.length);
  }

  /**
   * The smallest of the elements from {@code from} to before {@code to}, as {@link Math#min} has
   * it.
   *
   * @return positive infinity if there are none
   * @throws ArrayIndexOutOfBoundsException if one of them is not in the array
   */
  public static float min(float[] x, int from, int to) {
    float[] lanes = new float[16];
    for (int lane = 0; lane < 16; lane++) {
      lanes[lane] = Float.POSITIVE_INFINITY;
    }
    long length = Math.max((long) to - from, 0L);
    int whole = (int) (length >> 4);
    for (int block = 0; block < whole; block++) {
      for (int lane = 0; lane < 16; lane++) {
        lanes[lane] = Math.min(lanes[lane], x[from + 16 * block + lane]);
      }
    }
    for (int lane = 0; lane < (int) (length - 16L * whole); lane++) {
      lanes[lane] = Math.min(lanes[lane], x[from + 16 * whole + lane]);
    }
    float min = lanes[0];
    for (int lane = 1; lane < 16; lane++) {
      min = Math.min(min, lanes[lane]);
    }
    return min;
  }

  /**
   * The smallest element as {@link Math#min} has it: NaN if there is one, -0.0 below 0.0.
   *
   * @return positive infinity if there are none
   */
  public static double min(double[] x) {
    return min(x, 0, x.length);
  }

  /**
   * The smallest of the elements from {@code from} to before {@code to}, as {@link Math#min} has
   * it.
   *
   * @return positive infinity if there are none
   * @throws ArrayIndexOutOfBoundsException if one of them is not in the array
   */
  public static double min(double[] x, int from, int to) {
    double[] lanes = new double[16];
    for (int lane = 0; lane < 16; lane++) {
      lanes[lane] = Double.POSITIVE_INFINITY;
    }
    long length = Math.max((long) to - from, 0L);
    int whole = (int) (length >> 4);
    for (int block = 0; block < whole; block++) {
      for (int lane = 0; lane < 16; lane++) {
        lanes[lane] = Math.min(lanes[lane], x[from + 16 * block + lane]);
      }
    }
    for (int lane = 0; lane < (int) (length - 16L * whole); lane++) {
      lanes[lane] = Math.min(lanes[lane], x[from + 16 * whole + lane]);
    }
    double min = lanes[0];
    for (int lane = 1; lane < 16; lane++) {
      min = Math.min(min, lanes[lane]);
    }
    return min;
  }

  private static float total(float[] lanes) {
    for (int lane = 0; lane < 8; lane++) {
      lanes[lane] += lanes[lane + 8];
    }
    for (int lane = 0; lane < 4; lane++) {
      lanes[lane] += lanes[lane + 4];
    }
    return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
  }

  private static double total(double[] lanes) {
    for (int lane = 0; lane < 8; lane++) {
      lanes[lane] += lanes[lane + 8];
    }
    for (int lane = 0; lane < 4; lane++) {
      lanes[lane] += lanes[lane + 4];
    }
    return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
  }
}
