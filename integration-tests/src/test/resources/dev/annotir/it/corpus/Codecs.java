import dev.annotir.DType;
import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

@OperatorLibrary("codecs")
public class Codecs {
  private static final char[] ALPHABET = {
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '/'
  };

  /** Base64 of the first length bytes; how many characters. */
  @Operator
  static int base64Encode(@Tensor(value = {30}, dtype = DType.UINT8) byte[] in, int length, @Tensor({40}) char[] out) {
    length = Math.max(0, Math.min(length, in.length));
    int o = 0;
    int i = 0;
    for (; i + 2 < length; i += 3) {
      int bits = (in[i] & 0xff) << 16 | (in[i + 1] & 0xff) << 8 | in[i + 2] & 0xff;
      out[o++] = ALPHABET[bits >>> 18];
      out[o++] = ALPHABET[bits >>> 12 & 63];
      out[o++] = ALPHABET[bits >>> 6 & 63];
      out[o++] = ALPHABET[bits & 63];
    }
    if (length - i == 1) {
      out[o++] = ALPHABET[in[i] >> 2 & 63];
      out[o++] = ALPHABET[in[i] << 4 & 63];
      out[o++] = '=';
      out[o++] = '=';
    } else if (length - i == 2) {
      out[o++] = ALPHABET[in[i] >> 2 & 63];
      out[o++] = ALPHABET[(in[i] << 4 | in[i + 1] >> 4 & 15) & 63];
      out[o++] = ALPHABET[in[i + 1] << 2 & 63];
      out[o++] = '=';
    }
    return o;
  }

  private static int digit(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }

  /** Decodes until something that is no digit; how many bytes. */
  @Operator
  static int base64Decode(@Tensor({40}) char[] in, @Tensor({30}) byte[] out) {
    int bits = 0, count = 0, o = 0;
    for (char c : in) {
      int d = digit(c);
      if (d < 0) break;
      bits = bits << 6 | d;
      count += 6;
      if (count >= 8) {
        count -= 8;
        out[o++] = (byte) (bits >> count);
      }
    }
    return o;
  }

  @Operator
  static int hex(@Tensor({8}) byte[] in, @Tensor({16}) char[] out) {
    int o = 0;
    for (byte b : in) {
      for (int s = 4; s >= 0; s -= 4) {
        int n = b >>> s & 0xf;
        out[o++] = (char) (n < 10 ? '0' + n : 'a' + n - 10);
      }
    }
    return o;
  }

  /** PackBits: a run as its length and one byte, other bytes as their number and themselves. */
  @Operator
  static int packBits(@Tensor({40}) byte[] in, @Tensor({41}) byte[] out) {
    int i = 0, o = 0;
    while (i < in.length) {
      int run = 1;
      while (i + run < in.length && run < 128 && in[i + run] == in[i]) run++;
      if (run > 1) {
        out[o++] = (byte) (1 - run);
        out[o++] = in[i];
        i += run;
      } else {
        int start = i;
        while (i < in.length && (i + 1 == in.length || in[i] != in[i + 1])) i++;
        out[o++] = (byte) (i - start - 1);
        while (start < i) out[o++] = in[start++];
      }
    }
    return o;
  }

  @Operator
  static int unpackBits(@Tensor({24}) byte[] in, int length, @Tensor({128}) byte[] out) {
    int o = 0;
    for (int i = 0; i < Math.min(length, in.length); ) {
      int n = in[i++];
      if (n >= 0) {
        for (int k = 0; k <= n; k++) {
          if (i >= in.length || o >= out.length) return -1;
          out[o++] = in[i++];
        }
      } else if (n != -128) {
        if (i >= in.length) return -1;
        byte v = in[i++];
        for (int k = n; k <= 0; k++) {
          if (o == out.length) return -1;
          out[o++] = v;
        }
      }
    }
    return o;
  }

  // A prefix code: 0, 10, 110, ... and 1111111 for the last two.
  private static final int[] CODES = {0b0, 0b10, 0b110, 0b1110, 0b11110, 0b111110, 0b1111110, 0b1111111};
  private static final byte[] LENGTHS = {1, 2, 3, 4, 5, 6, 7, 7};

  @Operator
  static int huffmanEncode(@Tensor({16}) byte[] symbols, @Tensor({14}) byte[] out) {
    int at = 0;
    for (int i = 0; i < out.length; i++) out[i] = 0;
    for (byte symbol : symbols) {
      int s = symbol & 7;
      for (int bit = LENGTHS[s] - 1; bit >= 0; bit--) {
        if ((CODES[s] >> bit & 1) == 1) out[at >> 3] |= 0x80 >> (at & 7);
        at++;
      }
    }
    return at;
  }

