package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NDArrayTest {
  private static byte[] save(NDArray array) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    array.save(out);
    return out.toByteArray();
  }

  static Stream<Object> arrays() {
    return Stream.of(
        new boolean[] {true, false, true},
        new byte[][] {{1, -2}, {3, -128}},
        new short[] {1, -2, Short.MIN_VALUE},
        new char[] {'a', 0xffff},
        new int[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, Integer.MIN_VALUE}}},
        new long[] {1L << 40, -1},
        new float[][] {{1.5f, Float.NaN, -0f}},
        new double[] {Math.PI, Double.NEGATIVE_INFINITY},
        new int[0],
        new int[3][0]);
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void javaArraysComeBack(Object array) throws IOException {
    NDArray tensor = NDArray.of(array);
    assertThat(tensor.toArray()).isEqualTo(array);
    NDArray loaded = NDArray.load(ByteBuffer.wrap(save(tensor)));
    assertThat(loaded).hasToString(tensor.toString());
    assertThat(loaded.data()).isEqualTo(tensor.data());
    Object copy = NDArray.zeros(tensor.dtype(), tensor.shape()).toArray();
    loaded.copyTo(copy);
    assertThat(copy).isEqualTo(array);
  }

  @Test
  void bytesOfTvm() throws IOException {
    assertThat(HexFormat.of().formatHex(save(NDArray.of(new short[][] {{1, -2}}))))
        .isEqualTo(
            "3fa1b496f0405edd"
                + "0000000000000000"
                + "01000000"
                + "00000000"
                + "02000000"
                + "00100100"
                + "0100000000000000"
                + "0200000000000000"
                + "0400000000000000"
                + "0100feff");
  }

  @Test
  void labelsStateOtherTypes() {
    NDArray pixels = NDArray.of(new byte[] {(byte) 200}, DataType.parse("uint8"));
    assertThat(pixels).hasToString("uint8[1]");
    assertThat(NDArray.of(new short[2][3], DataType.parse("bfloat16")))
        .hasToString("bfloat16[2][3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NDArray.of(new int[2], DataType.parse("uint8")))
        .withMessage("int is no element of uint8[2]");
  }

  @Test
  void memoryIsSharedAndAligned() {
    ByteBuffer memory = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    NDArray tensor = NDArray.wrap(memory, DataType.of(int.class), 2, 2);
    memory.putInt(12, 7);
    assertThat((int[][]) tensor.toArray()).isDeepEqualTo(new int[][] {{0, 0}, {0, 7}});
    assertThat(NDArray.zeros(DataType.of(byte.class), 3).data().alignmentOffset(0, 64)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NDArray.wrap(memory, DataType.of(long.class), 3))
        .withMessage("int64[3] takes 24 bytes, not 16");
  }

  @Test
  void whatIsNoTensor() {
    assertThatIllegalArgumentException().isThrownBy(() -> NDArray.of("text"));
    assertThatIllegalArgumentException().isThrownBy(() -> NDArray.of(new String[1]));
    assertThatIllegalArgumentException().isThrownBy(() -> NDArray.of(new int[][] {{1}, {}}));
    assertThatIllegalArgumentException().isThrownBy(() -> NDArray.of(new int[][] {{1}, null}));
    DataType bytes = DataType.of(byte.class);
    assertThatIllegalArgumentException().isThrownBy(() -> NDArray.zeros(bytes, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> NDArray.zeros(bytes, 1L << 31));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NDArray.zeros(bytes, 1L << 62, 1L << 62, 1L << 62));
  }
}
