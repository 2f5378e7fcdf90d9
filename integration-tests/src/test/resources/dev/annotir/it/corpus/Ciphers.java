import static java.lang.Integer.rotateLeft;

import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

@OperatorLibrary("ciphers")
final class Ciphers {
  private static final int[] SBOX = {
    0x63, 0x7c, 0x77, 0x7b, 0xf2, 0x6b, 0x6f, 0xc5, 0x30, 0x01, 0x67, 0x2b, 0xfe, 0xd7, 0xab, 0x76,
    0xca, 0x82, 0xc9, 0x7d, 0xfa, 0x59, 0x47, 0xf0, 0xad, 0xd4, 0xa2, 0xaf, 0x9c, 0xa4, 0x72, 0xc0,
    0xb7, 0xfd, 0x93, 0x26, 0x36, 0x3f, 0xf7, 0xcc, 0x34, 0xa5, 0xe5, 0xf1, 0x71, 0xd8, 0x31, 0x15,
    0x04, 0xc7, 0x23, 0xc3, 0x18, 0x96, 0x05, 0x9a, 0x07, 0x12, 0x80, 0xe2, 0xeb, 0x27, 0xb2, 0x75,
    0x09, 0x83, 0x2c, 0x1a, 0x1b, 0x6e, 0x5a, 0xa0, 0x52, 0x3b, 0xd6, 0xb3, 0x29, 0xe3, 0x2f, 0x84,
    0x53, 0xd1, 0x00, 0xed, 0x20, 0xfc, 0xb1, 0x5b, 0x6a, 0xcb, 0xbe, 0x39, 0x4a, 0x4c, 0x58, 0xcf,
    0xd0, 0xef, 0xaa, 0xfb, 0x43, 0x4d, 0x33, 0x85, 0x45, 0xf9, 0x02, 0x7f, 0x50, 0x3c, 0x9f, 0xa8,
    0x51, 0xa3, 0x40, 0x8f, 0x92, 0x9d, 0x38, 0xf5, 0xbc, 0xb6, 0xda, 0x21, 0x10, 0xff, 0xf3, 0xd2,
    0xcd, 0x0c, 0x13, 0xec, 0x5f, 0x97, 0x44, 0x17, 0xc4, 0xa7, 0x7e, 0x3d, 0x64, 0x5d, 0x19, 0x73,
    0x60, 0x81, 0x4f, 0xdc, 0x22, 0x2a, 0x90, 0x88, 0x46, 0xee, 0xb8, 0x14, 0xde, 0x5e, 0x0b, 0xdb,
    0xe0, 0x32, 0x3a, 0x0a, 0x49, 0x06, 0x24, 0x5c, 0xc2, 0xd3, 0xac, 0x62, 0x91, 0x95, 0xe4, 0x79,
    0xe7, 0xc8, 0x37, 0x6d, 0x8d, 0xd5, 0x4e, 0xa9, 0x6c, 0x56, 0xf4, 0xea, 0x65, 0x7a, 0xae, 0x08,
    0xba, 0x78, 0x25, 0x2e, 0x1c, 0xa6, 0xb4, 0xc6, 0xe8, 0xdd, 0x74, 0x1f, 0x4b, 0xbd, 0x8b, 0x8a,
    0x70, 0x3e, 0xb5, 0x66, 0x48, 0x03, 0xf6, 0x0e, 0x61, 0x35, 0x57, 0xb9, 0x86, 0xc1, 0x1d, 0x9e,
    0xe1, 0xf8, 0x98, 0x11, 0x69, 0xd9, 0x8e, 0x94, 0x9b, 0x1e, 0x87, 0xe9, 0xce, 0x55, 0x28, 0xdf,
    0x8c, 0xa1, 0x89, 0x0d, 0xbf, 0xe6, 0x42, 0x68, 0x41, 0x99, 0x2d, 0x0f, 0xb0, 0x54, 0xbb, 0x16
  };

  private static int xtime(int a) {
    return (a << 1 ^ ((a & 0x80) != 0 ? 0x1b : 0)) & 0xff;
  }

  private static byte[] expand(byte[] key) {
    byte[] w = new byte[176];
    System.arraycopy(key, 0, w, 0, 16);
    int rcon = 1;
    for (int i = 16; i < 176; i += 4) {
      int t0 = w[i - 4] & 0xff, t1 = w[i - 3] & 0xff, t2 = w[i - 2] & 0xff, t3 = w[i - 1] & 0xff;
      if (i % 16 == 0) {
        int t = t0;
        t0 = SBOX[t1] ^ rcon;
        t1 = SBOX[t2];
        t2 = SBOX[t3];
        t3 = SBOX[t];
        rcon = xtime(rcon);
      }
      w[i] = (byte) (w[i - 16] ^ t0);
      w[i + 1] = (byte) (w[i - 15] ^ t1);
      w[i + 2] = (byte) (w[i - 14] ^ t2);
      w[i + 3] = (byte) (w[i - 13] ^ t3);
    }
    return w;
  }

