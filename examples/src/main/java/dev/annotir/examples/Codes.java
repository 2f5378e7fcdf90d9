package dev.annotir.examples;

import dev.annotir.DType;
import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Checksums, hashes, encodings and random numbers. */
@OperatorLibrary("codes")
public final class Codes {
  static final int FRAME = 1500;
  static final int PAGE = 9000;
  static final int KEY = 250;
  static final int WORDS = 70;
  static final int VALUES = 120;
  static final int LONGEST = 5;
  static final int TRIPLES = 77;
  static final int DRAWS = 333;

  /** The generator of CRC-32 (IEEE 802.3), its bits reversed. */
  private static final int IEEE = 0xedb88320;

  /** The remainders of 4-bit blocks for CRC-32C, whose reversed generator is 0x82f63b78. */
  private static final int[] CASTAGNOLI = {
    0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
    0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75
  };

  private static final int ADLER_MODULUS = 65521;

  /** So many bytes can be added before the sums of Adler-32 leave 31 bits. */
  private static final int ADLER_BLOCK = 3800;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private static final byte[] BASE64 = {
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P',
    'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'a', 'b', 'c', 'd', 'e', 'f',
    'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'w', 'x', 'y', 'z', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '/'
  };

  private Codes() {}

  /** Returns the CRC-32 of a frame of 1500 bytes, bit by bit, as in Ethernet and zip. */
  @Operator
  public static int crc32(
      @Tensor(
              value = {FRAME},
              dtype = DType.UINT8)
          byte[] data) {
    int crc = ~0;
    for (byte b : data) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? (crc >>> 1) ^ IEEE : crc >>> 1;
      }
    }
    return ~crc;
  }

  /** Returns the CRC-32C of a frame of 1500 bytes, by a table of 16, as in iSCSI and ext4. */
  @Operator
  public static int crc32c(
      @Tensor(
              value = {FRAME},
              dtype = DType.UINT8)
          byte[] data) {
    int crc = ~0;
    for (byte b : data) {
      crc ^= b & 0xff;
      crc = (crc >>> 4) ^ CASTAGNOLI[crc & 15];
      crc = (crc >>> 4) ^ CASTAGNOLI[crc & 15];
    }
    return ~crc;
  }

  /** Returns the Adler-32 checksum of 9000 bytes, as in zlib. */
  @Operator
  public static int adler32(
      @Tensor(
              value = {PAGE},
              dtype = DType.UINT8)
          byte[] data) {
    int a = 1;
    int b = 0;
    int i = 0;
    do {
      int end = Math.min(i + ADLER_BLOCK, data.length);
      for (; i < end; i++) {
        a += data[i] & 0xff;
        b += a;
      }
      a %= ADLER_MODULUS;
      b %= ADLER_MODULUS;
    } while (i < data.length);
    return b << 16 | a;
  }

  /** Returns the 64-bit FNV-1a hash of a key of 250 bytes. */
  @Operator
  public static long fnv1a(
      @Tensor(
              value = {KEY},
              dtype = DType.UINT8)
          byte[] key) {
    long hash = FNV_OFFSET;
    for (byte b : key) {
      hash ^= b & 0xff;
      hash *= FNV_PRIME;
    }
    return hash;
  }

  /** Returns in how many of 70 x 64 bits {@code a} and {@code b} differ. */
  @Operator("hamming_distance")
  public static int hammingDistance(@Tensor({WORDS}) long[] a, @Tensor({WORDS}) long[] b) {
    int distance = 0;
    for (int i = 0; i < WORDS; i++) {
      long rest = a[i] ^ b[i];
      while (rest != 0) {
        rest &= rest - 1;
        distance++;
      }
    }
    return distance;
  }

  /**
   * Writes 120 unsigned integers in LEB128, 7 bits a byte and the lowest first.
   *
   * @return how many bytes of {@code bytes} the numbers take; the others keep their value
   */
  @Operator
  public static int leb128(
      @Tensor(
              value = {VALUES},
              dtype = DType.UINT32)
          int[] values,
      @Tensor(
              value = {VALUES * LONGEST},
              dtype = DType.UINT8)
          byte[] bytes) {
    int size = 0;
    for (int value : values) {
      int rest = value;
      do {
        int low = rest & 0x7f;
        rest >>>= 7;
        bytes[size++] = (byte) (rest == 0 ? low : low | 0x80);
      } while (rest != 0);
    }
    return size;
  }

  /** Encodes 77 x 3 bytes as 77 x 4 ASCII letters in Base64. */
  @Operator
  public static void base64(
      @Tensor(
              value = {TRIPLES, 3},
              dtype = DType.UINT8)
          byte[] data,
      @Tensor(
              value = {TRIPLES, 4},
              dtype = DType.UINT8)
          byte[] text) {
    for (int i = 0, j = 0; i < 3 * TRIPLES; i += 3, j += 4) {
      int triple = (data[i] & 0xff) << 16 | (data[i + 1] & 0xff) << 8 | (data[i + 2] & 0xff);
      text[j] = BASE64[triple >> 18];
      text[j + 1] = BASE64[triple >> 12 & 63];
      text[j + 2] = BASE64[triple >> 6 & 63];
      text[j + 3] = BASE64[triple & 63];
    }
  }

  /**
   * Draws 333 numbers from 0 inclusive to 1 exclusive, by the generator xorshift64*.
   *
   * @param state the seed, not 0; moved on for the next call
   */
  @Operator("random_uniform")
  public static void randomUniform(
      @Tensor(
              value = {1},
              dtype = DType.UINT64)
          long[] state,
      @Tensor({DRAWS}) double[] y) {
    long x = state[0];
    for (int i = 0; i < DRAWS; i++) {
      x ^= x >>> 12;
      x ^= x << 25;
      x ^= x >>> 27;
      y[i] = ((x * 0x2545f4914f6cdd1dL) >>> 11) * 0x1p-53;
    }
    state[0] = x;
  }
}
