import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

@OperatorLibrary("dsp")
public final class Dsp {
  public static final int SIZE = 64;
  private static final double[] COS = {
    1.0, 0.9951847266721969, 0.9807852804032304, 0.9569403357322088,
    0.9238795325112867, 0.881921264348355, 0.8314696123025452, 0.773010453362737,
    0.7071067811865476, 0.6343932841636455, 0.5555702330196023, 0.4713967368259978,
    0.38268343236508984, 0.29028467725446233, 0.19509032201612833, 0.09801714032956077,
    6.123233995736766e-17, -0.09801714032956065, -0.1950903220161282, -0.29028467725446216,
    -0.3826834323650897, -0.4713967368259977, -0.555570233019602, -0.6343932841636454,
    -0.7071067811865475, -0.773010453362737, -0.8314696123025453, -0.8819212643483549,
    -0.9238795325112867, -0.9569403357322088, -0.9807852804032304, -0.9951847266721968,
    0.0, 0.0980171403295606, 0.19509032201612825, 0.29028467725446233,
    0.3826834323650898, 0.47139673682599764, 0.5555702330196022, 0.6343932841636455,
    0.7071067811865475, 0.773010453362737, 0.8314696123025452, 0.8819212643483549,
    0.9238795325112867, 0.9569403357322089, 0.9807852804032304, 0.9951847266721968,
    1.0, 0.9951847266721969, 0.9807852804032304, 0.9569403357322089,
    0.9238795325112867, 0.881921264348355, 0.8314696123025455, 0.7730104533627371,
    0.7071067811865476, 0.6343932841636455, 0.5555702330196022, 0.47139673682599786,
    0.3826834323650899, 0.2902846772544624, 0.1950903220161286, 0.09801714032956083
  };

  private Dsp() {}

  /** cos(2 pi k / 64) and sin, from one table of cosines and of sines. */
  private static double cos(int k) {
    return COS[k];
  }

  private static double sin(int k) {
    return COS[32 + k];
  }

  /** Fast Fourier transform, radix 2, in place. */
  @Operator
  static void fft(@Tensor({SIZE}) double[] re, @Tensor({SIZE}) double[] im, boolean inverse) {
    for (int i = 1, j = 0; i < SIZE; i++) {
      int bit = SIZE >> 1;
      for (; (j & bit) != 0; bit >>= 1) j ^= bit;
      j ^= bit;
      if (i < j) {
        double t = re[i];
        re[i] = re[j];
        re[j] = t;
        t = im[i];
        im[i] = im[j];
        im[j] = t;
      }
    }
    for (int length = 2; length <= SIZE; length <<= 1) {
      int half = length / 2, stride = SIZE / length;
      for (int i = 0; i < SIZE; i += length) {
        for (int k = 0; k < half; k++) {
          double wr = cos(k * stride), wi = inverse ? sin(k * stride) : -sin(k * stride);
          double xr = re[i + k + half] * wr - im[i + k + half] * wi;
          double xi = re[i + k + half] * wi + im[i + k + half] * wr;
          re[i + k + half] = re[i + k] - xr;
          im[i + k + half] = im[i + k] - xi;
          re[i + k] += xr;
          im[i + k] += xi;
        }
      }
    }
    if (inverse)
      for (int i = 0; i < SIZE; i++) {
        re[i] /= SIZE;
        im[i] /= SIZE;
      }
  }

  /** Bit reversal by a library call. */
  @Operator
  static void reverseOrder(@Tensor({SIZE}) float[] x, @Tensor({SIZE}) float[] y) {
    for (int i = 0; i < SIZE; i++) y[i] = x[Integer.reverse(i) >>> 26];
  }

  @Operator
  static void walshHadamard(@Tensor({SIZE}) int[] a) {
    for (int h = 1; h < SIZE; h *= 2) {
      for (int i = 0; i < SIZE; i += h * 2) {
        for (int j = i; j < i + h; j++) {
          int x = a[j], y = a[j + h];
          a[j] = x + y;
          a[j + h] = x - y;
        }
      }
    }
  }

  static final int TAPS = 9;

  @Operator
  static void fir(@Tensor({TAPS}) float[] h, @Tensor({SIZE}) float[] x, @Tensor({SIZE}) float[] y) {
    for (int n = 0; n < SIZE; n++) {
      float acc = 0;
      for (int k = 0; k < TAPS; k++) {
        if (n - k >= 0) acc += h[k] * x[n - k];
      }
      y[n] = acc;
    }
  }

