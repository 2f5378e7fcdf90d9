package dev.annotir.processor.frontend;

import dev.annotir.processor.fixture.Differential;
import dev.annotir.processor.fixture.RandomArrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that nobody wrote, whose variables mix old and new arrays up. */
class RandomArraysTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void behaveAsInJava(int seed) {
    Differential.checkBody(RandomArrays.members(seed, 2));
  }
}