  /** AES-128 of one block. */
  @Operator
  static void aes(@Tensor({16}) byte[] key, @Tensor({16}) byte[] in, @Tensor({16}) byte[] out) {
    byte[] w = expand(key);
    byte[] s = new byte[16], t = new byte[16];
    for (int i = 0; i < 16; i++) s[i] = (byte) (in[i] ^ w[i]);
    for (int round = 1; round <= 10; round++) {
      for (int c = 0; c < 4; c++) for (int r = 0; r < 4; r++) t[4 * c + r] = (byte) SBOX[s[4 * ((c + r) % 4) + r] & 0xff];
      for (int c = 0; c < 4 && round < 10; c++) {
        int a0 = t[4 * c] & 0xff, a1 = t[4 * c + 1] & 0xff, a2 = t[4 * c + 2] & 0xff, a3 = t[4 * c + 3] & 0xff;
        int all = a0 ^ a1 ^ a2 ^ a3;
        t[4 * c] = (byte) (a0 ^ all ^ xtime(a0 ^ a1));
        t[4 * c + 1] = (byte) (a1 ^ all ^ xtime(a1 ^ a2));
        t[4 * c + 2] = (byte) (a2 ^ all ^ xtime(a2 ^ a3));
        t[4 * c + 3] = (byte) (a3 ^ all ^ xtime(a3 ^ a0));
      }
      for (int i = 0; i < 16; i++) s[i] = (byte) (t[i] ^ w[16 * round + i]);
    }
    System.arraycopy(s, 0, out, 0, 16);
  }

  private static int[] inverted() {
    int[] inverse = new int[256];
    for (int i = 0; i < 256; i++) inverse[SBOX[i]] = i;
    return inverse;
  }

  private static int times(int a, int b) {
    int r = 0;
    while (b != 0) {
      if ((b & 1) == 1) r ^= a;
      a = xtime(a);
      b >>= 1;
    }
    return r;
  }

  @Operator
  static void aesDecrypt(@Tensor({16}) byte[] key, @Tensor({16}) byte[] in, @Tensor({16}) byte[] out) {
    final byte[] w = expand(key);
    final int[] inverse = inverted();
    final int[] s = new int[16];
    final int[] t = new int[16];
    for (int i = 0; i < 16; i++) s[i] = in[i] & 0xff;
    for (int round = 10; round > 0; round--) {
      for (int i = 0; i < 16; i++) s[i] ^= w[16 * round + i] & 0xff;
      if (round < 10) {
        for (int c = 0; c < 16; c += 4) {
          int a0 = s[c], a1 = s[c + 1], a2 = s[c + 2], a3 = s[c + 3];
          s[c] = times(a0, 14) ^ times(a1, 11) ^ times(a2, 13) ^ times(a3, 9);
          s[c + 1] = times(a0, 9) ^ times(a1, 14) ^ times(a2, 11) ^ times(a3, 13);
          s[c + 2] = times(a0, 13) ^ times(a1, 9) ^ times(a2, 14) ^ times(a3, 11);
          s[c + 3] = times(a0, 11) ^ times(a1, 13) ^ times(a2, 9) ^ times(a3, 14);
        }
      }
      for (int c = 0; c < 4; c++) for (int r = 0; r < 4; r++) t[4 * ((c + r) & 3) + r] = inverse[s[4 * c + r]];
      for (int i = 0; i < 16; i++) s[i] = t[i];
    }
    for (int i = 0; i < 16; i++) out[i] = (byte) (s[i] ^ w[i]);
  }

  private static void quarter(int[] x, int a, int b, int c, int d) {
    x[a] += x[b]; x[d] = rotateLeft(x[d] ^ x[a], 16);
    x[c] += x[d]; x[b] = rotateLeft(x[b] ^ x[c], 12);
    x[a] += x[b]; x[d] = rotateLeft(x[d] ^ x[a], 8);
    x[c] += x[d]; x[b] = rotateLeft(x[b] ^ x[c], 7);
  }