  /** The same with a delay line that goes round. */
  @Operator
  static void firRing(@Tensor({TAPS}) float[] h, @Tensor({TAPS}) float[] line, int head, @Tensor({SIZE}) float[] x, @Tensor({SIZE}) float[] y) {
    head = Math.floorMod(head, TAPS);
    for (int n = 0; n < x.length; n++) {
      line[head] = x[n];
      float acc = 0;
      int p = head;
      for (int k = 0; k < TAPS; k++) {
        acc += h[k] * line[p];
        if (--p < 0) p = TAPS - 1;
      }
      y[n] = acc;
      head = (head + 1) % TAPS;
    }
  }

  /** Biquads one after the other, transposed direct form two. */
  @Operator
  static void biquads(@Tensor({3, 5}) float[][] sos, @Tensor({3, 2}) float[][] state, @Tensor({SIZE}) float[] samples) {
    for (int n = 0; n < samples.length; n++) {
      float v = samples[n];
      for (int s = 0; s < sos.length; s++) {
        final float[] c = sos[s];
        final float[] z = state[s];
        float out = c[0] * v + z[0];
        z[0] = c[1] * v - c[3] * out + z[1];
        z[1] = c[2] * v - c[4] * out;
        v = out;
      }
      samples[n] = v;
    }
  }

  /** Goertzel's power of one frequency; coefficient is 2 cos(omega). */
  @Operator
  static double goertzel(@Tensor({SIZE}) double[] x, double coefficient) {
    double s, s1 = 0, s2 = 0;
    for (double v : x) {
      s = v + coefficient * s1 - s2;
      s2 = s1;
      s1 = s;
    }
    return s1 * s1 + s2 * s2 - coefficient * s1 * s2;
  }

  /** Haar wavelet, all levels. */
  @Operator
  static void haar(@Tensor({SIZE}) double[] x) {
    final double[] t = new double[SIZE];
    for (int n = SIZE; n > 1; n /= 2) {
      for (int i = 0; i < n / 2; i++) {
        t[i] = (x[2 * i] + x[2 * i + 1]) / 2;
        t[n / 2 + i] = (x[2 * i] - x[2 * i + 1]) / 2;
      }
      for (int i = 0; i < n; i++) x[i] = t[i];
    }
  }

  /** The reversible 5/3 wavelet by lifting: low band first, then the high one. */
  @Operator
  static void cdf53(@Tensor({SIZE}) int[] x) {
    for (int i = 1; i < SIZE; i += 2) {
      int right = i + 1 < SIZE ? x[i + 1] : x[i - 1];
      x[i] -= (x[i - 1] + right) >> 1;
    }
    for (int i = 0; i < SIZE; i += 2) {
      int left = i > 0 ? x[i - 1] : x[i + 1];
      x[i] += (left + x[i + 1] + 2) >> 2;
    }
    int[] t = new int[SIZE];
    for (int i = 0; i < SIZE; i++) t[(i & 1) == 0 ? i / 2 : SIZE / 2 + i / 2] = x[i];
    System.arraycopy(t, 0, x, 0, t.length);
  }

  @Operator
  static void cdf53Inverse(@Tensor({SIZE}) int[] x) {
    int[] t = new int[SIZE];
    for (int i = 0; i < SIZE / 2; i++) {
      t[2 * i] = x[i];
      t[2 * i + 1] = x[SIZE / 2 + i];
    }
    for (int i = 0; i < SIZE; i += 2) t[i] -= ((i > 0 ? t[i - 1] : t[i + 1]) + t[i + 1] + 2) >> 2;
    for (int i = 1; i < SIZE; i += 2) t[i] += (t[i - 1] + (i + 1 < SIZE ? t[i + 1] : t[i - 1])) >> 1;
    System.arraycopy(t, 0, x, 0, SIZE);
  }

