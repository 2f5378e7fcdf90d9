package dev.annotir.processor.ir;

import java.util.Arrays;

/** The elements of a constant buffer in row-major order, each as {@link DType} says. */
public final class ConstantData {
  private final long[] elements;
  private final int hash;

  public ConstantData(long[] elements) {
    this.elements = elements.clone();
    this.hash = Arrays.hashCode(elements);
  }

  public int size() {
    return elements.length;
  }

  public long get(int index) {
    return elements[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConstantData data && Arrays.equals(elements, data.elements);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
