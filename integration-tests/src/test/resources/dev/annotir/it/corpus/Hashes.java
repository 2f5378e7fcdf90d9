import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

@OperatorLibrary("hashes")
public final class Hashes {
  private Hashes() {}

  private interface Fnv {
    int OFFSET = 0x811c9dc5;
    int PRIME = 16777619;
    long OFFSET64 = 0xcbf29ce484222325L;
    long PRIME64 = 1099511628211L;
  }

  private static final class Sha256 {
    private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };
    private static final int[] H = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };
    static final int BLOCK = 64;
  }

  private static final int[] SINES = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391
  };

  private static final byte[] SHIFTS = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};

  private static final int[] NIBBLES = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c
  };

  @Operator
  static int crc32(@Tensor({64}) byte[] data, int length) {
    int crc = ~0;
    for (int i = 0; i < Math.min(length, data.length); i++) {
      crc ^= data[i] & 0xff;
      for (int k = 0; k < 8; k++) crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xEDB88320 : crc >>> 1;
    }
    return ~crc;
  }

  private static int update(int crc, int b) {
    crc = NIBBLES[(crc ^ b) & 0xf] ^ (crc >>> 4);
    return NIBBLES[(crc ^ (b >> 4)) & 0xf] ^ (crc >>> 4);
  }

  @Operator
  static int crc32ByNibbles(@Tensor({64}) byte[] data) {
    int crc = -1;
    for (byte b : data) crc = update(crc, b);
    return ~crc;
  }

  @Operator("crc16_ccitt")
  static short crc16(@Tensor({9}) byte[] data) {
    short crc = (short) 0xFFFF;
    for (byte b : data) {
      crc ^= b << 8;
      for (int i = 8; i-- > 0; ) {
        if (crc < 0) crc = (short) (crc << 1 ^ 0x1021);
        else crc <<= 1;
      }
    }
    return crc;
  }

  @Operator
  static int adler32(@Tensor({100}) byte[] data) {
    final int mod = 65521;
    int a = 1, b = 0;
    for (int i = 0; i < data.length; ++i) {
      a = (a + (data[i] & 0xff)) % mod;
      b = (b + a) % mod;
    }
    return b << 16 | a;
  }

  @Operator
  static int fnv1a(@Tensor({6}) byte[] data) {
    int h = Fnv.OFFSET;
    for (byte b : data) {
      h ^= b & 0xff;
      h *= Fnv.PRIME;
    }
    return h;
  }

  @Operator
  static long fnv1a64(@Tensor({6}) byte[] data) {
    long h = Fnv.OFFSET64;
    for (byte b : data) h = (h ^ Byte.toUnsignedLong(b)) * Fnv.PRIME64;
    return h;
  }

  /** MD5's compression of one block. */
  @Operator
  static void md5(@Tensor({4}) int[] state, @Tensor({64}) byte[] block) {
    int[] m = new int[16];
    for (int i = 0; i < 16; i++) {
      m[i] = (block[4 * i] & 0xff) | (block[4 * i + 1] & 0xff) << 8 | (block[4 * i + 2] & 0xff) << 16 | block[4 * i + 3] << 24;
    }
    int a = state[0], b = state[1], c = state[2], d = state[3];
    for (int i = 0; i < 64; i++) {
      int f, g;
      switch (i >> 4) {
        case 0:
          f = (b & c) | (~b & d);
          g = i;
          break;
        case 1:
          f = (d & b) | (~d & c);
          g = (5 * i + 1) & 15;
          break;
        case 2:
          f = b ^ c ^ d;
          g = (3 * i + 5) & 15;
          break;
        default:
          f = c ^ (b | ~d);
          g = 7 * i & 15;
      }
      int temp = d;
      d = c;
      c = b;
      b = b + Integer.rotateLeft(a + f + SINES[i] + m[g], SHIFTS[(i >> 4) * 4 + (i & 3)]);
      a = temp;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }

  /** SHA-1 of one block. */
  @Operator
  static @Tensor({5}) int[] sha1(@Tensor({16}) int[] block) {
    int[] w = new int[80];
    System.arraycopy(block, 0, w, 0, 16);
    for (int t = 16; t < 80; t++) w[t] = Integer.rotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    int[] h = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    int a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int t = 0; t < 80; t++) {
      int f = t < 20 ? (b & c) | (~b & d) : t < 40 ? b ^ c ^ d : t < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      int k = t < 20 ? 0x5A827999 : t < 40 ? 0x6ED9EBA1 : t < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
      int temp = Integer.rotateLeft(a, 5) + f + e + w[t] + k;
      e = d;
      d = c;
      c = Integer.rotateLeft(b, 30);
      b = a;
      a = temp;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
    return h;
  }

  /** SHA-256 of a message of up to 100 bytes, padding included. */
  @Operator
  static void sha256(@Tensor({100}) final byte[] message, final int bytes, @Tensor({32}) final byte[] digest) {
    final int length = Math.floorMod(bytes, message.length + 1);
    final byte[] padded = new byte[2 * Sha256.BLOCK];
    for (int i = 0; i < length; i++) padded[i] = message[i];
    padded[length] = (byte) 0x80;
    final int blocks = length + 9 <= Sha256.BLOCK ? 1 : 2;
    final long bits = 8L * length;
    for (int i = 0; i < 8; i++) padded[blocks * Sha256.BLOCK - 1 - i] = (byte) (bits >>> 8 * i);
    final int[] h = initial();
    for (int block = 0; block < blocks; block++) compress(h, padded, block * Sha256.BLOCK);
    for (int i = 0; i < digest.length; i++) digest[i] = (byte) (h[i >> 2] >> (24 - 8 * (i & 3)));
  }

  private static int[] initial() {
    final int[] h = new int[8];
    for (int i = 0; i < h.length; i++) h[i] = Sha256.H[i];
    return h;
  }

  private static void compress(final int[] h, final byte[] from, final int at) {
    final int[] w = new int[64];
    for (int t = 0; t < 16; t++) {
      final int p = at + 4 * t;
      w[t] = from[p] << 24 | (from[p + 1] & 0xff) << 16 | (from[p + 2] & 0xff) << 8 | (from[p + 3] & 0xff);
    }
    for (int t = 16; t < 64; t++) {
      final int s0 = Integer.rotateRight(w[t - 15], 7) ^ Integer.rotateRight(w[t - 15], 18) ^ w[t - 15] >>> 3;
      final int s1 = Integer.rotateRight(w[t - 2], 17) ^ Integer.rotateRight(w[t - 2], 19) ^ w[t - 2] >>> 10;
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    final int[] v = new int[8];
    System.arraycopy(h, 0, v, 0, 8);
    for (int t = 0; t < 64; t++) {
      final int e = v[4];
      final int t1 = v[7] + (Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25)) + (e & v[5] ^ ~e & v[6]) + Sha256.K[t] + w[t];
      final int a = v[0];
      final int t2 = (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22)) + (a & v[1] ^ a & v[2] ^ v[1] & v[2]);
      for (int i = 7; i > 0; i--) v[i] = v[i - 1];
      v[4] += t1;
      v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) h[i] += v[i];
  }

  private static final int P1 = 0x9E3779B1, P2 = 0x85EBCA77, P3 = 0xC2B2AE3D, P4 = 0x27D4EB2F, P5 = 0x165667B1;

  private static int littleEndian(byte[] b, int i) {
    return b[i] & 0xff | (b[i + 1] & 0xff) << 8 | (b[i + 2] & 0xff) << 16 | b[i + 3] << 24;
  }

  @Operator
  static int xxHash32(@Tensor({39}) byte[] data, int seed) {
    int p = 0;
    int h;
    if (data.length >= 16) {
      int[] v = {seed + P1 + P2, seed + P2, seed, seed - P1};
      while (p <= data.length - 16) {
        for (int lane = 0; lane < 4; lane++, p += 4) v[lane] = Integer.rotateLeft(v[lane] + littleEndian(data, p) * P2, 13) * P1;
      }
      h = Integer.rotateLeft(v[0], 1) + Integer.rotateLeft(v[1], 7) + Integer.rotateLeft(v[2], 12) + Integer.rotateLeft(v[3], 18);
    } else {
      h = seed + P5;
    }
    h += data.length;
    for (; p + 4 <= data.length; p += 4) h = Integer.rotateLeft(h + littleEndian(data, p) * P3, 17) * P4;
    while (p < data.length) h = Integer.rotateLeft(h + (data[p++] & 0xff) * P5, 11) * P1;
    h ^= h >>> 15;
    h *= P2;
    h ^= h >>> 13;
    h *= P3;
    h ^= h >>> 16;
    return h;
  }

  @Operator
  static long sipHash(@Tensor({2}) long[] key, @Tensor({15}) byte[] data) {
    long[] v = new long[4];
    v[0] = key[0] ^ 0x736f6d6570736575L;
    v[1] = key[1] ^ 0x646f72616e646f6dL;
    v[2] = key[0] ^ 0x6c7967656e657261L;
    v[3] = key[1] ^ 0x7465646279746573L;
    int end = data.length - data.length % 8;
    for (int i = 0; i < end; i += 8) {
      long m = 0;
      for (int k = 7; k >= 0; k--) m = m << 8 | data[i + k] & 0xff;
      v[3] ^= m;
      sipRound(v);
      sipRound(v);
      v[0] ^= m;
    }
    long last = (long) data.length << 56;
    for (int i = end; i < data.length; i++) last |= (data[i] & 0xffL) << 8 * (i - end);
    v[3] ^= last;
    for (int r = 0; r < 2; r++) sipRound(v);
    v[0] ^= last;
    v[2] ^= 0xff;
    for (int r = 0; r < 4; r++) sipRound(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
  }

  private static void sipRound(long[] v) {
    v[0] += v[1];
    v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
    v[0] = Long.rotateLeft(v[0], 32);
    v[2] += v[3];
    v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
    v[2] = Long.rotateLeft(v[2], 32);
  }

  @Operator
  static int murmur3(@Tensor({37}) byte[] data, int length, int seed) {
    length = length < 0 ? 0 : length > data.length ? data.length : length;
    int h = seed;
    int blocks = length / 4;
    for (int i = 0; i < blocks; i++) h = Integer.rotateLeft(h ^ scramble(littleEndian(data, i * 4)), 13) * 5 + 0xe6546b64;
    int k = 0, tail = blocks * 4;
    switch (length & 3) {
      case 3:
        k ^= (data[tail + 2] & 0xff) << 16;
        // fall through
      case 2:
        k ^= (data[tail + 1] & 0xff) << 8;
        // fall through
      case 1:
        k ^= data[tail] & 0xff;
        h ^= scramble(k);
    }
    h ^= length;
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }

  private static int scramble(int k) {
    k *= 0xcc9e2d51;
    k = Integer.rotateLeft(k, 15);
    return k * 0x1b873593;
  }
}
