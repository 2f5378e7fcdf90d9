package dev.annotir.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a tensor's elements, as DLPack's {@code DLDataType}.
 *
 * @param code {@link #INT}, {@link #UINT}, {@link #FLOAT}, {@link #BFLOAT}, {@link #BOOL}, or
 *     another of DLPack's
 * @param bits of one lane, 1 to 255
 * @param lanes 1, or the number of numbers in an element
 */
public record DataType(int code, int bits, int lanes) {
  /** Signed integers. */
  public static final int INT = 0;

  /** Unsigned integers; those of one bit are booleans, each in a byte. */
  public static final int UINT = 1;

  /** IEEE 754. */
  public static final int FLOAT = 2;

  /** The upper half of an IEEE 754 binary32. */
  public static final int BFLOAT = 4;

  /** Booleans of 8 bits each, as TVM 0.22 and later have them. */
  public static final int BOOL = 6;

  private static final Pattern NAME =
      Pattern.compile("(int|uint|float|bfloat)([1-9][0-9]{0,2})(?:x([1-9][0-9]{0,4}))?");

  /**
   * The type of the codes.
   *
   * @throws IllegalArgumentException if one of them is out of range
   */
  public DataType {
    if (code < 0 || code > 255 || bits < 1 || bits > 255 || lanes < 1 || lanes > 65535) {
      throw new IllegalArgumentException(
          "no data type has code " + code + ", " + bits + " bits, " + lanes + " lanes");
    }
  }

  /** The type of one lane. */
  public DataType(int code, int bits) {
    this(code, bits, 1);
  }

  /**
   * The type with a name such as {@code int8}, {@code bool} or {@code float32x4}.
   *
   * @throws IllegalArgumentException if no type has the name
   */
  public static DataType parse(String name) {
    if (name.equals("bool")) {
      return new DataType(UINT, 1);
    }
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no data type has the name " + name);
    }
    int code =
        switch (matcher.group(1)) {
          case "int" -> INT;
          case "uint" -> UINT;
          case "float" -> FLOAT;
          default -> BFLOAT;
        };
    int lanes = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    return new DataType(code, Integer.parseInt(matcher.group(2)), lanes);
  }

  /**
   * The type of the elements of a Java array.
   *
   * @param element a primitive type
   * @throws IllegalArgumentException if it is another type
   */
  public static DataType of(Class<?> element) {
    return switch (element.getName()) {
      case "boolean" -> new DataType(UINT, 1);
      case "byte" -> new DataType(INT, 8);
      case "short" -> new DataType(INT, 16);
      case "char" -> new DataType(UINT, 16);
      case "int" -> new DataType(INT, 32);
      case "long" -> new DataType(INT, 64);
      case "float" -> new DataType(FLOAT, 32);
      case "double" -> new DataType(FLOAT, 64);
      default -> throw new IllegalArgumentException("no data type for " + element.getName());
    };
  }

  /** Whether the elements are booleans, each in a byte. */
  boolean isBoolean() {
    return lanes == 1 && (code == UINT && bits == 1 || code == BOOL && bits == 8);
  }

  /** How many bytes an element takes: whole bytes for each lane. */
  public int bytes() {
    return (bits + 7) / 8 * lanes;
  }

  /** The name in TVM, such as {@code float32x4}. */
  @Override
  public String toString() {
    String name =
        switch (code) {
          case INT -> "int" + bits;
          case UINT -> bits == 1 ? "bool" : "uint" + bits;
          case FLOAT -> "float" + bits;
          case BFLOAT -> "bfloat" + bits;
          case BOOL -> bits == 8 ? "bool" : "bool" + bits;
          default -> "code" + code + "_" + bits;
        };
    return lanes == 1 ? name : name + "x" + lanes;
  }
}
