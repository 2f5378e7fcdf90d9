package dev.annotir.processor.c;

import dev.annotir.processor.ir.DType;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vectors of integers as vectors of wider ones: macros, {@code ANNOTIR_WIDEN_U8X32_TO_16(a)}, that
 * are one instruction where gcc (12) makes several of GNU C's conversion. They need the headers of
 * {@link VectorFunctions}.
 */
final class VectorConversions {
  private static final Pattern NAME =
      Pattern.compile("\\bANNOTIR_WIDEN_([IU])(8|16|32)X([0-9]+)_TO_(16|32|64)\\b");

  private VectorConversions() {}

  /** Whether there is an instruction. */
  static boolean has(DType from, DType to, int lanes) {
    int bits = to.bits() * lanes;
    boolean isWidening = from.isInteger() && to.isInteger() && from.bits() < to.bits();
    boolean isVector = bits == 128 || bits == 256 || bits == 512;
    return isWidening && isVector && from.bits() * lanes >= 32;
  }

  /** Whether a C text calls instructions. */
  static boolean isUsedBy(String kernels) {
    return NAME.matcher(kernels).find();
  }

  /** The macro; its value is signed just as its operand is. */
  static String name(DType from, DType to, int lanes) {
    String kind = from.kind() == DType.Kind.INT ? "I" : "U";
    return "ANNOTIR_WIDEN_" + kind + from.bits() + "X" + lanes + "_TO_" + to.bits();
  }

  /** The definitions of the macros that a C text names; an empty text where it names none. */
  static String usedBy(String kernels) {
    Map<String, String> definitions = new TreeMap<>();
    for (Matcher name = NAME.matcher(kernels); name.find(); ) {
      definitions.computeIfAbsent(name.group(), n -> definition(name));
    }
    return String.join("\n", definitions.values()) + (definitions.isEmpty() ? "" : "\n");
  }

  private static String definition(Matcher name) {
    boolean isSigned = name.group(1).equals("I");
    int from = Integer.parseInt(name.group(2));
    int lanes = Integer.parseInt(name.group(3));
    int to = Integer.parseInt(name.group(4));
    String type = isSigned ? VectorTypes.signed(to, lanes) : VectorTypes.unsigned(to, lanes);
    String define = "#define " + name.group() + "(a) ";
    int bits = to * lanes;
    return "#if "
        + condition(from, bits)
        + "\n"
        + define
        + ("((" + type + ")" + call(bits, isSigned, from, to, operand(from * lanes)) + ")\n")
        + "#else\n"
        + define
        + ("__builtin_convertvector(a, " + type + ")\n")
        + "#endif\n";
  }

  /** Of 512 bits with a mask of all lanes: g++ (12) warns of what the others leave undefined. */
  private static String call(int bits, boolean isSigned, int from, int to, String operand) {
    String function = "_cvtep" + (isSigned ? "i" : "u") + from + "_epi" + to + "(";
    return switch (bits) {
      case 512 -> "_mm512_maskz" + function + "(__mmask" + 512 / to + ")-1, " + operand + ")";
      case 256 -> "_mm256" + function + operand + ")";
      default -> "_mm" + function + operand + ")";
    };
  }

  private static String condition(int from, int bits) {
    return switch (bits) {
      case 512 -> "defined(__AVX512F__)" + (from == 8 ? " && defined(__AVX512BW__)" : "");
      case 256 -> "defined(__AVX2__)";
      default -> "defined(__SSE4_1__)";
    };
  }

  /** The operand in a register, which is never smaller than 128 bits. */
  private static String operand(int bits) {
    return switch (bits) {
      case 32 -> "_mm_cvtsi32_si128((int)(a))";
      case 64 -> "_mm_set_epi64x(0, (long long)(a))";
      default -> "(__m" + bits + "i)(a)";
    };
  }
}
