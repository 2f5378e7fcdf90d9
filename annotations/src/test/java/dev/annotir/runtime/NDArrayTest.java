package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

  static Stream<Buffer> buffers() {
    ByteBuffer little = ByteBuffer.allocateDirect(9).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer big = ByteBuffer.allocate(12);
    return Stream.of(
        FloatBuffer.wrap(new float[] {0, 1.5f, -0f}, 1, 2),
        IntBuffer.wrap(new int[] {0x3fc00000, 0x80000000}),
        little.position(1).putFloat(1, 1.5f).putFloat(5, -0f),
        big.position(4).putFloat(4, 1.5f).putFloat(8, -0f),
        big.slice(4, 8).asReadOnlyBuffer().asFloatBuffer());
  }

  @ParameterizedTest
  @MethodSource("buffers")
  void buffersAreCopied(Buffer buffer) {
    int position = buffer.position();
    NDArray tensor = NDArray.copyOf(buffer, DataType.of(float.class), 2);
    assertThat(tensor.toArray()).isEqualTo(new float[] {1.5f, -0f});
    assertThat(buffer.position()).isEqualTo(position);
    assertThat(tensor.data().isDirect()).isTrue();
  }

  static Stream<Arguments> emptyBuffers() {
    return Stream.of(
        Arguments.of(DataType.of(byte.class), ByteBuffer.allocate(2)),
        Arguments.of(DataType.of(short.class), ByteBuffer.allocate(4)),
        Arguments.of(DataType.of(short.class), ShortBuffer.allocate(2)),
        Arguments.of(DataType.of(char.class), CharBuffer.allocate(2)),
        Arguments.of(DataType.parse("float16"), ShortBuffer.allocate(2)),
        Arguments.of(DataType.of(int.class), IntBuffer.allocate(2)),
        Arguments.of(DataType.of(int.class), ByteBuffer.allocateDirect(8).asIntBuffer()),
        Arguments.of(DataType.of(long.class), LongBuffer.allocate(2)),
        Arguments.of(
            DataType.of(long.class), ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN)),
        Arguments.of(DataType.of(float.class), FloatBuffer.allocate(2)),
        Arguments.of(DataType.of(double.class), DoubleBuffer.allocate(2)),
        Arguments.of(DataType.of(double.class), ByteBuffer.allocate(16)));
  }

  @ParameterizedTest
  @MethodSource("emptyBuffers")
  void elementsComeBackFromBuffers(DataType dtype, Buffer buffer) {
    NDArray tensor = NDArray.zeros(dtype, 2, 1);
    for (int i = 0; i < tensor.data().capacity(); i++) {
      tensor.data().put(i, (byte) (0x11 * (i + 1)));
    }
    tensor.copyTo(buffer);
    assertThat(buffer.position()).isZero();
    assertThat(NDArray.copyOf(buffer, dtype, 2, 1).data()).isEqualTo(tensor.data());
    assertThatIllegalArgumentException().isThrownBy(() -> tensor.copyTo(buffer.position(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> NDArray.copyOf(buffer, dtype, 2));
  }

  @Test
  void buffersOfOtherElements() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NDArray.copyOf(LongBuffer.allocate(1), DataType.of(float.class), 2))
        .withMessageContaining("does not fit float32[2]");
  }

  @Test
  void sharedMemoryIsWhatNativeCodeReads() {
    DataType ints = DataType.of(int.class);
    ByteBuffer memory = ByteBuffer.allocateDirect(9).order(ByteOrder.nativeOrder());
    ByteOrder other =
        ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NDArray.wrap(memory.duplicate().order(other).limit(8), ints, 2))
        .withMessage("the buffer is " + other + ", but native code reads " + memory.order());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> NDArray.wrap(memory.duplicate().order(memory.order()).position(1), ints, 2))
        .withMessage("the buffer begins at no multiple of 4 bytes");
    memory.position(4).limit(8).putInt(4, 7);
    NDArray tensor = NDArray.wrap(memory, ints);
    assertThat(tensor.toArray()).isEqualTo(new int[] {7});
    tensor.data().putInt(0, 8);
    assertThat(memory.getInt(4)).isEqualTo(8);
    ByteBuffer onHeap = ByteBuffer.allocate(5).order(memory.order()).position(1);
    assertThat(NDArray.wrap(onHeap, ints, 1).isDirect()).isFalse();
    ByteBuffer anyOrder = ByteBuffer.allocateDirect(1).order(other);
    assertThat(NDArray.wrap(anyOrder, DataType.of(byte.class), 1)).hasToString("int8[1]");
  }

  @Test
  void oneElementOrNone() throws IOException {
    NDArray scalar =
        NDArray.copyOf(DoubleBuffer.wrap(new double[] {2.5}), DataType.of(double.class));
    assertThat(scalar.shape()).isEmpty();
    double[] copy = new double[1];
    NDArray.load(ByteBuffer.wrap(save(scalar))).copyTo(copy);
    assertThat(copy).containsExactly(2.5);
    NDArray none = NDArray.load(ByteBuffer.wrap(save(NDArray.zeros(scalar.dtype(), 3, 0, 2))));
    assertThat((double[][][]) none.toArray()).isDeepEqualTo(new double[3][0][2]);
    assertThat(none.data().capacity()).isZero();
    assertThat(NDArray.wrap(ByteBuffer.allocateDirect(0), DataType.of(byte.class), 0, 5).shape())
        .containsExactly(0, 5);
  }

  @Test
  void booleansOfBothKinds() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "3fa1b496f0405edd0000000000000000"
                    + "01000000"
                    + "0000000001000000060801000200000000000000"
                    + "02000000000000000100");
    NDArray ofLaterTvm = NDArray.load(ByteBuffer.wrap(bytes));
    assertThat(ofLaterTvm).hasToString("bool[2]");
    assertThat(ofLaterTvm.toArray()).isEqualTo(new boolean[] {true, false});
  }

  /** Native code of one thread may still read the descriptor when another has made one. */
  @Test
  void allThreadsPassOneDescriptor() throws Exception {
    int threads = 4;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 2000; round++) {
        NDArray tensor = NDArray.zeros(DataType.of(int.class), 4);
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Long> address =
            () -> {
              start.await();
              return tensor.dlTensor();
            };
        Set<Long> addresses = new HashSet<>();
        for (Future<Long> each : executor.invokeAll(Collections.nCopies(threads, address))) {
          addresses.add(each.get());
        }
        assertThat(addresses).hasSize(1);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
