package dev.annotir.runtime;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of one call, each of which has one place only; whole arguments may be the same array.
 */
final class Rows {
  private final List<Object> tensors = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** For each array the position of its tensor. */
  private final IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();

  /** Adds a tensor. Returns null, or why it does not fit. */
  Arguments.@Nullable Refusal add(String name, Object tensor, int... extents) {
    boolean known = isTensor(tensor);
    tensors.add(tensor);
    names.add(name);
    return extentsOf(name, tensor, extents, 0, known);
  }

  private boolean isTensor(Object array) {
    for (Object tensor : tensors) {
      if (tensor == array) {
        return true;
      }
    }
    return false;
  }

  private Arguments.@Nullable Refusal extentsOf(
      String name, @Nullable Object array, int[] extents, int depth, boolean known) {
    if (array == null || Array.getLength(array) != extents[depth]) {
      int[] rest = Arrays.copyOfRange(extents, depth, extents.length);
      String expected = Descriptions.ofType(elementType(depth), rest);
      return new Arguments.Refusal(name, expected, Descriptions.of(array));
    }
    if (!known && places.putIfAbsent(array, tensors.size() - 1) != null) {
      return new Arguments.Refusal(name, "an array of its own", find(array));
    }
    if (depth + 1 == extents.length) {
      return null;
    }
    Object[] rows = (Object[]) array;
    for (int i = 0; i < rows.length; i++) {
      Arguments.Refusal refusal = extentsOf("", rows[i], extents, depth + 1, known);
      if (refusal != null) {
        String at = name + "[" + i + "]" + refusal.name();
        return new Arguments.Refusal(at, refusal.expected(), refusal.got());
      }
    }
    return null;
  }

  private Class<?> elementType(int depth) {
    Class<?> type = tensors.get(tensors.size() - 1).getClass();
    for (int i = 0; i < depth; i++) {
      type = type.getComponentType();
    }
    return type;
  }

  /** The first place of an array, such as {@code x[2]}. */
  private String find(Object array) {
    int tensor = places.getOrDefault(array, 0);
    return names.get(tensor) + path(tensors.get(tensor), array);
  }

  private static @Nullable String path(Object from, Object array) {
    if (from == array) {
      return "";
    }
    if (from instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        String rest = rows[i] == null ? null : path(rows[i], array);
        if (rest != null) {
          return "[" + i + "]" + rest;
        }
      }
    }
    return null;
  }
}