  @Operator
  static int huffmanDecode(@Tensor({14}) byte[] in, int bits, @Tensor({112}) byte[] symbols) {
    int n = 0;
    int at = 0;
    bits = bits < 0 ? 0 : Math.min(bits, 8 * in.length);
    symbol:
    while (at < bits) {
      int code = 0;
      for (int length = 1; length <= 7; length++) {
        if (at == bits) return ~n;
        code = code << 1 | in[at / 8] >> 7 - at % 8 & 1;
        at++;
        for (byte s = 0; s < CODES.length; s++) {
          if (LENGTHS[s] == length && CODES[s] == code) {
            symbols[n++] = s;
            continue symbol;
          }
        }
      }
      throw new IllegalStateException("no such code");
    }
    return n;
  }

  /** Literals and copies of what came before: a byte below 128 is a literal, else length and distance. */
  @Operator
  static int lzDecode(@Tensor({32}) byte[] in, @Tensor({96}) byte[] out) {
    int i = 0, o = 0;
    while (i < in.length && o < out.length) {
      byte token = in[i++];
      if (token >= 0) {
        out[o++] = token;
        continue;
      }
      if (i >= in.length) return -i;
      int length = (token & 0x1f) + 2;
      int distance = 1 + (token >> 5 & 3) + (in[i++] & 7);
      if (distance > o) return -i;
      while (length-- > 0 && o < out.length) {
        out[o] = out[o - distance];
        o++;
      }
    }
    return o;
  }

  /** Finds for each place the longest earlier match, as distance and length. */
  @Operator
  static int lzEncode(@Tensor({40}) byte[] in, @Tensor({40, 2}) int[][] matches) {
    int tokens = 0;
    for (int i = 0; i < in.length; tokens++) {
      int bestLength = 0, bestDistance = 0;
      for (int from = Math.max(0, i - 16); from < i; from++) {
        int length = 0;
        while (i + length < in.length && length < 18 && in[from + length] == in[i + length]) length++;
        if (length >= bestLength) {
          bestLength = length;
          bestDistance = i - from;
        }
      }
      if (bestLength < 2) {
        matches[tokens][0] = 0;
        matches[tokens][1] = in[i++];
      } else {
        matches[tokens][0] = bestDistance;
        matches[tokens][1] = bestLength;
        i += bestLength;
      }
    }
    return tokens;
  }

  @Operator
  static int varints(@Tensor({6}) long[] values, @Tensor({60}) byte[] out) {
    int o = 0;
    for (long value : values) {
      long v = value << 1 ^ value >> 63;
      while ((v & ~0x7fL) != 0) {
        out[o++] = (byte) (v & 0x7f | 0x80);
        v >>>= 7;
      }
      out[o++] = (byte) v;
    }
    return o;
  }

  @Operator
  static int readVarints(@Tensor({30}) byte[] in, @Tensor({30}) long[] values) {
    int n = 0;
    long v = 0;
    int shift = 0;
    for (byte b : in) {
      v |= (b & 0x7fL) << shift;
      if (b < 0) {
        shift += 7;
        if (shift > 63) throw new ArithmeticException("varint");
      } else {
        values[n++] = v >>> 1 ^ -(v & 1);
        v = 0;
        shift = 0;
      }
    }
    return n;
  }

  /** Code points of UTF-8; U+FFFD for what is wrong. */
  @Operator
  static int utf8(@Tensor({24}) byte[] in, @Tensor({24}) int[] out) {
    int i = 0, n = 0;
    while (i < 24) {
      int b = in[i++] & 0xff;
      int more, least;
      if (b < 0x80) {
        out[n++] = b;
        continue;
      } else if (b >= 0xc2 && b < 0xe0) {
        more = 1;
        least = 0x80;
        b &= 0x1f;
      } else if (b >= 0xe0 && b < 0xf0) {
        more = 2;
        least = 0x800;
        b &= 0xf;
      } else if (b >= 0xf0 && b < 0xf5) {
        more = 3;
        least = 0x10000;
        b &= 7;
      } else {
        out[n++] = 0xfffd;
        continue;
      }
      int code = b;
      boolean good = true;
      for (; more > 0; more--) {
        if (i >= 24 || (in[i] & 0xc0) != 0x80) {
          good = false;
          break;
        }
        code = code << 6 | in[i++] & 0x3f;
      }
      if (code < least || code > Character.MAX_CODE_POINT || code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) good = false;
      out[n++] = good ? code : '\ufffd';
    }
    return n;
  }

