package dev.annotir.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The corpus' hashes, ciphers and codecs compute what they are called. */
class CorpusBytesTest {
  private static final Corpus HASHES = Corpus.of("Hashes");
  private static final Corpus CIPHERS = Corpus.of("Ciphers");
  private static final Corpus CODECS = Corpus.of("Codecs");

  private final Random random = new Random(1);

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static int checksum(Checksum checksum, byte[] data) {
    checksum.update(data, 0, data.length);
    return (int) checksum.getValue();
  }

  @Test
  void checksums() {
    byte[] data = bytes(64);
    int crc = checksum(new CRC32(), data);
    assertThat(HASHES.<Integer>call("crc32", data, 64)).isEqualTo(crc);
    assertThat(HASHES.<Integer>call("crc32ByNibbles", data)).isEqualTo(crc);
    assertThat(HASHES.<Short>call("crc16", "123456789".getBytes(UTF_8))).isEqualTo((short) 0x29b1);
    byte[] more = bytes(100);
    assertThat(HASHES.<Integer>call("adler32", more)).isEqualTo(checksum(new Adler32(), more));
  }

  @Test
  void md5() throws GeneralSecurityException {
    byte[] message = "message digest".getBytes(UTF_8);
    byte[] block = Arrays.copyOf(message, 64);
    block[message.length] = (byte) 0x80;
    block[56] = (byte) (8 * message.length);
    int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    HASHES.call("md5", state, block);
    ByteBuffer digest = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    digest.asIntBuffer().put(state);
    assertThat(digest.array()).isEqualTo(MessageDigest.getInstance("MD5").digest(message));
  }