  @Operator
  static @Tensor({16}) int[] chaCha20(@Tensor({8}) int[] key, int counter, @Tensor({3}) int[] nonce) {
    int[] start = new int[16];
    start[0] = 0x61707865;
    start[1] = 0x3320646e;
    start[2] = 0x79622d32;
    start[3] = 0x6b206574;
    System.arraycopy(key, 0, start, 4, 8);
    start[12] = counter;
    System.arraycopy(nonce, 0, start, 13, 3);
    int[] x = new int[16];
    System.arraycopy(start, 0, x, 0, 16);
    for (int i = 0; i < 10; i++) {
      for (int c = 0; c < 4; c++) quarter(x, c, c + 4, c + 8, c + 12);
      for (int c = 0; c < 4; c++) quarter(x, c, (c + 1) % 4 + 4, (c + 2) % 4 + 8, (c + 3) % 4 + 12);
    }
    for (int i = 0; i < 16; i++) x[i] += start[i];
    return x;
  }

  /** RC4's key schedule and its first bytes. */
  @Operator
  static void rc4(@Tensor({5}) byte[] key, @Tensor({16}) byte[] out) {
    byte[] s = new byte[256];
    for (int i = 0; i < 256; i++) s[i] = (byte) i;
    for (int i = 0, j = 0; i < 256; i++) {
      j = j + s[i] + key[i % key.length] & 0xff;
      byte t = s[i];
      s[i] = s[j];
      s[j] = t;
    }
    int i = 0, j = 0;
    for (int n = 0; n < out.length; n++) {
      i = (i + 1) & 0xff;
      j = (j + s[i]) & 0xff;
      byte t = s[i];
      s[i] = s[j];
      s[j] = t;
      out[n] = s[(s[i] + s[j]) & 0xff];
    }
  }

  /** XTEA, many rounds, one way or the other. */
  @Operator
  static void xtea(@Tensor({4}) int[] key, @Tensor({2}) int[] v, boolean decrypt) {
    final int delta = 0x9E3779B9, rounds = 32;
    int a = v[0], b = v[1];
    int sum = decrypt ? delta * rounds : 0;
    for (int i = 0; i < rounds; i++) {
      if (!decrypt) {
        a += (b << 4 ^ b >>> 5) + b ^ sum + key[sum & 3];
        sum += delta;
        b += (a << 4 ^ a >>> 5) + a ^ sum + key[sum >>> 11 & 3];
      } else {
        b -= (a << 4 ^ a >>> 5) + a ^ sum + key[sum >>> 11 & 3];
        sum -= delta;
        a -= (b << 4 ^ b >>> 5) + b ^ sum + key[sum & 3];
      }
    }
    v[0] = a;
    v[1] = b;
  }

  /** Keccak's permutation with the offsets and round constants made on the way. */
  @Operator
  static void keccak(@Tensor({25}) long[] a) {
    int lfsr = 1;
    for (int round = 0; round < 24; round++) {
      long[] c = new long[5];
      for (int x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
      for (int x = 0; x < 5; x++) {
        long d = c[(x + 4) % 5] ^ Long.rotateLeft(c[(x + 1) % 5], 1);
        for (int y = 0; y < 25; y += 5) a[x + y] ^= d;
      }
      int x = 1, y = 0;
      long current = a[1];
      for (int t = 0; t < 24; t++) {
        int r = (t + 1) * (t + 2) / 2;
        int nextY = (2 * x + 3 * y) % 5;
        x = y;
        y = nextY;
        long saved = a[x + 5 * y];
        a[x + 5 * y] = Long.rotateLeft(current, r);
        current = saved;
      }
      for (int row = 0; row < 25; row += 5) {
        for (int i = 0; i < 5; i++) c[i] = a[row + i];
        for (int i = 0; i < 5; i++) a[row + i] = c[i] ^ ~c[(i + 1) % 5] & c[(i + 2) % 5];
      }
      for (int j = 0; j < 7; j++) {
        if ((lfsr & 1) != 0) a[0] ^= 1L << (1 << j) - 1;
        lfsr = lfsr << 1 ^ (lfsr >> 7) * 0x171;
      }
    }
  }

  /** Vigenere on capital letters; all else stays. */
  @Operator
  static void vigenere(@Tensor({26}) char[] text, @Tensor({4}) char[] key, boolean back) {
    int k = 0;
    for (int i = 0; i < text.length; i++) {
      char c = text[i];
      if (c < 'A' || c > 'Z') continue;
      int shift = Math.floorMod(key[k++ % key.length] - 'A', 26);
      text[i] = (char) ((c - 'A' + (back ? 26 - shift : shift)) % 26 + 'A');
    }
  }
}