  private static final double[] DCT = {
    1.0, 1.0, 1.0, 1.0,
    1.0, 1.0, 1.0, 1.0,
    0.9807852804032304, 0.8314696123025452, 0.5555702330196023, 0.19509032201612833,
    -0.1950903220161282, -0.555570233019602, -0.8314696123025453, -0.9807852804032304,
    0.9238795325112867, 0.38268343236508984, -0.3826834323650897, -0.9238795325112867,
    -0.9238795325112868, -0.38268343236509034, 0.38268343236509, 0.9238795325112865,
    0.8314696123025452, -0.1950903220161282, -0.9807852804032304, -0.5555702330196022,
    0.5555702330196018, 0.9807852804032304, 0.19509032201612878, -0.8314696123025451,
    0.7071067811865476, -0.7071067811865475, -0.7071067811865477, 0.7071067811865474,
    0.7071067811865477, -0.7071067811865467, -0.7071067811865471, 0.7071067811865466,
    0.5555702330196023, -0.9807852804032304, 0.1950903220161283, 0.8314696123025455,
    -0.8314696123025451, -0.19509032201612803, 0.9807852804032307, -0.5555702330196015,
    0.38268343236508984, -0.9238795325112868, 0.9238795325112865, -0.3826834323650899,
    -0.38268343236509056, 0.9238795325112867, -0.9238795325112864, 0.38268343236508956,
    0.19509032201612833, -0.5555702330196022, 0.8314696123025455, -0.9807852804032307,
    0.9807852804032304, -0.831469612302545, 0.5555702330196015, -0.19509032201612858
  };

  /** The discrete cosine transform of a block, rows first. */
  @Operator
  static void dct8x8(@Tensor({8, 8}) double[][] block) {
    double[] t = new double[8];
    for (int pass = 0; pass < 2; pass++) {
      for (int line = 0; line < 8; line++) {
        for (int u = 0; u < 8; u++) {
          double sum = 0;
          for (int x = 0; x < 8; x++) sum += (pass == 0 ? block[line][x] : block[x][line]) * DCT[u * 8 + x];
          t[u] = sum * (u == 0 ? Math.sqrt(1.0 / 8) : 0.5);
        }
        for (int u = 0; u < 8; u++) {
          if (pass == 0) block[line][u] = t[u];
          else block[u][line] = t[u];
        }
      }
    }
  }