  @Test
  void sha() throws GeneralSecurityException {
    byte[] message = "abc".getBytes(UTF_8);
    int[] block = new int[16];
    block[0] = 0x61626380;
    block[15] = 24;
    ByteBuffer digest = ByteBuffer.allocate(20);
    digest.asIntBuffer().put(HASHES.<int[]>call("sha1", block));
    assertThat(digest.array()).isEqualTo(MessageDigest.getInstance("SHA-1").digest(message));
    for (int length : new int[] {0, 1, 55, 56, 64, 100}) {
      byte[] data = bytes(100);
      byte[] sha256 = new byte[32];
      HASHES.call("sha256", data, length, sha256);
      assertThat(sha256)
          .isEqualTo(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(data, length)));
    }
  }

  @Test
  void hashes() {
    byte[] foobar = "foobar".getBytes(UTF_8);
    assertThat(HASHES.<Integer>call("fnv1a", foobar)).isEqualTo(0xbf9cf968);
    assertThat(HASHES.<Long>call("fnv1a64", foobar)).isEqualTo(0x85944171f73967e8L);
    byte[] spam = "Nobody inspects the spammish repetition".getBytes(UTF_8);
    assertThat(HASHES.<Integer>call("xxHash32", spam, 0)).isEqualTo(0xe2293b2f);
    byte[] hello = Arrays.copyOf("hello".getBytes(UTF_8), 37);
    assertThat(HASHES.<Integer>call("murmur3", hello, 5, 0)).isEqualTo(0x248bfa47);
    byte[] counted = new byte[15];
    for (int i = 0; i < 15; i++) {
      counted[i] = (byte) i;
    }
    long[] key = {0x0706050403020100L, 0x0f0e0d0c0b0a0908L};
    assertThat(HASHES.<Long>call("sipHash", key, counted)).isEqualTo(0xa129ca6149be45e5L);
  }

  private static byte[] encrypted(String cipher, byte[] key, byte[] data)
      throws GeneralSecurityException {
    Cipher java = Cipher.getInstance(cipher);
    java.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, cipher.replaceFirst("/.*", "")));
    return java.doFinal(data);
  }

  @Test
  void aes() throws GeneralSecurityException {
    byte[] key = bytes(16);
    byte[] block = bytes(16);
    byte[] out = new byte[16];
    CIPHERS.call("aes", key, block, out);
    assertThat(out).isEqualTo(encrypted("AES/ECB/NoPadding", key, block));
    byte[] back = new byte[16];
    CIPHERS.call("aesDecrypt", key, out, back);
    assertThat(back).isEqualTo(block);
  }

  @Test
  void streams() throws GeneralSecurityException {
    byte[] key = bytes(5);
    byte[] stream = new byte[16];
    CIPHERS.call("rc4", key, stream);
    assertThat(stream).isEqualTo(encrypted("RC4", key, new byte[16]));
    int[] words = new int[8];
    for (int i = 0; i < 8; i++) {
      words[i] = 0x03020100 + i * 0x04040404;
    }
    int[] block = CIPHERS.call("chaCha20", words, 1, new int[] {0x09000000, 0x4a000000, 0});
    assertThat(block).startsWith(0xe4e7f110, 0x15593bd1, 0x1fdd0f50, 0xc47120a3);
    long[] state = new long[25];
    CIPHERS.call("keccak", state);
    assertThat(state[0]).isEqualTo(0xF1258F7940E1DDE7L);
  }

  @Test
  void thereAndBack() {
    int[] v = {1, 2};
    int[] key = random.ints(4).toArray();
    CIPHERS.call("xtea", key, v, false);
    assertThat(v).isNotEqualTo(new int[] {1, 2});
    CIPHERS.call("xtea", key, v, true);
    assertThat(v).containsExactly(1, 2);
    char[] text = "ATTACKATDAWN ATTACKATDAWN!".toCharArray();
    CIPHERS.call("vigenere", text, "LEMO".toCharArray(), false);
    assertThat(new String(text)).startsWith("LXFONOMHOEIB ");
    CIPHERS.call("vigenere", text, "LEMO".toCharArray(), true);
    assertThat(new String(text)).isEqualTo("ATTACKATDAWN ATTACKATDAWN!");
  }

  @Test
  void base64() {
    for (int length = 0; length <= 30; length++) {
      byte[] data = bytes(30);
      char[] text = new char[40];
      int n = CODECS.<Integer>call("base64Encode", data, length, text);
      String java = Base64.getEncoder().encodeToString(Arrays.copyOf(data, length));
      assertThat(new String(text, 0, n)).isEqualTo(java);
      byte[] back = new byte[30];
      assertThat(CODECS.<Integer>call("base64Decode", text, back)).isEqualTo(length);
      assertThat(Arrays.copyOf(back, length)).isEqualTo(Arrays.copyOf(data, length));
    }
  }

  @Test
  void numbers() {
    char[] text = new char[16];
    CODECS.call("hex", new byte[] {0, 1, 0x2a, -1, 127, -128, 16, 9}, text);
    assertThat(new String(text)).isEqualTo("00012aff7f801009");
    char[] number = "-2147483648".toCharArray();
    assertThat(CODECS.<Integer>call("parseInt", number, 11)).isEqualTo(Integer.MIN_VALUE);
    char[] large = "+2147483648".toCharArray();
    assertThatThrownBy(() -> CODECS.call("parseInt", large, 11))
        .isInstanceOf(ArithmeticException.class);
    assertThat(CODECS.<Long>call("morton", 0b101, 0b011)).isEqualTo(0b011011);
    assertThat(CODECS.<Integer>call("grayToBinary", 12345 ^ 12345 >> 1)).isEqualTo(12345);
    long[] values = {0, -1, 300, Long.MIN_VALUE, 1, 2};
    byte[] out = new byte[60];
    int n = CODECS.<Integer>call("varints", values, out);
    long[] back = new long[30];
    assertThat(n).isEqualTo(16);
    CODECS.call("readVarints", Arrays.copyOf(out, 30), back);
    assertThat(back).startsWith(values);
  }

  @Test
  void runs() {
    byte[] data = "aaaaabcdeeeeeeeeeefgfgfgffffffffffffffab".getBytes(UTF_8);
    byte[] packed = new byte[41];
    int n = CODECS.<Integer>call("packBits", data, packed);
    byte[] back = new byte[128];
    assertThat(CODECS.<Integer>call("unpackBits", Arrays.copyOf(packed, 24), n, back))
        .isEqualTo(40);
    assertThat(back).startsWith(data);
    int[][] matches = new int[40][2];
    assertThat(CODECS.<Integer>call("lzEncode", data, matches)).isLessThan(20);
    assertThat(matches[1]).containsExactly(1, 4);
    byte[] out = new byte[96];
    byte[] tokens = Arrays.copyOf(new byte[] {7, 9, (byte) 0x80 | 3, 1}, 32);
    CODECS.call("lzDecode", tokens, out);
    assertThat(out).startsWith(7, 9, 7, 9, 7, 9, 7, 0);
  }

  @Test
  void prefixCode() {
    byte[] symbols = {0, 1, 2, 3, 4, 5, 6, 7, 7, 6, 5, 4, 3, 2, 1, 0};
    byte[] out = new byte[14];
    int bits = CODECS.<Integer>call("huffmanEncode", symbols, out);
    byte[] back = new byte[112];
    assertThat(CODECS.<Integer>call("huffmanDecode", out, bits, back)).isEqualTo(16);
    assertThat(back).startsWith(symbols);
  }

  @Test
  void utf8() {
    byte[] text = "aé€\uD83D\uDE00z".getBytes(UTF_8);
    byte[] in = Arrays.copyOf(text, 24);
    in[12] = (byte) 0xff;
    int[] out = new int[24];
    int n = CODECS.<Integer>call("utf8", in, out);
    String java = new String(in, UTF_8);
    assertThat(Arrays.copyOf(out, n)).isEqualTo(java.codePoints().toArray());
  }

  @Test
  void corrections() {
    byte[] nibbles = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    byte[] words = new byte[16];
    CODECS.call("hammingEncode", nibbles, words);
    for (int i = 0; i < 16; i++) {
      words[i] = (byte) (words[i] ^ 1 << i % 7);
    }
    byte[] back = new byte[16];
    assertThat(CODECS.<Integer>call("hammingDecode", words, back)).isEqualTo(16);
    assertThat(back).isEqualTo(nibbles);
    byte[] data = "reed solomon".getBytes(ISO_8859_1);
    byte[] checks = new byte[4];
    CODECS.call("reedSolomon", data, checks);
    byte[] word = Arrays.copyOf(data, 16);
    System.arraycopy(checks, 0, word, 12, 4);
    assertThat(CODECS.<Boolean>call("syndromes", word, new byte[4])).isTrue();
    word[5]++;
    assertThat(CODECS.<Boolean>call("syndromes", word, new byte[4])).isFalse();
  }
}
