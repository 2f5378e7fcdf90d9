package dev.annotir.it.generator;

import java.util.List;

/**
 * A variable that can be named.
 *
 * @param type of it, or of its elements
 * @param shape its extents; none of a scalar
 * @param writable whether it, or an element, may be assigned to
 * @param low the least value of an index, or of an array's elements, that is known
 * @param high the greatest; less than low if nothing is known
 */
record Variable(
    String name, Type type, List<Integer> shape, boolean writable, long low, long high) {
  static Variable scalar(Type type, String name, boolean writable) {
    return new Variable(name, type, List.of(), writable, 0, -1);
  }

  static Variable index(Type type, String name, long low, long high) {
    return new Variable(name, type, List.of(), false, low, high);
  }

  static Variable array(Type type, List<Integer> shape, String name, boolean writable) {
    return new Variable(name, type, List.copyOf(shape), writable, 0, -1);
  }

  /** A constant array whose elements are indices. */
  static Variable table(Type type, List<Integer> shape, String name, long low, long high) {
    return new Variable(name, type, List.copyOf(shape), false, low, high);
  }

  boolean isArray() {
    return !shape.isEmpty();
  }

  /** Whether it is an index with a known range that is not empty. */
  boolean isIndex() {
    return !isArray() && low <= high;
  }

  /** Whether its elements are indices into that extent. */
  boolean isTable(int extent) {
    return isArray() && low >= 0 && low <= high && high < extent;
  }

  /** The declared type, as {@code float[][]}. */
  String javaType() {
    return javaType(type, shape.size());
  }

  static String javaType(Type type, int rank) {
    return type.java() + "[]".repeat(rank);
  }
}
