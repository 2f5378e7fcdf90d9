package dev.annotir.examples;

import dev.annotir.DType;
import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Filters, transforms and codecs for sampled signals. */
@OperatorLibrary("dsp")
final class Signal {
  static final int SAMPLES = 480;
  static final int SECTIONS = 4;
  static final int POINTS = 64;
  static final int TAP_COUNT = 31;
  static final int FRAME = 200;
  static final int LAGS = 24;
  static final int RANK = 5;

  /**
   * A Butterworth low pass of order 8 at a tenth of the sample rate: b0, b1, b2, a1, a2 of each
   * section.
   */
  private static final double[][] LOW_PASS = {
    {0.085667864749, 0.171335729497, 0.085667864749, -1.451579594248, 0.794251053242},
    {0.071984525013, 0.143969050025, 0.071984525013, -1.219725365124, 0.507663465174},
    {0.064143119701, 0.128286239401, 0.064143119701, -1.086858461363, 0.343430940165},
    {0.060572179183, 0.121144358366, 0.060572179183, -1.026351474261, 0.268640190994}
  };

  /** A low pass at 0.11 of the sample rate with a Hamming window; the taps sum to 1. */
  private static final float[] TAPS = {
    -0.0013739512f, -0.00050937646f, 0.0012491104f, 0.004030197f, 0.0065106032f, 0.0058022346f,
    -0.00088386965f, -0.013403555f, -0.026541011f, -0.030567035f, -0.015153676f, 0.024845239f,
    0.0848428f, 0.15017551f, 0.20093504f, 0.22008349f, 0.20093504f, 0.15017551f,
    0.0848428f, 0.024845239f, -0.015153676f, -0.030567035f, -0.026541011f, -0.013403555f,
    -0.00088386965f, 0.0058022346f, 0.0065106032f, 0.004030197f, 0.0012491104f, -0.00050937646f,
    -0.0013739512f
  };

  /** The real parts of the roots of unity {@code exp(-2 pi i k / 64)}, k from 0 to 31. */
  private static final float[] COSINES = {
    1f, 0.9951847f, 0.98078525f, 0.95694035f,
    0.9238795f, 0.8819213f, 0.8314696f, 0.77301043f,
    0.70710677f, 0.6343933f, 0.55557024f, 0.47139674f,
    0.38268343f, 0.29028466f, 0.19509032f, 0.09801714f,
    0f, -0.09801714f, -0.19509032f, -0.29028466f,
    -0.38268343f, -0.47139674f, -0.55557024f, -0.6343933f,
    -0.70710677f, -0.77301043f, -0.8314696f, -0.8819213f,
    -0.9238795f, -0.95694035f, -0.98078525f, -0.9951847f
  };

  /** The imaginary parts of the same roots. */
  private static final float[] SINES = {
    0f, -0.09801714f, -0.19509032f, -0.29028466f,
    -0.38268343f, -0.47139674f, -0.55557024f, -0.6343933f,
    -0.70710677f, -0.77301043f, -0.8314696f, -0.8819213f,
    -0.9238795f, -0.95694035f, -0.98078525f, -0.9951847f,
    -1f, -0.9951847f, -0.98078525f, -0.95694035f,
    -0.9238795f, -0.8819213f, -0.8314696f, -0.77301043f,
    -0.70710677f, -0.6343933f, -0.55557024f, -0.47139674f,
    -0.38268343f, -0.29028466f, -0.19509032f, -0.09801714f
  };

  private static final int MU_LAW_BIAS = 0x84;
  private static final int MU_LAW_CLIP = 32635;

  private Signal() {}

  /**
   * Filters 480 samples by a cascade of four second-order sections, a low pass of order 8.
   *
   * @param state two values a section, zeros at the start of a signal; moved on for the next call
   */
  @Operator("low_pass")
  static void lowPass(
      @Tensor({SAMPLES}) double[] x,
      @Tensor({SECTIONS, 2}) double[][] state,
      @Tensor({SAMPLES}) double[] y) {
    for (int i = 0; i < SAMPLES; i++) {
      double sample = x[i];
      for (int s = 0; s < SECTIONS; s++) {
        sample = biquad(sample, LOW_PASS[s], state[s]);
      }
      y[i] = sample;
    }
  }

  /** Filters 480 samples by 31 taps, a low pass; {@code y} is 30 samples shorter. */
  @Operator
  static void fir(@Tensor({SAMPLES}) float[] x, @Tensor({SAMPLES - TAP_COUNT + 1}) float[] y) {
    for (int i = 0; i < y.length; i++) {
      float sum = 0;
      for (int k = 0; k < TAP_COUNT; k++) {
        sum = Math.fma(TAPS[k], x[i + TAP_COUNT - 1 - k], sum);
      }
      y[i] = sum;
    }
  }

