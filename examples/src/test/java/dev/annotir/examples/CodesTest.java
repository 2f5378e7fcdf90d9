package dev.annotir.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;

final class CodesTest {
  private final Inputs inputs = new Inputs();

  @Test
  void crc32IsThatOfTheJdk() {
    byte[] data = inputs.bytes(Codes.FRAME);
    assertEquals(checksum(new CRC32(), data), Codes.crc32(data));
    byte[] zeros = new byte[Codes.FRAME];
    assertEquals(checksum(new CRC32(), zeros), Codes.crc32(zeros));
  }

  @Test
  void crc32cIsThatOfTheJdk() {
    byte[] data = inputs.bytes(Codes.FRAME);
    assertEquals(checksum(new CRC32C(), data), Codes.crc32c(data));
    byte[] zeros = new byte[Codes.FRAME];
    assertEquals(checksum(new CRC32C(), zeros), Codes.crc32c(zeros));
  }

  @Test
  void adler32IsThatOfTheJdk() {
    byte[] data = inputs.bytes(Codes.PAGE);
    assertEquals(checksum(new Adler32(), data), Codes.adler32(data));
    Arrays.fill(data, (byte) 255);
    assertEquals(checksum(new Adler32(), data), Codes.adler32(data));
  }

  @Test
  void fnv1aMultipliesModulo64Bits() {
    byte[] key = inputs.bytes(Codes.KEY);
    BigInteger prime = BigInteger.ONE.shiftLeft(40).add(BigInteger.valueOf(0x1b3));
    BigInteger hash = new BigInteger("14695981039346656037");
    for (byte b : key) {
      hash = hash.xor(BigInteger.valueOf(Byte.toUnsignedInt(b))).multiply(prime);
      hash = hash.mod(BigInteger.ONE.shiftLeft(64));
    }
    assertEquals(hash.longValue(), Codes.fnv1a(key));
  }

  @Test
  void hammingDistanceCountsBits() {
    long[] a = inputs.longs(Codes.WORDS);
    long[] b = inputs.longs(Codes.WORDS);
    b[0] = ~a[0];
    b[1] = a[1];
    int expected = 0;
    for (int i = 0; i < Codes.WORDS; i++) {
      expected += Long.bitCount(a[i] ^ b[i]);
    }
    assertEquals(expected, Codes.hammingDistance(a, b));
    assertEquals(0, Codes.hammingDistance(a, a));
  }

  @Test
  void leb128WritesTheBytesOfTheDwarfStandard() {
    int[] values = new int[Codes.VALUES];
    int[] first = {2, 127, 128, 129, 12857, -1};
    System.arraycopy(first, 0, values, 0, first.length);
    byte[] bytes = new byte[Codes.VALUES * Codes.LONGEST];
    Arrays.fill(bytes, (byte) 42);
    int size = Codes.leb128(values, bytes);
    int[] expected = {2, 0x7f, 0x80, 1, 0x81, 1, 0xb9, 0x64, 0xff, 0xff, 0xff, 0xff, 0x0f, 0};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], Byte.toUnsignedInt(bytes[i]));
    }
    assertEquals(expected.length - 1 + Codes.VALUES - first.length, size);
    assertEquals(42, bytes[size]);
  }

  @Test
  void leb128CanBeReadBack() {
    int[] values = inputs.ints(Codes.VALUES, Integer.MIN_VALUE, Integer.MAX_VALUE);
    for (int i = 0; i < values.length; i++) {
      values[i] >>>= i % 32;
    }
    byte[] bytes = new byte[Codes.VALUES * Codes.LONGEST];
    int size = Codes.leb128(values, bytes);
    int at = 0;
    for (int value : values) {
      long read = 0;
      for (int shift = 0; ; shift += 7) {
        byte b = bytes[at++];
        read |= (b & 0x7fL) << shift;
        if (b >= 0) {
          break;
        }
      }
      assertEquals(Integer.toUnsignedLong(value), read);
    }
    assertEquals(size, at);
  }

  @Test
  void base64IsThatOfTheJdk() {
    byte[] data = inputs.bytes(3 * Codes.TRIPLES);
    byte[] text = new byte[4 * Codes.TRIPLES];
    Codes.base64(data, text);
    assertArrayEquals(Base64.getEncoder().encode(data), text);
    ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    greeting.writeBytes("Hello!".getBytes(US_ASCII));
    Codes.base64(Arrays.copyOf(greeting.toByteArray(), data.length), text);
    assertEquals("SGVsbG8h", new String(text, 0, 8, US_ASCII));
  }

  /** The upper halves of the first five 64-bit outputs for the seed 1234567 are well known. */
  @Test
  void randomUniformIsXorshift64Star() {
    long[] state = {1234567};
    double[] y = new double[Codes.DRAWS];
    Codes.randomUniform(state, y);
    long[] expected = {3540625527L, 2750739987L, 4037983143L, 1993361440L, 3809424708L};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], (long) (y[i] * 0x1p32));
    }
  }

  @Test
  void randomUniformGoesOn() {
    long[] state = {1};
    double[] y = new double[Codes.DRAWS];
    double sum = 0;
    for (int call = 0; call < 30; call++) {
      Codes.randomUniform(state, y);
      for (double v : y) {
        assertTrue(v >= 0 && v < 1);
        sum += v;
      }
    }
    assertEquals(0.5, sum / (30 * Codes.DRAWS), 0.01);
  }

  private static int checksum(Checksum checksum, byte[] data) {
    checksum.update(data);
    return (int) checksum.getValue();
  }
}
