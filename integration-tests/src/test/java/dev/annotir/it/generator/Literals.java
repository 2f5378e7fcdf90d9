package dev.annotir.it.generator;

import java.util.List;

/** Constants in an expression. */
final class Literals {
  private static final List<String> FLOATS =
      List.of(
          "0f",
          "(-0f)",
          "1e-45f",
          "Float.MIN_NORMAL",
          "Float.MAX_VALUE",
          "(-Float.MAX_VALUE)",
          "Float.NaN",
          "Float.POSITIVE_INFINITY",
          "(1f / -0f)",
          "16777217f",
          "2.1474836E9f",
          "0x1p31f",
          "(-0x1p63f)",
          "0.1f",
          "1e30f");
  private static final List<String> DOUBLES =
      List.of(
          "0.0",
          "(-0.0)",
          "Double.MIN_VALUE",
          "0x1p-1022",
          "Double.MAX_VALUE",
          "(0.0 / 0)",
          "Double.NEGATIVE_INFINITY",
          "0x1p53",
          "9.007199254740993E15",
          "0x1p31",
          "(-0x1p63)",
          "0.1",
          "1e-300",
          "2147483647.5",
          "(double) 0.1f");

  private final Grammar g;

  Literals(Grammar g) {
    this.g = g;
  }

  Code of(Type type) {
    boolean special = g.dice.chance(g.style.special());
    return switch (type) {
      case BOOLEAN -> Code.expression(type, g.dice.of("true", "false"));
      case FLOAT ->
          Code.expression(
              type, special ? g.dice.of(FLOATS) : signed(g.dice.between(-16, 16) / 4.0 + "f"));
      case DOUBLE ->
          Code.expression(
              type, special ? g.dice.of(DOUBLES) : signed(g.dice.between(-16, 16) / 4.0 + ""));
      case LONG -> Code.expression(type, special ? specialLong() : signed(small() + "L"));
      case INT -> Code.expression(type, special ? specialInt() : signed(small() + ""));
      case CHAR ->
          Code.expression(
              type, special ? g.dice.of("'\\uffff'", "'\\0'", "(char) -1", "'\\u8000'") : "'a'");
      case BYTE, SHORT ->
          Code.expression(
              type,
              "(#) #",
              type.java(),
              special ? g.dice.of(type.min(), type.max(), -1, 300, 65535) : signed(small() + ""));
    };
  }

  /** An int, as few characters as possible, for where a number is what matters. */
  static Code number(long value) {
    return Code.expression(Type.INT, signed(value + ""));
  }

  private int small() {
    return g.dice.chance(70) ? g.dice.between(-2, 9) : g.dice.between(-200, 200);
  }

  private static String signed(String number) {
    return number.startsWith("-") ? "(" + number + ")" : number;
  }

  private String specialInt() {
    return g.dice
        .of(
            "Integer.MIN_VALUE",
            "Integer.MAX_VALUE",
            "(-1)",
            "31",
            "32",
            "33",
            "64",
            "65536",
            "46341",
            "0x55555555",
            "0x80000001",
            "(-32768)",
            "'\\uffff'+0",
            "255",
            "(1 << 30)",
            "(Integer.MAX_VALUE - 1)")
        .replace("'\\uffff'+0", "('\\uffff' + 0)");
  }

  private String specialLong() {
    return g.dice.of(
        "Long.MIN_VALUE",
        "Long.MAX_VALUE",
        "(-1L)",
        "63L",
        "64L",
        "(1L << 32)",
        "(1L << 53)",
        "0xffffffffL",
        "(-0x80000000L)",
        "3037000500L",
        "0x5555555555555555L",
        "(1L << 62)");
  }
}