  private static final byte[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  /** Quantises, and writes pairs of a run of zeros and a value; how many pairs. */
  @Operator
  static int zigzag(@Tensor({8, 8}) short[][] block, @Tensor({64}) byte[] quants, @Tensor({64, 2}) short[][] pairs) {
    int n = 0;
    short run = 0;
    for (int i = 0; i < 64; i++) {
      int at = ZIGZAG[i];
      int q = (quants[at] & 0xff) + 1;
      int v = block[at >> 3][at & 7];
      v = v >= 0 ? (v + q / 2) / q : -((-v + q / 2) / q);
      if (v == 0) {
        run++;
      } else {
        pairs[n][0] = run;
        pairs[n++][1] = (short) v;
        run = 0;
      }
    }
    return n;
  }

  /** Linear interpolation at a step of 16.16 fixed point. */
  @Operator
  static void resample(@Tensor({40}) short[] in, int step, @Tensor({SIZE}) short[] out) {
    step &= 0x1ffff;
    int position = 0;
    for (int i = 0; i < out.length; i++) {
      int index = position >>> 16;
      int fraction = position & 0xffff;
      if (index >= in.length - 1) {
        out[i] = in[in.length - 1];
      } else {
        out[i] = (short) (in[index] + ((in[index + 1] - in[index]) * (fraction >> 1) >> 15));
      }
      position += step;
    }
  }

  private static final short[] STEPS = {
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31,
    34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143,
    157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658,
    724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024,
    3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899,
    15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767
  };
  private static final byte[] ADJUST = {-1, -1, -1, -1, 2, 4, 6, 8};

  private static int clamp(int v, int low, int high) {
    return v < low ? low : v > high ? high : v;
  }

  @Operator
  static void adpcmEncode(@Tensor({SIZE}) short[] pcm, @Tensor({SIZE / 2}) byte[] codes) {
    int predicted = 0, index = 0;
    for (int i = 0; i < SIZE; i++) {
      int step = STEPS[index];
      int difference = pcm[i] - predicted;
      int code = 0;
      if (difference < 0) {
        code = 8;
        difference = -difference;
      }
      int delta = step >> 3;
      for (int bit = 4; bit > 0; bit >>= 1) {
        if (difference >= step) {
          code |= bit;
          difference -= step;
          delta += step;
        }
        step >>= 1;
      }
      predicted = clamp(predicted + ((code & 8) != 0 ? -delta : delta), Short.MIN_VALUE, Short.MAX_VALUE);
      index = clamp(index + ADJUST[code & 7], 0, STEPS.length - 1);
      if ((i & 1) == 0) codes[i / 2] = (byte) code;
      else codes[i / 2] |= code << 4;
    }
  }

  @Operator
  static void adpcmDecode(@Tensor({SIZE / 2}) byte[] codes, @Tensor({SIZE}) short[] pcm) {
    int predicted = 0;
    int index = 0;
    for (int i = 0; i < pcm.length; i++) {
      int code = codes[i >> 1] >> (i % 2 * 4) & 0xf;
      int step = STEPS[index];
      int delta = step >> 3;
      if ((code & 4) != 0) delta += step;
      if ((code & 2) != 0) delta += step >> 1;
      if ((code & 1) != 0) delta += step >> 2;
      predicted = (code & 8) == 0 ? predicted + delta : predicted - delta;
      predicted = clamp(predicted, -32768, 32767);
      index += ADJUST[code & 7];
      if (index < 0) index = 0;
      else if (index > 88) index = 88;
      pcm[i] = (short) predicted;
    }
  }

  @Operator
  static void muLawEncode(@Tensor({SIZE}) short[] pcm, @Tensor({SIZE}) byte[] out) {
    for (int i = 0; i < SIZE; i++) {
      int sample = pcm[i];
      int sign = sample >> 8 & 0x80;
      if (sign != 0) sample = -sample;
      if (sample > 32635) sample = 32635;
      sample += 0x84;
      int exponent = 7;
      for (int mask = 0x4000; (sample & mask) == 0 && exponent > 0; exponent--, mask >>= 1) {}
      int mantissa = sample >> exponent + 3 & 0xf;
      out[i] = (byte) ~(sign | exponent << 4 | mantissa);
    }
  }

  @Operator
  static void muLawDecode(@Tensor({SIZE}) byte[] in, @Tensor({SIZE}) short[] pcm) {
    for (int i = 0; i < SIZE; i++) {
      int u = ~in[i] & 0xff;
      int t = ((u & 0xf) << 3) + 0x84;
      t <<= (u & 0x70) >> 4;
      pcm[i] = (short) ((u & 0x80) != 0 ? 0x84 - t : t - 0x84);
    }
  }

  /** A Fibonacci shift register of sixteen bits; its period. */
  @Operator
  static int lfsrPeriod(short seed) {
    int start = seed & 0xffff;
    if (start == 0) start = 1;
    int state = start;
    int period = 0;
    do {
      int bit = (state ^ state >> 2 ^ state >> 3 ^ state >> 5) & 1;
      state = state >> 1 | bit << 15;
      ++period;
    } while (state != start && period < 5000);
    return period;
  }

  @Operator
  static void scramble(@Tensor({SIZE}) byte[] data, int state) {
    state = (state & 0x7f) | 1;
    for (int i = 0; i < data.length; i++) {
      byte mask = 0;
      for (int b = 0; b < 8; b++) {
        int bit = (state >> 6 ^ state >> 3) & 1;
        state = (state << 1 | bit) & 0x7f;
        mask |= bit << b;
      }
      data[i] ^= mask;
    }
  }

  /** The lag of the greatest autocorrelation. */
  @Operator
  static int pitch(@Tensor({SIZE}) short[] x, int from, int to) {
    from = clamp(from, 1, SIZE / 2);
    to = clamp(to, from, SIZE / 2);
    long best = Long.MIN_VALUE;
    int lag = from;
    for (int l = from; l <= to; l++) {
      long sum = 0;
      for (int i = 0; i + l < SIZE; i++) sum += x[i] * x[i + l];
      if (sum > best) {
        best = sum;
        lag = l;
      }
    }
    return lag;
  }

  /** Overlapping windows, each with its mean removed, summed up. */
  @Operator
  static void overlapAdd(@Tensor({SIZE}) float[] in, @Tensor({16}) float[] window, @Tensor({SIZE}) float[] out) {
    for (int i = 0; i < SIZE; i++) out[i] = 0;
    float[] frame = new float[16];
    for (int start = 0; start + 16 <= SIZE; start += 8) {
      float mean = 0;
      for (int k = 0; k < 16; k++) mean += frame[k] = in[start + k];
      mean /= 16;
      for (int k = 0; k < 16; k++) out[start + k] += (frame[k] - mean) * window[k];
    }
  }
}
