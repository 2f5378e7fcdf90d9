import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;
import dev.annotir.math.DoubleMath;
import dev.annotir.math.FloatMath;

/** The functions of dev.annotir.math on arrays, for ulps.c. */
@OperatorLibrary("functions")
final class Functions {
  private static final int N = 4096;

  @Operator("exp_f")
  static void exp(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.exp(x[i]);
    }
  }

  @Operator("log_f")
  static void log(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.log(x[i]);
    }
  }

  @Operator("log2_f")
  static void log2(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.log2(x[i]);
    }
  }

  @Operator("sin_f")
  static void sin(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.sin(x[i]);
    }
  }

  @Operator("cos_f")
  static void cos(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.cos(x[i]);
    }
  }

  @Operator("tan_f")
  static void tan(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.tan(x[i]);
    }
  }

  @Operator("sinh_f")
  static void sinh(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.sinh(x[i]);
    }
  }

  @Operator("cosh_f")
  static void cosh(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.cosh(x[i]);
    }
  }

  @Operator("tanh_f")
  static void tanh(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.tanh(x[i]);
    }
  }

  @Operator("atan_f")
  static void atan(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.atan(x[i]);
    }
  }

  @Operator("cbrt_f")
  static void cbrt(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.cbrt(x[i]);
    }
  }

  @Operator("erf_f")
  static void erf(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.erf(x[i]);
    }
  }

  @Operator("sigmoid_f")
  static void sigmoid(@Tensor(N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.sigmoid(x[i]);
    }
  }

  @Operator("pow_f")
  static void pow(@Tensor(N) float[] x, @Tensor(N) float[] x2, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.pow(x[i], x2[i]);
    }
  }

  @Operator("atan2_f")
  static void atan2(@Tensor(N) float[] x, @Tensor(N) float[] x2, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = FloatMath.atan2(x[i], x2[i]);
    }
  }

  @Operator("exp_d")
  static void exp(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.exp(x[i]);
    }
  }

  @Operator("log_d")
  static void log(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.log(x[i]);
    }
  }

  @Operator("log2_d")
  static void log2(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.log2(x[i]);
    }
  }

  @Operator("sin_d")
  static void sin(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.sin(x[i]);
    }
  }

  @Operator("cos_d")
  static void cos(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.cos(x[i]);
    }
  }

  @Operator("tan_d")
  static void tan(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.tan(x[i]);
    }
  }

  @Operator("sinh_d")
  static void sinh(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.sinh(x[i]);
    }
  }

  @Operator("cosh_d")
  static void cosh(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.cosh(x[i]);
    }
  }

  @Operator("tanh_d")
  static void tanh(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.tanh(x[i]);
    }
  }

  @Operator("atan_d")
  static void atan(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.atan(x[i]);
    }
  }

  @Operator("cbrt_d")
  static void cbrt(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.cbrt(x[i]);
    }
  }

  @Operator("erf_d")
  static void erf(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.erf(x[i]);
    }
  }

  @Operator("sigmoid_d")
  static void sigmoid(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.sigmoid(x[i]);
    }
  }

  @Operator("pow_d")
  static void pow(@Tensor(N) double[] x, @Tensor(N) double[] x2, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.pow(x[i], x2[i]);
    }
  }

  @Operator("atan2_d")
  static void atan2(@Tensor(N) double[] x, @Tensor(N) double[] x2, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.atan2(x[i], x2[i]);
    }
  }

  @Operator("expm1_d")
  static void expm1(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.expm1(x[i]);
    }
  }

  @Operator("log1p_d")
  static void log1p(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.log1p(x[i]);
    }
  }

  @Operator("log10_d")
  static void log10(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.log10(x[i]);
    }
  }

  @Operator("asin_d")
  static void asin(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.asin(x[i]);
    }
  }

  @Operator("acos_d")
  static void acos(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int i = 0; i < N; i++) {
      y[i] = DoubleMath.acos(x[i]);
    }
  }

  @Operator("hypot_d")
  static void hypot(@Tensor(N) double[] x, @Tensor(N) double[] y, @Tensor(N) double[] r) {
    for (int i = 0; i < N; i++) {
      r[i] = DoubleMath.hypot(x[i], y[i]);
    }
  }
}
