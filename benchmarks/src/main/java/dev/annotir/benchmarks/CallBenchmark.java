package dev.annotir.benchmarks;

import dev.annotir.runtime.NDArray;
import dev.annotir.runtime.PackedFunc;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The ways to call an operator with three tensors. A sample is as many calls as the clock needs to
 * be exact, and so short that few samples meet another program.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CallBenchmark.CALLS)
@Warmup(iterations = 8, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = TimeUnit.SECONDS)
public class CallBenchmark {
  static final int CALLS = 100;

  private final PackedFunc packed = new AdditionsModule().getFunction("add");
  private final PackedFunc nativeCode = AdditionsModule.nativeModule().getFunction("add");

  private final float[] a = new float[16];
  private final float[] b = new float[16];
  private final float[] sum = new float[16];

  private final NDArray tensorA = NDArray.of(a);
  private final NDArray tensorB = NDArray.of(b);
  private final NDArray tensorSum = NDArray.of(sum);

  /** The Java method. */
  @Benchmark
  public void method() {
    for (int i = 0; i < CALLS; i++) {
      callMethod();
    }
  }

  /** The Java method, found by its name; the arguments are checked. */
  @Benchmark
  public void module() {
    for (int i = 0; i < CALLS; i++) {
      callModule();
    }
  }

  /** Native code; the arrays are copied there and back. */
  @Benchmark
  public void nativeArrays() {
    for (int i = 0; i < CALLS; i++) {
      callNativeWithArrays();
    }
  }

  /** Native code that reads and writes the memory of the tensors. */
  @Benchmark
  public void nativeTensors() {
    for (int i = 0; i < CALLS; i++) {
      callNativeWithTensors();
    }
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private void callMethod() {
    Additions.add(a, b, sum);
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private void callModule() {
    packed.call(a, b, sum);
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private void callNativeWithArrays() {
    nativeCode.call(a, b, sum);
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private void callNativeWithTensors() {
    nativeCode.call(tensorA, tensorB, tensorSum);
  }
}
