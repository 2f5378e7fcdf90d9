package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value (RFC 8259) from UTF-8: objects as maps in their order, arrays as lists,
 * numbers with a fraction or an exponent as doubles and others as longs. A key that stands twice, a
 * number that its type does not hold and a value nested too deeply are refused.
 */
final class JsonReader {
  private static final int DEEPEST = 100;

  private final ByteBuffer bytes;
  private final IdentityHashMap<Object, Integer> offsets;
  private int depth;

  private JsonReader(ByteBuffer bytes, IdentityHashMap<Object, Integer> offsets) {
    this.bytes = bytes.slice();
    this.offsets = offsets;
  }

  /**
   * The value, whose maps and lists cannot be changed.
   *
   * @param offsets where each map and list begins; it is filled in
   * @throws InvalidFormatException if the bytes are something else
   */
  static @Nullable Object read(ByteBuffer bytes, IdentityHashMap<Object, Integer> offsets) {
    JsonReader reader = new JsonReader(bytes, offsets);
    Object value = reader.value();
    reader.skipSpace();
    if (reader.bytes.hasRemaining()) {
      throw reader.error("something follows the JSON value");
    }
    return value;
  }

  private InvalidFormatException error(String text) {
    return new InvalidFormatException(text, bytes.position());
  }

  /** The next byte, which stays the next, or -1 at the end. */
  private int peek() {
    return bytes.hasRemaining() ? bytes.get(bytes.position()) & 0xff : -1;
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      bytes.get();
    }
  }

  private boolean skip(char c) {
    if (peek() == c) {
      bytes.get();
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw error("expected '" + c + "'" + (bytes.hasRemaining() ? "" : ", but the JSON ends"));
    }
  }

  private @Nullable Object value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      case -1 -> throw error("expected a JSON value, but the JSON ends");
      default -> number();
    };
  }

  private Object nested(Supplier<Object> container) {
    if (depth == DEEPEST) {
      throw error("JSON values are nested more than " + DEEPEST + " deep");
    }
    int start = bytes.position();
    depth++;
    bytes.get();
    Object value = container.get();
    depth--;
    offsets.put(value, start);
    return value;
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    skipSpace();
    if (skip('}')) {
      return Collections.unmodifiableMap(members);
    }
    do {
      skipSpace();
      int at = bytes.position();
      String key = string();
      if (members.containsKey(key)) {
        throw new InvalidFormatException("the key \"" + key + "\" stands twice", at);
      }
      skipSpace();
      expect(':');
      members.put(key, value());
      skipSpace();
    } while (skip(','));
    expect('}');
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> elements = new ArrayList<>();
    skipSpace();
    if (skip(']')) {
      return Collections.unmodifiableList(elements);
    }
    do {
      elements.add(value());
      skipSpace();
    } while (skip(','));
    expect(']');
    return Collections.unmodifiableList(elements);
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
    return value;
  }

  private Object number() {
    int start = bytes.position();
    skip('-');
    if (!skip('0')) {
      digits();
    }
    boolean isInteger = true;
    if (skip('.')) {
      isInteger = false;
      digits();
    }
    if (skip('e') || skip('E')) {
      isInteger = false;
      if (!skip('-')) {
        skip('+');
      }
      digits();
    }
    byte[] text = new byte[bytes.position() - start];
    bytes.get(start, text);
    return number(new String(text, StandardCharsets.US_ASCII), isInteger, start);
  }

  private static Object number(String text, boolean isInteger, int at) {
    if (isInteger) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new InvalidFormatException("an integer does not fit 64 bits", at);
      }
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new InvalidFormatException("a number does not fit a double", at);
    }
    return value;
  }

  private void digits() {
    if (peek() < '0' || peek() > '9') {
      throw error(
          bytes.hasRemaining() ? "expected a digit" : "expected a digit, but the JSON ends");
    }
    while (peek() >= '0' && peek() <= '9') {
      bytes.get();
    }
  }

  private String string() {
    expect('"');
    StringBuilder text = new StringBuilder();
    int plain = bytes.position();
    while (true) {
      int c = peek();
      if (c < ' ') {
        throw error(c < 0 ? "a string does not end" : "a string holds a control character");
      } else if (c == '"' || c == '\\') {
        text.append(utf8(plain, bytes.position()));
        bytes.get();
        if (c == '"') {
          return text.toString();
        }
        text.append(escaped());
        plain = bytes.position();
      } else {
        bytes.get();
      }
    }
  }

  private CharSequence utf8(int from, int to) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(from, to - from));
    } catch (CharacterCodingException e) {
      throw new InvalidFormatException("a string is not UTF-8", from);
    }
  }

  private char escaped() {
    int c = peek();
    if (c < 0) {
      throw error("a string does not end");
    }
    bytes.get();
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new InvalidFormatException("no escape of JSON", bytes.position() - 1);
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw error("expected four hexadecimal digits");
      }
      bytes.get();
      value = value * 16 + digit;
    }
    return (char) value;
  }
}
