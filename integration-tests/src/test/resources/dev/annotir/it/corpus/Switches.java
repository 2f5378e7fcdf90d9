import dev.annotir.*;
class Switches {
  static final byte PUSH = 0, ADD = 1, SUB = 2, MUL = 3, DIV = 4, DUP = 5, SWAP = 6, JZ = 7, JMP = 8, OVER = 9, HALT = 10;
  static final String STACK = "the stack is " + "e" + 'm' + "pty??/ \"100%\" \u00fc\ud83d\ude00 */ \\n";
  private static int pop(int[] stack, int sp) { if (sp == 0) throw new IllegalStateException(STACK); return stack[sp - 1]; }
  @Operator static int vm(@Tensor({24}) byte[] code, @Tensor({6}) int[] stack) {
    int sp = 0, pc = 0, fuel = 200;
    while (true) {
      if (fuel-- == 0) throw new UnsupportedOperationException();
      if (pc < 0 || pc >= 24) return -pc;
      int op = Math.floorMod(code[pc++], 12);
      switch (op) {
        case PUSH:
          if (sp == 6) throw new StackOverflowError("six");
          stack[sp++] = pc < 24 ? code[pc++] : 0;
          break;
        case ADD: case SUB: case MUL: case DIV: {
          int b = pop(stack, sp--), a = pop(stack, sp--);
          stack[sp++] = switch (op) { case ADD -> a + b; case SUB -> a - b; case MUL -> a * b; default -> a / b; };
          break;
        }
        case DUP:
          int top = pop(stack, sp);
        case OVER:
          top = stack[Math.max(0, sp - 2)];
          if (sp >= 6) break;
          stack[sp++] = top;
          continue;
        case SWAP: { if (sp < 2) break; int t = stack[sp - 1]; stack[sp - 1] = stack[sp - 2]; stack[sp - 2] = t; }
          break;
        case JZ: if (pop(stack, sp--) != 0) { pc++; break; }
        case JMP: if (pc < 24) pc += code[pc] & 7; break;
        case HALT: return sp == 0 ? 0 : stack[sp - 1];
        default: throw new IllegalArgumentException("opcode");
      }
      assert sp >= 0 && sp <= 6 : "sp";
    }
  }
  @Operator static int utf8(@Tensor(value = {12}, dtype = DType.UINT8) byte[] in, @Tensor({12}) int[] out) {
    int n = 0, need = 0, code = 0;
    for (int i = 0; i < 12; i++) {
      int b = in[i] & 0xff;
      if (need > 0) {
        switch (b >>> 6) { case 2 -> { code = code << 6 | b & 0x3f; if (--need == 0) out[n++] = code; } default -> throw new IllegalArgumentException("continuation"); }
        continue;
      }
      switch (b >> 4) {
        case 0, 1, 2, 3, 4, 5, 6, 7 -> out[n++] = b;
        case 12, 13 -> { need = 1; code = b & 0x1f; }
        case 14 -> { need = 2; code = b & 15; }
        case 15 -> { if (b > 0xf4) throw new IllegalArgumentException("lead"); need = 3; code = b & 7; }
        default -> { if (b < 0xa0) out[n++] = 0xfffd; else throw new IllegalArgumentException("lead"); }
      }
    }
    return need == 0 ? n : -n;
  }
  @Operator static int base64(@Tensor({8}) char[] text, @Tensor(value = {6}, dtype = DType.UINT8) byte[] out) {
    int bits = 0, count = 0, n = 0;
    loop:
    for (char c : text) {
      int v;
      switch (c % 128) {
        case 'A': case 'B': case 'C': case 'D': case 'E': case 'F': case 'G': case 'H': case 'I': case 'J': case 'K': case 'L': case 'M':
        case 'N': case 'O': case 'P': case 'Q': case 'R': case 'S': case 'T': case 'U': case 'V': case 'W': case 'X': case 'Y': case 'Z':
          v = c % 128 - 'A'; break;
        case '+': case '-': v = 62; break;
        case '/': case '_': v = 63; break;
        case ' ': case '\t': case '\n': case '\r': continue;
        case '=': break loop;
        default:
          if (c % 128 >= 'a' && c % 128 <= 'z') { v = c % 128 - 'a' + 26; break; }
          v = c % 64;
      }
      bits = bits << 6 | v;
      count += 6;
      if (count >= 8) { count -= 8; out[n++] = (byte) (bits >> count); }
    }
    return n;
  }
  @Operator static long tail(@Tensor({16}) byte[] x, int length) {
    assert 0 <= length && length <= 16 : "long";
    long h = length, k = 0;
    int i = length & ~7;
    for (int j = 0; j < i; j++) h = h * 31 + x[j];
    switch (length & 7) {
      case 7: k ^= (long) x[i + 6] << 48;
      case 6: k ^= (long) x[i + 5] << 40;
      case 5: k ^= (long) x[i + 4] << 32;
      case 4: k ^= (long) x[i + 3] << 24;
      case 3: k ^= (long) x[i + 2] << 16;
      case 2: k ^= (long) x[i + 1] << 8;
      case 1: k ^= x[i]; h ^= k;
    }
    return h * 0x9e3779b97f4a7c15L;
  }
  private static double activate(int kind, double v) {
    return switch (kind) {
      case 0 -> v;
      case 1 -> Math.max(0, v);
      case 2 -> v < 0 ? 0.01 * v : v;
      case 3 -> { double t = Math.abs(v); yield v / (1 + t); }
      case 4 -> switch ((int) v) { case 0 -> 0.5; case 1, 2, 3 -> 1; default -> v > 0 ? 2L : 1.5f; };
      default -> throw new IllegalArgumentException("activation");
    };
  }
  @Operator static void layer(@Tensor({3, 4}) double[][] w, @Tensor({4}) double[] x, @Tensor({3}) int[] kind, @Tensor({3}) double[] y) {
    for (int i = 0; i < 3; i++) {
      double s = 0;
      for (int j = 0; j < 4; j++) s += w[i][j] * x[j];
      y[i] = activate(kind[i] & 7, s);
    }
  }
  @Operator static int table(int i, @Tensor({6}) int[] x) {
    int k = switch (i & 3) { case 0 -> 1; case 1 -> 5; default -> 2; };
    int m = switch (i % 5) { case 0: case 1: case 2: yield i % 5; case 3: k--; case 4: yield k; default: yield 0; };
    return x[k] + x[m];
  }
  @Operator static int brackets(@Tensor({10}) byte[] s) {
    int depth = 0, deepest = 0;
    scan:
    for (int i = 0; ; i++) {
      switch (i) { case 10 -> { break scan; } default -> { } }
      depth += switch (s[i] & 7) { case 0, 1 -> 1; case 2 -> { if (depth == 0) throw new IllegalStateException("closed at " + 1); yield -1; } case 3 -> 0 * depth; default -> depth > 3 ? -depth : 0; };
      if (depth > deepest) deepest = depth;
    }
    if (depth > 0) throw new IllegalStateException("open");
    return deepest;
  }
}
