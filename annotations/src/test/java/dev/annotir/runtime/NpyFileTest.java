package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  private static byte[] file(int major, String header, byte... elements) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    out.write(major);
    out.write(0);
    ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    length.putInt(0, header.length());
    out.write(length.array(), 0, major == 1 ? 2 : 4);
    out.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(elements);
    return out.toByteArray();
  }

  static byte[] file(String type, boolean fortran, String shape, byte... elements) {
    String order = fortran ? "True" : "False";
    String members = "'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape;
    return file(1, "{" + members + ", }   \n", elements);
  }

  private static NDArray load(byte[] file) {
    return NpyFile.load(ByteBuffer.wrap(file));
  }

  @ParameterizedTest
  @CsvSource({
    "|b1, bool", "|i1, int8", "|u1, uint8", "<i2, int16", ">u2, uint16", "<i4, int32",
    ">u4, uint32", ">i8, int64", "<u8, uint64", "<f2, float16", ">f4, float32", "<f8, float64",
  })
  void typesAndByteOrders(String descr, String dtype) {
    int size = descr.charAt(2) - '0';
    byte[] elements = {1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1};
    NDArray array = load(file(descr, false, "(" + 16 / size + ",)", elements));
    assertThat(array.dtype()).hasToString(dtype);
    assertThat(array.shape()).containsExactly(16 / size);
    ByteBuffer expected = ByteBuffer.wrap(elements);
    ByteBuffer data = array.data();
    expected.order(descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 16; i += size) {
      switch (size) {
        case 1 -> assertThat(data.get(i)).isEqualTo(expected.get(i));
        case 2 -> assertThat(data.getShort(i)).isEqualTo(expected.getShort(i));
        case 4 -> assertThat(data.getInt(i)).isEqualTo(expected.getInt(i));
        default -> assertThat(data.getLong(i)).isEqualTo(expected.getLong(i));
      }
    }
  }

  @Test
  void shapes() {
    byte[] elements = {0, 1, 2, 3, 4, 5};
    assertThat(load(file("|i1", false, "(2, 3)", elements)).toArray())
        .isEqualTo(new byte[][] {{0, 1, 2}, {3, 4, 5}});
    assertThat(load(file("|i1", true, "(2, 3)", elements)).toArray())
        .isEqualTo(new byte[][] {{0, 2, 4}, {1, 3, 5}});
    assertThat(load(file("|i1", true, "(1, 2, 3)", elements)).toArray())
        .isEqualTo(new byte[][][] {{{0, 2, 4}, {1, 3, 5}}});
    assertThat(load(file(">i2", true, "(3, 1)", elements)).toArray())
        .isEqualTo(new short[][] {{1}, {0x0203}, {0x0405}});
    assertThat(load(file("|i1", true, "(2, 0, 3)")).toArray()).isEqualTo(new byte[2][0][3]);
    assertThat(load(file("|i1", true, "()", (byte) 7)).toArray()).isEqualTo(new byte[] {7});
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void versions(int major) {
    String header = " { \"shape\":(2L , ) , 'fortran_order' :False,\n'descr': '|i1'}";
    assertThat(load(file(major, header, (byte) 1, (byte) 2)).toArray())
        .isEqualTo(new byte[] {1, 2});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{'descr': '<f4', 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
        "{'descr': '<f4', 'fortran_order': False 'shape': (1,)}",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': 'f4', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()}     ",
      })
  void malformedHeaders(String header) {
    for (int major = 1; major <= 3; major++) {
      byte[] file = file(major, header, new byte[header.contains("()") ? 5 : 4]);
      InvalidFormatException e =
          catchThrowableOfType(InvalidFormatException.class, () -> load(file));
      assertThat(e).as(header).isNotNull();
      assertThat(e.offset()).as(header).isBetween(0L, (long) file.length);
    }
  }

  @Test
  void theOffsetIsThatOfTheMistake() {
    assertThatThrownBy(() -> load(file("<q4", false, "(1,)")))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessageContaining("the type <q4 is none of bool")
        .hasMessageEndingWith("(at offset 20)");
    assertThatThrownBy(() -> load(file(4, "{}")))
        .hasMessage("Invalid .npy file: the version is 4.0 (at offset 6)");
  }

  @Test
  void whatIsCutOrChangedIsRefusedOrRead() {
    byte[] file = file("<i4", true, "(2, 3)", new byte[24]);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(file, length);
      assertThatThrownBy(() -> load(cut)).isInstanceOf(InvalidFormatException.class);
    }
    Random random = new Random(1);
    for (int i = 0; i < 20000; i++) {
      byte[] changed = file.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        changed[random.nextInt(file.length - 24)] = (byte) random.nextInt(128);
      }
      try {
        load(changed);
      } catch (InvalidFormatException e) {
        assertThat(e.offset()).isBetween(0L, (long) file.length);
      }
    }
  }
}
