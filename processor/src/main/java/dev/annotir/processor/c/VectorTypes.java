package dev.annotir.processor.c;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.DType;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names and definitions of GNU C's vector types: {@code annotir_f32x16} has 16 floats, {@code
 * annotir_f32x16_unaligned} is one that stands anywhere in an array.
 */
final class VectorTypes {
  private static final Pattern NAME =
      Pattern.compile("\\bannotir_([fiu])(8|16|32|64)x([0-9]+)(_unaligned)?\\b");

  private VectorTypes() {}

  /** The type of vectors of elements as they stand in memory. */
  static String of(DType dtype, int lanes) {
    String kind =
        switch (dtype.kind()) {
          case FLOAT -> "f";
          case INT -> "i";
          case UINT, LABEL, BOOL -> "u";
        };
    return name(kind, dtype.bits(), lanes);
  }

  /**
   * The type of vectors of the signed integers of that width; as a mask, -1 is true and 0 false.
   */
  static String signed(int bits, int lanes) {
    return name("i", bits, lanes);
  }

  static String unsigned(int bits, int lanes) {
    return name("u", bits, lanes);
  }

  /** The type by which vectors of elements in an array are loaded and stored. */
  static String unaligned(DType dtype, int lanes) {
    return of(dtype, lanes) + "_unaligned";
  }

  private static String name(String kind, int bits, int lanes) {
    if (Integer.bitCount(lanes) != 1 || lanes < 2 || lanes > 64) {
      throw new CompilerBug("a vector of " + lanes + " lanes in C");
    }
    return "annotir_" + kind + bits + "x" + lanes;
  }

  /** The definitions of all vector types that a C text names; an empty text where it names none. */
  static String usedBy(String kernels) {
    Map<String, String> definitions = new TreeMap<>();
    for (Matcher name = NAME.matcher(kernels); name.find(); ) {
      definitions.computeIfAbsent(name.group(), n -> definition(name));
    }
    return definitions.isEmpty()
        ? ""
        : "#if defined(__GNUC__)\n" + String.join("", definitions.values()) + "#endif\n\n";
  }

  private static String definition(Matcher name) {
    int bits = Integer.parseInt(name.group(2));
    String integer = (name.group(1).equals("u") ? "uint" : "int") + bits + "_t";
    String element = !name.group(1).equals("f") ? integer : bits == 32 ? "float" : "double";
    String size = "vector_size(" + bits / 8 * Integer.parseInt(name.group(3)) + ")";
    String inArray = name.group(4) == null ? "" : ", aligned(" + bits / 8 + "), may_alias";
    return "typedef "
        + element
        + " "
        + name.group()
        + " __attribute__(("
        + size
        + inArray
        + "));\n";
  }
}