  /**
   * Transforms 64 complex samples in place, by the Fourier transform of radix 2, not scaled.
   *
   * @param re the real parts
   * @param im the imaginary parts
   */
  @Operator
  static void fft(@Tensor({POINTS}) float[] re, @Tensor({POINTS}) float[] im) {
    for (int i = 0; i < POINTS; i++) {
      int j = reverse(i);
      if (i < j) {
        float t = re[i];
        re[i] = re[j];
        re[j] = t;
        t = im[i];
        im[i] = im[j];
        im[j] = t;
      }
    }
    for (int half = 1, stride = POINTS / 2; half < POINTS; half <<= 1, stride >>= 1) {
      for (int start = 0; start < POINTS; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = start + k;
          int b = a + half;
          float c = COSINES[k * stride];
          float s = SINES[k * stride];
          float tr = c * re[b] - s * im[b];
          float ti = c * im[b] + s * re[b];
          re[b] = re[a] - tr;
          im[b] = im[a] - ti;
          re[a] += tr;
          im[a] += ti;
        }
      }
    }
  }

  /** Returns a frame of 200 samples under a Welch window, a parabola with zeros beyond the ends. */
  @Operator
  @Tensor({FRAME})
  static float[] window(@Tensor({FRAME}) float[] x) {
    float[] y = new float[FRAME];
    for (int i = 0; i < FRAME; i++) {
      float t = (2 * i - (FRAME - 1)) / (FRAME + 1f);
      y[i] = x[i] * (1 - t * t);
    }
    return y;
  }

  /** Returns the sums of products of the samples with those 0 to 23 later, in 64 bits. */
  @Operator
  @Tensor({LAGS})
  static long[] autocorrelation(@Tensor({SAMPLES}) short[] x) {
    long[] r = new long[LAGS];
    for (int lag = 0; lag < LAGS; lag++) {
      for (int i = 0; i + lag < SAMPLES; i++) {
        r[lag] += (long) x[i] * x[i + lag];
      }
    }
    return r;
  }

  /** Returns how often the signal changes between negative and not negative. */
  @Operator("zero_crossings")
  static int zeroCrossings(@Tensor({SAMPLES}) short[] x) {
    int count = 0;
    boolean negative = x[0] < 0;
    for (short sample : x) {
      boolean now = sample < 0;
      count += now != negative ? 1 : 0;
      negative = now;
    }
    return count;
  }

  /** Removes spikes: each sample of {@code y} is the median of five of {@code x}. */
  @Operator
  static void despike(@Tensor({SAMPLES}) short[] x, @Tensor({SAMPLES - RANK + 1}) short[] y) {
    for (int i = 0; i < SAMPLES - RANK + 1; i++) {
      int[] sorted = new int[RANK];
      for (int k = 0; k < RANK; k++) {
        int sample = x[i + k];
        int place = k;
        while (place > 0 && sorted[place - 1] > sample) {
          sorted[place] = sorted[place - 1];
          place--;
        }
        sorted[place] = sample;
      }
      y[i] = (short) sorted[RANK / 2];
    }
  }

  /** Compresses 16-bit samples to the 8 bits of mu-law (ITU-T G.711). */
  @Operator("mu_law_encode")
  static void muLawEncode(
      @Tensor({SAMPLES}) short[] pcm,
      @Tensor(
              value = {SAMPLES},
              dtype = DType.UINT8)
          byte[] code) {
    for (int i = 0; i < SAMPLES; i++) {
      int sign = pcm[i] < 0 ? 0x80 : 0;
      int magnitude = Math.min(Math.abs(pcm[i]), MU_LAW_CLIP) + MU_LAW_BIAS;
      int exponent = 7;
      for (int bit = 0x4000; (magnitude & bit) == 0 && exponent > 0; bit >>= 1) {
        exponent--;
      }
      int mantissa = magnitude >> (exponent + 3) & 0x0f;
      code[i] = (byte) ~(sign | exponent << 4 | mantissa);
    }
  }

  /** Expands the 8 bits of mu-law (ITU-T G.711) to 16-bit samples. */
  @Operator("mu_law_decode")
  static void muLawDecode(
      @Tensor(
              value = {SAMPLES},
              dtype = DType.UINT8)
          byte[] code,
      @Tensor({SAMPLES}) short[] pcm) {
    for (int i = 0; i < SAMPLES; i++) {
      int bits = ~code[i];
      int magnitude = (bits & 0x0f) << 3 | MU_LAW_BIAS;
      magnitude <<= bits >> 4 & 7;
      magnitude -= MU_LAW_BIAS;
      pcm[i] = (short) ((bits & 0x80) == 0 ? magnitude : -magnitude);
    }
  }

  /** Filters one sample by one section in transposed direct form II and moves its state on. */
  private static double biquad(double x, double[] section, double[] state) {
    double y = section[0] * x + state[0];
    state[0] = section[1] * x - section[3] * y + state[1];
    state[1] = section[2] * x - section[4] * y;
    return y;
  }

  /** Returns the lowest six bits of {@code i} in reverse order. */
  private static int reverse(int i) {
    int reversed = 0;
    for (int bit = 1; bit < POINTS; bit <<= 1) {
      reversed = reversed << 1 | (i & 1);
      i >>= 1;
    }
    return reversed;
  }
}
