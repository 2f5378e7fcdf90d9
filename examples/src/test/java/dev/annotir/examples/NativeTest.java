package dev.annotir.examples;

import dev.annotir.testing.OperatorTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operator of the examples on the JVM and as native code. */
class NativeTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        Basics.class,
        Codes.class,
        Fractals.class,
        LinearAlgebra.class,
        NeuralNet.class,
        Sequences.class,
        Signal.class,
        Vision.class
      })
  void matchesTheJvm(Class<?> type) {
    OperatorTest.of(type).matchesNative();
  }
}
