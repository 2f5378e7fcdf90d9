package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object, whose members are asked for by their types, and where they stand. */
final class JsonDocument {
  private final Map<String, @Nullable Object> root;
  private final IdentityHashMap<Object, Integer> offsets;

  private JsonDocument(
      Map<String, @Nullable Object> root, IdentityHashMap<Object, Integer> offsets) {
    this.root = root;
    this.offsets = offsets;
  }

  /**
   * The object that the bytes hold.
   *
   * @throws InvalidFormatException if they hold something else
   */
  static JsonDocument of(ByteBuffer bytes) {
    IdentityHashMap<Object, Integer> offsets = new IdentityHashMap<>();
    return new JsonDocument(object(JsonReader.read(bytes, offsets), "the JSON value", 0), offsets);
  }

  /** What the outermost braces hold. */
  Map<String, @Nullable Object> root() {
    return root;
  }

  /** Where an object or an array begins. */
  int offset(Object container) {
    return offsets.getOrDefault(container, 0);
  }

  InvalidFormatException error(Object container, String text) {
    return new InvalidFormatException(text, offset(container));
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
    return object(in.get(key), "\"" + key + "\"", offset(in));
  }

  /** An element of an array, which is an object. */
  Map<String, @Nullable Object> element(List<@Nullable Object> in, int index) {
    return object(in.get(index), "an element", offset(in));
  }

  @SuppressWarnings("unchecked") // the reader makes no maps but these
  private static Map<String, @Nullable Object> object(
      @Nullable Object value, String what, int offset) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new InvalidFormatException(what + " is no object", offset);
  }

  @SuppressWarnings("unchecked") // the reader makes no lists but these
  List<@Nullable Object> array(Map<String, @Nullable Object> in, String key) {
    if (in.get(key) instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw error(in, "\"" + key + "\" is no array");
  }
}
