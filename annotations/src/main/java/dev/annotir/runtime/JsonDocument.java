package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in a file, whose members are asked for by their types, and where they stand. Errors
 * tell the place in the whole file.
 */
final class JsonDocument {
  private final String name;
  private final long start;
  private final IdentityHashMap<Object, Integer> offsets = new IdentityHashMap<>();
  private final Map<String, @Nullable Object> root;

  /**
   * The object that the bytes hold.
   *
   * @param name of the part of the file that they are, for messages
   * @param start where that begins
   * @throws InvalidFormatException if they hold something else
   */
  JsonDocument(String name, long start, ByteBuffer bytes) {
    this.name = name;
    this.start = start;
    Object value;
    try {
      value = JsonReader.read(bytes, offsets);
    } catch (InvalidFormatException e) {
      throw e.within(name, start);
    }
    this.root = object(value, "the JSON value", bytes);
  }

  /** What the outermost braces hold. */
  Map<String, @Nullable Object> root() {
    return root;
  }

  /** An error in an object or an array. */
  InvalidFormatException error(Object container, String text) {
    return new InvalidFormatException(text, offset(container)).within(name, start);
  }

  /** An error in the shape of a parameter. */
  NonStaticShapeError nonStatic(String parameter, List<@Nullable Object> shape) {
    return new NonStaticShapeError(parameter, shape, offset(shape)).within(name, start);
  }

  private int offset(Object container) {
    return offsets.getOrDefault(container, 0);
  }

  String string(Map<String, @Nullable Object> in, String key) {
    if (in.get(key) instanceof String string) {
      return string;
    }
    throw error(in, "\"" + key + "\" is no string");
  }

  long integer(Map<String, @Nullable Object> in, String key) {
    if (in.get(key) instanceof Long integer) {
      return integer;
    }
    throw error(in, "\"" + key + "\" is no integer");
  }

  Map<String, @Nullable Object> object(Map<String, @Nullable Object> in, String key) {
    return object(in.get(key), "\"" + key + "\"", in);
  }

  /** An element of an array, which is an object. */
  Map<String, @Nullable Object> element(List<@Nullable Object> in, int index) {
    return object(in.get(index), "an element", in);
  }

  @SuppressWarnings("unchecked") // the reader makes no maps but these
  private Map<String, @Nullable Object> object(@Nullable Object value, String what, Object in) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw error(in, what + " is no object");
  }

  @SuppressWarnings("unchecked") // the reader makes no lists but these
  List<@Nullable Object> array(Map<String, @Nullable Object> in, String key) {
    if (in.get(key) instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw error(in, "\"" + key + "\" is no array");
  }
}
