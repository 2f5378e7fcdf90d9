package dev.annotir.processor.script;

import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.RandomFunction;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random functions by TVM; {@code -Dannotir.seed} and {@code -Dannotir.count} choose which. */
class RandomFunctionsOnTvmTest {
  @BeforeAll
  static void assumeTvm() {
    Tvm.assumePresent();
  }

  @Test
  void sameBits() {
    long seed = Long.getLong("annotir.seed", 0);
    int count = Integer.getInteger("annotir.count", 8);
    Tvm tvm = new Tvm();
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      PrimFunc func = new RandomFunction(seed + i).function("f" + i);
      tvm.add(func);
      for (int j = 0; j < 20; j++) {
        tvm.call(RandomFunction.arguments(func, random));
      }
    }
    tvm.compare();
  }
}
