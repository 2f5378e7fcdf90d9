package dev.annotir.processor.c;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr.Intrinsic;
import java.util.Map;
import java.util.Set;
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
      Pattern.compile("\\bANNOTIR_(FMA|SQRT|FLOOR|CEIL)_F(32|64)X([0-9]+)\\b");

  /** What stands in {@code runtime.c} and needs the headers, too. */
  private static final String ANY = "ANNOTIR_ANY_";

  private static final Set<Intrinsic> FUNCTIONS =
      Set.of(Intrinsic.FMA, Intrinsic.SQRT, Intrinsic.FLOOR, Intrinsic.CEIL);

  private VectorFunctions() {}

  /** Whether there are instructions for a function of vectors of that type. */
  static boolean has(Intrinsic function, DType dtype, int lanes) {
    int bits = dtype.bits() * lanes;
    return FUNCTIONS.contains(function) && (bits == 128 || bits == 256 || bits == 512);
  }

  /** The directives to stand before all else where a C text calls instructions; else none. */
  static String headers(String kernels) {
    return NAME.matcher(kernels).find() || kernels.contains(ANY) ? HEADERS : "";
  }

  static String name(Intrinsic function, DType dtype, int lanes) {
    return "ANNOTIR_" + function.name() + "_F" + dtype.bits() + "X" + lanes;
  }

  /** The definitions of the functions that a C text names; an empty text where it names none. */
  static String usedBy(String kernels) {
    Map<String, String> definitions = new TreeMap<>();
    for (Matcher name = NAME.matcher(kernels); name.find(); ) {
      int bits = Integer.parseInt(name.group(2));
      int lanes = Integer.parseInt(name.group(3));
      Intrinsic function = Intrinsic.valueOf(name.group(1));
      definitions.computeIfAbsent(name.group(), n -> definition(n, function, bits, lanes));
    }
    return String.join("\n", definitions.values()) + (definitions.isEmpty() ? "" : "\n");
  }

  private static String definition(String name, Intrinsic function, int bits, int lanes) {
    String parameters = function == Intrinsic.FMA ? "a, b, c" : "a";
    String define = "#define " + name + "(" + parameters + ") ";
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
        + ("{" + calls + "(annotir_" + one + ", " + parameters + ", 0)}\n")
        + "#endif\n";
  }

  private static String x86Condition(Intrinsic function, int vectorBits) {
    if (vectorBits == 512) {
      return "defined(__AVX512F__)";
    } else if (vectorBits == 128 && function == Intrinsic.SQRT) {
      return "defined(__SSE2__)";
    }
    return "defined(__AVX2__) && defined(__FMA__)";
  }

  private static String x86(Intrinsic function, int bits, int lanes) {
    int vectorBits = bits * lanes;
    String prefix = "_mm" + (vectorBits == 128 ? "" : vectorBits) + "_";
    String type = "(__m" + vectorBits + (bits == 32 ? "" : "d") + ")";
    String suffix = bits == 32 ? "_ps" : "_pd";
    String a = type + "(a)";
    return switch (function) {
      case FMA -> prefix + "fmadd" + suffix + "(" + a + ", " + type + "(b), " + type + "(c))";
      case SQRT -> prefix + "sqrt" + suffix + "(" + a + ")";
      case FLOOR -> prefix + "floor" + suffix + "(" + a + ")";
      case CEIL -> prefix + "ceil" + suffix + "(" + a + ")";
      default -> throw new CompilerBug("no instruction for " + function);
    };
  }

  private static String neon(Intrinsic function, int bits) {
    String type = "(float" + bits + "x" + 128 / bits + "_t)";
    String a = type + "(a)";
    return switch (function) {
      case FMA -> "vfmaq_f" + bits + "(" + type + "(c), " + a + ", " + type + "(b))";
      case SQRT -> "vsqrtq_f" + bits + "(" + a + ")";
      case FLOOR -> "vrndmq_f" + bits + "(" + a + ")";
      case CEIL -> "vrndpq_f" + bits + "(" + a + ")";
      default -> throw new CompilerBug("no instruction for " + function);
    };
  }
}
