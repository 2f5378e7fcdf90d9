package dev.annotir.processor.c;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dot products of the parts of vectors of int32: macros, {@code ANNOTIR_DOT_I16X32(a, b, c)}, of
 * variables. They need the headers of {@link VectorFunctions}.
 */
final class DotProducts {
  private static final Pattern NAME = Pattern.compile("\\bANNOTIR_DOT_I(8|16)X([0-9]+)\\b");

  private DotProducts() {}

  /** Whether there are instructions for so many int32. */
  static boolean has(int lanes) {
    return lanes == 4 || lanes == 8 || lanes == 16;
  }

  /** Whether a C text calls instructions. */
  static boolean isUsedBy(String kernels) {
    return NAME.matcher(kernels).find();
  }

  /** The macro for parts of so many bits of so many int32. */
  static String name(int bits, int lanes) {
    return "ANNOTIR_DOT_I" + bits + "X" + 32 / bits * lanes;
  }

  /** The definitions of the macros that a C text names; an empty text where it names none. */
  static String usedBy(String kernels) {
    Map<String, String> definitions = new TreeMap<>();
    for (Matcher name = NAME.matcher(kernels); name.find(); ) {
      int bits = Integer.parseInt(name.group(1));
      int lanes = Integer.parseInt(name.group(2)) * bits / 32;
      definitions.computeIfAbsent(name.group(), n -> definition(n, bits, lanes));
    }
    return String.join("\n", definitions.values()) + (definitions.isEmpty() ? "" : "\n");
  }

  private static String definition(String name, int bits, int lanes) {
    String define = "#define " + name + "(a, b, c) ((" + VectorTypes.signed(32, lanes) + ")";
    String vnni = "defined(__AVX512VNNI__)" + (lanes < 16 ? " && defined(__AVX512VL__)" : "");
    StringBuilder out = new StringBuilder();
    out.append("#if " + vnni + "\n" + define + accumulated(bits, lanes) + ")\n");
    out.append("#elif " + x86Condition(lanes) + "\n" + define + multiplied(bits, lanes) + ")\n");
    if (lanes == 4 && bits == 16) {
      out.append("#elif defined(__aarch64__) && defined(__ARM_NEON)\n" + define + neon() + ")\n");
    }
    return out.append("#else\n" + define + plain(bits, lanes) + ")\n#endif\n").toString();
  }

  private static String x86Condition(int lanes) {
    return switch (lanes) {
      case 16 -> "defined(__AVX512F__) && defined(__AVX512BW__)";
      case 8 -> "defined(__AVX2__)";
      default -> "defined(__SSE2__)";
    };
  }

  private static String register(int lanes) {
    return "(__m" + 32 * lanes + "i)";
  }

  private static String call(int lanes, String function, String... args) {
    String prefix = lanes == 4 ? "_mm_" : "_mm" + 32 * lanes + "_";
    return prefix + function + "(" + String.join(", ", args) + ")";
  }

  /**
   * One instruction; that for bytes takes unsigned ones, 128 more than the signed ones, and as many
   * times the other factors is then too much.
   */
  private static String accumulated(int bits, int lanes) {
    String register = register(lanes);
    if (bits == 16) {
      return call(lanes, "dpwssd_epi32", register + "(c)", register + "(a)", register + "(b)");
    }
    String offset = call(lanes, "set1_epi32", "-0x7f7f7f80");
    String more =
        call(lanes, lanes == 16 ? "xor_si512" : "xor_si" + 32 * lanes, register + "(a)", offset);
    String zero = call(lanes, "setzero_si" + 32 * lanes);
    String all = call(lanes, "dpbusd_epi32", register + "(c)", more, register + "(b)");
    String excess = call(lanes, "dpbusd_epi32", zero, offset, register + "(b)");
    return call(lanes, "sub_epi32", all, excess);
  }

  /** The instruction that adds the products of pairs, of bytes once for every second one. */
  private static String multiplied(int bits, int lanes) {
    String register = register(lanes);
    if (bits == 16) {
      return sum(lanes, register + "(c)", register + "(a)", register + "(b)");
    }
    String low = sum(lanes, register + "(c)", low("a", lanes), low("b", lanes));
    return sum(lanes, low, high("a", lanes), high("b", lanes));
  }

  private static String sum(int lanes, String sum, String a, String b) {
    return call(lanes, "add_epi32", sum, call(lanes, "madd_epi16", a, b));
  }

  /** The low bytes of int16. */
  private static String low(String operand, int lanes) {
    String left = "(" + VectorTypes.unsigned(16, 2 * lanes) + ")(" + operand + ") << 8";
    return register(lanes) + "((" + VectorTypes.signed(16, 2 * lanes) + ")(" + left + ") >> 8)";
  }

  private static String high(String operand, int lanes) {
    return register(lanes) + "((" + VectorTypes.signed(16, 2 * lanes) + ")(" + operand + ") >> 8)";
  }

  private static String neon() {
    List<String> products = new ArrayList<>();
    for (String half : List.of("low", "high")) {
      String operands =
          "vget_" + half + "_s16((int16x8_t)(a)), vget_" + half + "_s16((int16x8_t)(b))";
      products.add("vmull_s16(" + operands + ")");
    }
    return "vaddq_s32((int32x4_t)(c), vpaddq_s32(" + String.join(", ", products) + "))";
  }

  private static String plain(int bits, int lanes) {
    String unsigned = "(" + VectorTypes.unsigned(32, lanes) + ")";
    StringBuilder sum = new StringBuilder("(" + unsigned + "(c)");
    for (int above = 32 - bits; above >= 0; above -= bits) {
      sum.append(" + " + part("a", bits, above, lanes) + " * " + part("b", bits, above, lanes));
    }
    return sum.append(")").toString();
  }

  /** The number that bits of each int32 are, above which so many others stand. */
  private static String part(String operand, int bits, int above, int lanes) {
    String unsigned = "(" + VectorTypes.unsigned(32, lanes) + ")";
    String signed = "(" + VectorTypes.signed(32, lanes) + ")";
    String left = above == 0 ? operand : unsigned + "(" + operand + ") << " + above;
    return unsigned + "(" + signed + "(" + left + ") >> " + (32 - bits) + ")";
  }
}
