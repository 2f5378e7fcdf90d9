package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a {@code .npy} file says: a Python dictionary of three members.
 *
 * @param order the byte order of the elements
 * @param isFortran whether the first index is the fastest
 */
record NpyHeader(DataType dtype, ByteOrder order, boolean isFortran, long[] shape) {
  /**
   * The header of a text.
   *
   * @param offset of the text in the file
   */
  static NpyHeader parse(ByteBuffer text, int offset) {
    return new Parser(StandardCharsets.ISO_8859_1.decode(text).toString(), offset).header();
  }

  /** The type and the extents, such as {@code float32[3, 4]}. */
  String describe() {
    return dtype + Arrays.toString(shape);
  }

  private static final class Parser {
    private final String text;
    private final int offset;
    private int at;

    Parser(String text, int offset) {
      this.text = text;
      this.offset = offset;
    }

    NpyHeader header() {
      String descr = null;
      int descrAt = 0;
      Boolean fortran = null;
      long[] shape = null;
      expect('{');
      while (!accept('}')) {
        int start = at;
        String key = string();
        expect(':');
        if (key.equals("descr") && descr == null) {
          skip();
          descrAt = at;
          descr = string();
        } else if (key.equals("fortran_order") && fortran == null) {
          fortran = truth();
        } else if (key.equals("shape") && shape == null) {
          shape = shape();
        } else {
          throw wrong("the member " + key + " has no place here", start);
        }
        if (!accept(',') && !next('}')) {
          throw wrong("expected , or }", at);
        }
      }
      skip();
      if (at < text.length()) {
        throw wrong("text follows the last }", at);
      } else if (descr == null || fortran == null || shape == null) {
        throw wrong("descr, fortran_order or shape is missing", at);
      }
      DataType dtype = dtype(descr);
      if (dtype == null) {
        throw wrong(
            "the type "
                + descr
                + " is none of bool, int8 to int64, uint8 to uint64, float16 to float64",
            descrAt);
      }
      boolean isBig = descr.charAt(0) == '>';
      ByteOrder order = isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      return new NpyHeader(dtype, order, fortran, shape);
    }

    private static @Nullable DataType dtype(String descr) {
      return switch (descr.isEmpty() ? "" : descr.substring(1)) {
        case "b1" -> endian(descr, DataType.UINT, 1);
        case "i1" -> endian(descr, DataType.INT, 8);
        case "i2" -> endian(descr, DataType.INT, 16);
        case "i4" -> endian(descr, DataType.INT, 32);
        case "i8" -> endian(descr, DataType.INT, 64);
        case "u1" -> endian(descr, DataType.UINT, 8);
        case "u2" -> endian(descr, DataType.UINT, 16);
        case "u4" -> endian(descr, DataType.UINT, 32);
        case "u8" -> endian(descr, DataType.UINT, 64);
        case "f2" -> endian(descr, DataType.FLOAT, 16);
        case "f4" -> endian(descr, DataType.FLOAT, 32);
        case "f8" -> endian(descr, DataType.FLOAT, 64);
        default -> null;
      };
    }

    /** The type, if its byte order is given, or it is one of single bytes. */
    private static @Nullable DataType endian(String descr, int code, int bits) {
      char order = descr.charAt(0);
      boolean isKnown = order == '<' || order == '>' || order == '|' && bits <= 8;
      return isKnown ? new DataType(code, bits) : null;
    }

    private void skip() {
      while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private boolean next(char c) {
      skip();
      return at < text.length() && text.charAt(at) == c;
    }

    private boolean accept(char c) {
      boolean found = next(c);
      at += found ? 1 : 0;
      return found;
    }

    private void expect(char c) {
      if (!accept(c)) {
        throw wrong("expected " + c, at);
      }
    }

    private String string() {
      char quote = next('"') ? '"' : '\'';
      expect(quote);
      int end = text.indexOf(quote, at);
      if (end < 0) {
        throw wrong("the string does not end", at);
      }
      String value = text.substring(at, end);
      at = end + 1;
      return value;
    }

    private boolean truth() {
      skip();
      for (boolean value : new boolean[] {true, false}) {
        String word = value ? "True" : "False";
        if (text.startsWith(word, at)) {
          at += word.length();
          return value;
        }
      }
      throw wrong("expected True or False", at);
    }

    private long[] shape() {
      List<Long> extents = new ArrayList<>();
      expect('(');
      while (!accept(')')) {
        extents.add(extent());
        if (!accept(',') && !next(')')) {
          throw wrong("expected , or )", at);
        }
      }
      return extents.stream().mapToLong(Long::longValue).toArray();
    }

    /** A number, which Python 2 may have written with an L behind it. */
    private long extent() {
      skip();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == start || at - start > 18) {
        throw wrong("expected an extent", start);
      }
      long value = Long.parseLong(text, start, at, 10);
      at += at < text.length() && text.charAt(at) == 'L' ? 1 : 0;
      return value;
    }

    private InvalidFormatException wrong(String what, int where) {
      return new InvalidFormatException("Invalid .npy header: " + what, (long) offset + where);
    }
  }
}