  private static int parity(int x) {
    x ^= x >> 4;
    x ^= x >> 2;
    x ^= x >> 1;
    return x & 1;
  }

  @Operator
  static void hammingEncode(@Tensor({16}) byte[] nibbles, @Tensor({16}) byte[] words) {
    for (int i = 0; i < 16; i++) {
      int d = nibbles[i] & 0xf;
      int p1 = parity(d & 0b1011), p2 = parity(d & 0b1101), p3 = parity(d & 0b1110);
      words[i] = (byte) (p1 | p2 << 1 | (d & 1) << 2 | p3 << 3 | (d & 0b1110) << 3);
    }
  }

  /** Corrects one bit a word; how many it has corrected. */
  @Operator
  static int hammingDecode(@Tensor({16}) byte[] words, @Tensor({16}) byte[] nibbles) {
    int corrected = 0;
    for (int i = 0; i < 16; i++) {
      int w = words[i] & 0x7f;
      int syndrome = parity(w & 0b1010101) | parity(w & 0b1100110) << 1 | parity(w & 0b1111000) << 2;
      if (syndrome > 0) {
        w ^= 1 << syndrome - 1;
        corrected++;
      }
      nibbles[i] = (byte) (w >> 2 & 1 | w >> 3 & 0b1110);
    }
    return corrected;
  }

  /** A product in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1. */
  private static int times(int a, int b) {
    int r = 0;
    for (; b != 0; b >>>= 1) {
      if ((b & 1) != 0) r ^= a;
      a <<= 1;
      if ((a & 0x100) != 0) a ^= 0x11d;
    }
    return r;
  }

  static final int CHECKS = 4, DATA = 12;

  private static int[] generator() {
    int[] g = new int[CHECKS + 1];
    g[0] = 1;
    int root = 1;
    for (int i = 0; i < CHECKS; i++) {
      for (int j = i + 1; j > 0; j--) g[j] = g[j] ^ times(g[j - 1], root);
      root = times(root, 2);
    }
    return g;
  }

  /** Reed and Solomon's check bytes. */
  @Operator
  static void reedSolomon(@Tensor({DATA}) byte[] data, @Tensor({CHECKS}) byte[] checks) {
    int[] g = generator();
    int[] remainder = new int[CHECKS];
    for (byte b : data) {
      int factor = (b & 0xff) ^ remainder[0];
      System.arraycopy(remainder, 1, remainder, 0, CHECKS - 1);
      remainder[CHECKS - 1] = 0;
      for (int j = 0; j < CHECKS; j++) remainder[j] ^= times(g[j + 1], factor);
    }
    for (int j = 0; j < CHECKS; j++) checks[j] = (byte) remainder[j];
  }

  /** The syndromes of a received word; true if all are zero. */
  @Operator
  static boolean syndromes(@Tensor({DATA + CHECKS}) byte[] word, @Tensor({CHECKS}) byte[] syndromes) {
    boolean clean = true;
    int x = 1;
    for (int k = 0; k < CHECKS; k++, x = times(x, 2)) {
      int s = 0;
      for (byte b : word) s = times(s, x) ^ b & 0xff;
      syndromes[k] = (byte) s;
      clean &= s == 0;
    }
    return clean;
  }

  /** A decimal number in text, as Integer.parseInt reads it, or an exception. */
  @Operator
  static int parseInt(@Tensor({11}) char[] text, int length) {
    length = Math.max(1, Math.min(11, length));
    boolean negative = text[0] == '-';
    int i = negative || text[0] == '+' ? 1 : 0;
    if (i == length) throw new NumberFormatException("no digits");
    int value = 0;
    for (; i < length; i++) {
      int d = text[i] - '0';
      if (d < 0 || d > 9) throw new NumberFormatException();
      value = Math.subtractExact(Math.multiplyExact(value, 10), d);
    }
    return negative ? value : Math.negateExact(value);
  }

  /** Morton order and back. */
  @Operator
  static long morton(int x, int y) {
    return spread(x) | spread(y) << 1;
  }

  private static long spread(int v) {
    long r = Integer.toUnsignedLong(v);
    r = (r | r << 16) & 0x0000ffff0000ffffL;
    r = (r | r << 8) & 0x00ff00ff00ff00ffL;
    r = (r | r << 4) & 0x0f0f0f0f0f0f0f0fL;
    r = (r | r << 2) & 0x3333333333333333L;
    return (r | r << 1) & 0x5555555555555555L;
  }

  @Operator
  static int grayToBinary(int gray) {
    int b = gray;
    while ((gray >>>= 1) != 0) b ^= gray;
    return b;
  }
}
