package dev.annotir.examples;

import static dev.annotir.examples.Signal.FRAME;
import static dev.annotir.examples.Signal.LAGS;
import static dev.annotir.examples.Signal.POINTS;
import static dev.annotir.examples.Signal.RANK;
import static dev.annotir.examples.Signal.SAMPLES;
import static dev.annotir.examples.Signal.SECTIONS;
import static dev.annotir.examples.Signal.TAP_COUNT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SignalTest {
  private final Inputs inputs = new Inputs();

  /** Compares with the frequency response of a Butterworth filter, 1 / sqrt(1 + w^16). */
  @Test
  void lowPassAttenuatesAsAButterworthFilter() {
    double[] x = new double[SAMPLES];
    x[0] = 1;
    double[] y = new double[SAMPLES];
    Signal.lowPass(x, new double[SECTIONS][2], y);
    for (double frequency : new double[] {0, 0.02, 0.05, 0.09, 0.1, 0.11, 0.15, 0.25}) {
      double w = Math.tan(Math.PI * frequency) / Math.tan(Math.PI * 0.1);
      double expected = 1 / Math.sqrt(1 + Math.pow(w, 16));
      assertEquals(expected, magnitude(y, frequency), 1e-9);
    }
  }

  @Test
  void lowPassGoesOnWhereItStopped() {
    double[] x = inputs.doubles(SAMPLES);
    double[] silence = new double[SAMPLES];
    double[][] state = new double[SECTIONS][2];
    double[] head = new double[SAMPLES];
    double[] tail = new double[SAMPLES];
    Signal.lowPass(x, state, head);
    Signal.lowPass(silence, state, tail);

    double[] impulse = new double[SAMPLES];
    impulse[0] = 1;
    double[] response = new double[SAMPLES];
    Signal.lowPass(impulse, new double[SECTIONS][2], response);
    for (int i = 0; i < SAMPLES; i++) {
      double inHead = 0;
      double inTail = 0;
      for (int k = 0; k < SAMPLES; k++) {
        inHead += k <= i ? x[i - k] * response[k] : 0;
        inTail += k > i ? x[SAMPLES + i - k] * response[k] : 0;
      }
      assertEquals(inHead, head[i], 1e-11);
      assertEquals(inTail, tail[i], 1e-11);
    }
  }

  @Test
  void firIsALowPass() {
    float[] impulse = new float[SAMPLES];
    impulse[TAP_COUNT - 1] = 1;
    float[] y = new float[SAMPLES - TAP_COUNT + 1];
    Signal.fir(impulse, y);
    double[] response = new double[TAP_COUNT];
    for (int k = 0; k < TAP_COUNT; k++) {
      assertEquals(y[TAP_COUNT - 1 - k], y[k], "the taps are symmetric");
      response[k] = y[k];
    }
    assertEquals(1, magnitude(response, 0), 1e-6);
    assertEquals(1, magnitude(response, 0.05), 0.01);
    assertEquals(0.5, magnitude(response, 0.11), 0.01);
    for (double frequency = 0.18; frequency < 0.5; frequency += 0.01) {
      assertEquals(0, magnitude(response, frequency), 0.005);
    }
  }

  @Test
  void firConvolves() {
    float[] impulse = new float[SAMPLES];
    impulse[TAP_COUNT - 1] = 1;
    float[] taps = new float[SAMPLES - TAP_COUNT + 1];
    Signal.fir(impulse, taps);
    float[] x = inputs.floats(SAMPLES);
    float[] y = new float[SAMPLES - TAP_COUNT + 1];
    Signal.fir(x, y);
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int k = 0; k < TAP_COUNT; k++) {
        sum += (double) taps[k] * x[i + TAP_COUNT - 1 - k];
      }
      assertEquals(sum, y[i], 1e-6);
    }
  }

  @Test
  void fftIsTheFourierTransform() {
    float[] re = inputs.floats(POINTS);
    float[] im = inputs.floats(POINTS);
    double[] expectedRe = new double[POINTS];
    double[] expectedIm = new double[POINTS];
    for (int f = 0; f < POINTS; f++) {
      for (int t = 0; t < POINTS; t++) {
        double angle = -2 * Math.PI * f * t / POINTS;
        expectedRe[f] += re[t] * Math.cos(angle) - im[t] * Math.sin(angle);
        expectedIm[f] += re[t] * Math.sin(angle) + im[t] * Math.cos(angle);
      }
    }
    Signal.fft(re, im);
    for (int f = 0; f < POINTS; f++) {
      assertEquals(expectedRe[f], re[f], 1e-5);
      assertEquals(expectedIm[f], im[f], 1e-5);
    }
  }

  @Test
  void windowIsAParabola() {
    float[] ones = new float[FRAME];
    Arrays.fill(ones, 1);
    float[] y = Signal.window(ones);
    assertEquals(FRAME, y.length);
    double centre = (FRAME - 1) / 2.0;
    double radius = (FRAME + 1) / 2.0;
    for (int i = 0; i < FRAME; i++) {
      double t = (i - centre) / radius;
      assertEquals(1 - t * t, y[i], 1e-6);
    }
    assertEquals(-2 * y[17], Signal.window(scaled(ones, -2))[17]);
  }

  @Test
  void autocorrelationAddsIn64Bits() {
    short[] x = new short[SAMPLES];
    Arrays.fill(x, Short.MIN_VALUE);
    long[] r = Signal.autocorrelation(x);
    assertEquals(LAGS, r.length);
    for (int lag = 0; lag < LAGS; lag++) {
      assertEquals((SAMPLES - lag) * (1L << 30), r[lag]);
    }
  }

  @Test
  void autocorrelationPeaksAtThePeriod() {
    short[] x = new short[SAMPLES];
    for (int i = 0; i < SAMPLES; i += 7) {
      x[i] = 100;
    }
    long[] r = Signal.autocorrelation(x);
    for (int lag = 0; lag < LAGS; lag++) {
      long pairs = lag % 7 == 0 ? 69 - lag / 7 : 0;
      assertEquals(10000 * pairs, r[lag]);
    }
  }

  @Test
  void zeroCrossingsCountsChanges() {
    short[] x = new short[SAMPLES];
    assertEquals(0, Signal.zeroCrossings(x));
    for (int i = 0; i < SAMPLES; i++) {
      x[i] = (short) (i / 6 % 2 == 0 ? -5 : i % 3);
    }
    assertEquals(79, Signal.zeroCrossings(x));
  }

  @Test
  void despikeSortsFive() {
    short[] x = inputs.shorts(SAMPLES);
    short[] y = new short[SAMPLES - RANK + 1];
    Signal.despike(x, y);
    for (int i = 0; i < y.length; i++) {
      short[] sorted = Arrays.copyOfRange(x, i, i + RANK);
      Arrays.sort(sorted);
      assertEquals(sorted[2], y[i]);
    }
  }

  /** The corners of each segment, from the tables of G.711 on the scale of 16 bits. */
  @Test
  void muLawKnowsTheStandardsValues() {
    int[] samples = {0, 4, 8, 132, 1000, 32767, -1, -5, -1000, -32768};
    int[] codes = {0xff, 0xfe, 0xfe, 0xef, 0xce, 0x80, 0x7f, 0x7e, 0x4e, 0x00};
    short[] pcm = new short[SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      pcm[i] = (short) samples[i];
    }
    byte[] code = new byte[SAMPLES];
    Signal.muLawEncode(pcm, code);
    for (int i = 0; i < samples.length; i++) {
      assertEquals(codes[i], Byte.toUnsignedInt(code[i]), "of " + samples[i]);
    }
  }

  @Test
  void muLawDecodeKnowsTheStandardsValues() {
    byte[] code = new byte[SAMPLES];
    int[] codes = {0x00, 0x0f, 0x10, 0x7e, 0x7f, 0x80, 0xff};
    for (int i = 0; i < codes.length; i++) {
      code[i] = (byte) codes[i];
    }
    short[] pcm = new short[SAMPLES];
    Signal.muLawDecode(code, pcm);
    assertArrayEquals(
        new short[] {-32124, -16764, -15996, -8, 0, 32124, 0}, Arrays.copyOf(pcm, codes.length));
  }

  @Test
  void muLawRoundsToNearby() {
    short[] pcm = inputs.shorts(SAMPLES);
    byte[] code = new byte[SAMPLES];
    short[] decoded = new short[SAMPLES];
    Signal.muLawEncode(pcm, code);
    Signal.muLawDecode(code, decoded);
    for (int i = 0; i < SAMPLES; i++) {
      // Half a step is at most 1/33 of the magnitude with its bias; the loudest samples are cut.
      double tolerance = (Math.abs((double) pcm[i]) + 132) / 32;
      assertEquals(pcm[i], decoded[i], tolerance);
      assertTrue(pcm[i] < 0 ? decoded[i] <= 0 : decoded[i] >= 0);
    }
  }

  /** Returns the magnitude of a filter's frequency response, from its impulse response. */
  private static double magnitude(double[] response, double frequency) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < response.length; i++) {
      re += response[i] * Math.cos(2 * Math.PI * frequency * i);
      im += response[i] * Math.sin(2 * Math.PI * frequency * i);
    }
    return Math.hypot(re, im);
  }

  private static float[] scaled(float[] x, float factor) {
    float[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] *= factor;
    }
    return y;
  }
}
