package dev.annotir.runtime;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Describes values and types for messages: {@code float[3][4]}, {@code Integer 300}. */
final class Descriptions {
  private Descriptions() {}

  /** An array type with its extents. */
  static String ofType(Class<?> type, int... extents) {
    StringBuilder text = new StringBuilder();
    Class<?> element = type;
    for (int extent : extents) {
      text.append('[').append(extent).append(']');
      element = element.isArray() ? element.getComponentType() : element;
    }
    return element.getSimpleName() + text;
  }

  /**
   * A value: an array by its type and the extents of its first row, a boxed primitive by its value.
   */
  static String of(@Nullable Object value) {
    if (value == null) {
      return "null";
    } else if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
      String name = value.getClass().getSimpleName();
      return name + " " + (value instanceof Character c ? Integer.toString(c) : value);
    }
    StringBuilder extents = new StringBuilder();
    Class<?> type = value.getClass();
    Object row = value;
    while (type.isArray()) {
      int length = row == null ? -1 : Array.getLength(row);
      extents.append('[').append(length < 0 ? "" : Integer.toString(length)).append(']');
      type = type.getComponentType();
      row = length > 0 && type.isArray() ? Array.get(row, 0) : null;
    }
    return type.getSimpleName() + extents;
  }
}
