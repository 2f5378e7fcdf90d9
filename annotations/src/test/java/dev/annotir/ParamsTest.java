package dev.annotir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annotir.runtime.InvalidFormatException;
import dev.annotir.runtime.NDArray;
import org.junit.jupiter.api.Test;

class ParamsTest {
  private static final float[][] WEIGHTS = Params.load(ParamsTest.class, "weights.npy");

  @Test
  void theFileLiesBesideTheClass() {
    assertThat(WEIGHTS)
        .isEqualTo(new float[][] {{0, 0.5f, -1}, {Float.MIN_VALUE, 3, Float.POSITIVE_INFINITY}});
    float[][] absolute = Params.load(NDArray.class, "/dev/annotir/weights.npy");
    assertThat(absolute).isEqualTo(WEIGHTS).isNotSameAs(WEIGHTS);
  }

  @Test
  void anotherTypeIsRefusedWhereTheArrayIsAssigned() {
    assertThatThrownBy(
            () -> {
              double[] array = Params.load(ParamsTest.class, "weights.npy");
              assertThat(array).isEmpty();
            })
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void missingAndMalformedFiles() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Params.load(ParamsTest.class, "none.npy"))
        .withMessageContaining("none.npy");
    assertThatThrownBy(() -> Params.load(ParamsTest.class, "ParamsTest.class"))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessageEndingWith("(at offset 0)");
  }
}
