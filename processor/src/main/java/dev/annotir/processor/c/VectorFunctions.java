package dev.annotir.processor.c;

import dev.annotir.processor.ir.DType;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions of vectors of floats for which CPUs have an instruction: macros that are initialisers,
 * {@code ANNOTIR_FMA_F32X16(a, b, c)}, and call the function of one lane where the compiler's
 * options allow no instruction. They need {@link #headers}.
 */
final class VectorFunctions {
  private static final String HEADERS =
      """
      #if defined(__SSE2__)
      #include <immintrin.h>
      #elif defined(__aarch64__) && defined(__ARM_NEON)
      #include <arm_neon.h>
      #endif
      """;

  private static final Pattern NAME =
      Pattern.compile("\\bANNOTIR_(FMA|SQRT|FLOOR|CEIL|RINT|MIN|MAX)_F(32|64)X([0-9]+)\\b");

  /** What stands in {@code runtime.c} and needs the headers, too. */
  private static final String ANY = "ANNOTIR_ANY_";

  /** The functions, named as in the IR. */
  private enum Function {
    FMA("a, b, c"),
    SQRT("a"),
    FLOOR("a"),
    CEIL("a"),
    RINT("a"),
    MIN("a, b"),
    MAX("a, b");

    private final String parameters;

    Function(String parameters) {
      this.parameters = parameters;
    }

    int arity() {
      return (parameters.length() + 2) / 3;
    }

    boolean isExtreme() {
      return this == MIN || this == MAX;
    }
  }

  private VectorFunctions() {}

  /** Whether there are instructions for a function of vectors of that type. */
  static boolean has(Enum<?> function, DType dtype, int lanes) {
    int bits = dtype.bits() * lanes;
    boolean isKnown =
        Arrays.stream(Function.values()).anyMatch(f -> f.name().equals(function.name()));
    return isKnown && dtype.isFloat() && (bits == 128 || bits == 256 || bits == 512);
  }

  /** The directives to stand before all else where a C text calls instructions; else none. */
  static String headers(String kernels) {
    boolean isUsed =
        NAME.matcher(kernels).find()
            || kernels.contains(ANY)
            || VectorConversions.isUsedBy(kernels)
            || DotProducts.isUsedBy(kernels);
    return isUsed ? HEADERS : "";
  }

  static String name(Enum<?> function, DType dtype, int lanes) {
    return "ANNOTIR_" + function.name() + "_F" + dtype.bits() + "X" + lanes;
  }

  /** The definitions of the functions that a C text names; an empty text where it names none. */
  static String usedBy(String kernels) {
    Map<String, String> definitions = new TreeMap<>();
    for (Matcher name = NAME.matcher(kernels); name.find(); ) {
      int bits = Integer.parseInt(name.group(2));
      int lanes = Integer.parseInt(name.group(3));
      Function function = Function.valueOf(name.group(1));
      definitions.computeIfAbsent(name.group(), n -> definition(n, function, bits, lanes));
    }
    return String.join("\n", definitions.values()) + (definitions.isEmpty() ? "" : "\n");
  }

  private static String definition(String name, Function function, int bits, int lanes) {
    String define = "#define " + name + "(" + function.parameters + ") ";
    String type = "annotir_f" + bits + "x" + lanes;
    String one = function.name().toLowerCase(java.util.Locale.ROOT) + "_float" + bits;
    String calls = "ANNOTIR_CALL" + function.arity() + "_" + lanes;
    String neon =
        bits * lanes == 128
            ? "#elif defined(__aarch64__) && defined(__ARM_NEON)\n"
                + define
                + ("((" + type + ")" + neon(function, bits) + ")\n")
            : "";
    return "#if "
        + x86Condition(function, bits * lanes)
        + "\n"
        + define
        + ("((" + type + ")" + x86(function, bits, lanes) + ")\n")
        + neon
        + "#else\n"
        + define
        + ("{" + calls + "(annotir_" + one + ", " + function.parameters + ", 0)}\n")
        + "#endif\n";
  }

  private static String x86Condition(Function function, int vectorBits) {
    if (vectorBits == 512) {
      // Without optimisation, gcc's headers have macros for these, of which it warns.
      boolean isMacro = function.isExtreme() || function == Function.RINT;
      String more = " && defined(__AVX512DQ__) && (defined(__OPTIMIZE__) || defined(__clang__))";
      return "defined(__AVX512F__)" + (isMacro ? more : "");
    } else if (vectorBits == 128 && (function == Function.SQRT || function.isExtreme())) {
      return "defined(__SSE2__)";
    }
    return "defined(__AVX2__) && defined(__FMA__)";
  }

  private static String x86(Function function, int bits, int lanes) {
    int vectorBits = bits * lanes;
    String prefix = "_mm" + (vectorBits == 128 ? "" : vectorBits) + "_";
    String type = "(__m" + vectorBits + (bits == 32 ? "" : "d") + ")";
    String suffix = bits == 32 ? "_ps" : "_pd";
    String a = type + "(a)";
    String b = type + "(b)";
    return switch (function) {
      case FMA -> prefix + "fmadd" + suffix + "(" + a + ", " + b + ", " + type + "(c))";
      case SQRT -> prefix + "sqrt" + suffix + "(" + a + ")";
      case FLOOR -> prefix + "floor" + suffix + "(" + a + ")";
      case CEIL -> prefix + "ceil" + suffix + "(" + a + ")";
      case RINT ->
          vectorBits == 512
              ? "_mm512_roundscale" + suffix + "(" + a + ", 8)"
              : prefix + "round" + suffix + "(" + a + ", 8)";
      case MIN, MAX -> extreme(function == Function.MIN, vectorBits, suffix, a + ", " + b);
    };
  }

  /**
   * Of 512 bits, the instruction for ranges orders zeros, and a NaN makes the sum one. Others give
   * their second operand where one is NaN or both are zeros; the bits of both orders make the
   * lesser zero, or a NaN, by "or", and the greater zero by "and".
   */
  private static String extreme(boolean isMin, int vectorBits, String suffix, String operands) {
    if (vectorBits == 512) {
      String unordered = "_mm512_cmp" + suffix + "_mask(" + operands + ", _CMP_UNORD_Q)";
      String ordered = "_mm512_range" + suffix + "(" + operands + ", " + (isMin ? 4 : 5) + ")";
      return "_mm512_mask_add" + suffix + "(" + ordered + ", " + unordered + ", " + operands + ")";
    }
    String prefix = "_mm" + (vectorBits == 128 ? "" : vectorBits) + "_";
    String call = prefix + (isMin ? "min" : "max") + suffix;
    String[] each = operands.split(", ", 2);
    String orders = call + "(" + operands + "), " + call + "(" + each[1] + ", " + each[0] + ")";
    if (isMin) {
      return prefix + "or" + suffix + "(" + orders + ")";
    }
    String greater = prefix + "and" + suffix + "(" + orders + ")";
    String unordered =
        vectorBits == 128
            ? prefix + "cmpunord" + suffix + "(" + operands + ")"
            : prefix + "cmp" + suffix + "(" + operands + ", _CMP_UNORD_Q)";
    return prefix + "or" + suffix + "(" + greater + ", " + unordered + ")";
  }

  private static String neon(Function function, int bits) {
    String type = "(float" + bits + "x" + 128 / bits + "_t)";
    String a = type + "(a)";
    return switch (function) {
      case FMA -> "vfmaq_f" + bits + "(" + type + "(c), " + a + ", " + type + "(b))";
      case SQRT -> "vsqrtq_f" + bits + "(" + a + ")";
      case FLOOR -> "vrndmq_f" + bits + "(" + a + ")";
      case CEIL -> "vrndpq_f" + bits + "(" + a + ")";
      case RINT -> "vrndnq_f" + bits + "(" + a + ")";
      case MIN -> "vminq_f" + bits + "(" + a + ", " + type + "(b))";
      case MAX -> "vmaxq_f" + bits + "(" + a + ", " + type + "(b))";
    };
  }
}
