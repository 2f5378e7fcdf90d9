package dev.annotir;

/**
 * The element types that an archive can state for a tensor.
 *
 * <p>A label changes what callers of the compiled operator see; the Java arithmetic stays that of
 * the array's element type.
 */
public enum DType {
  /** The type that fits the Java element type: {@code byte} is int8, {@code char} is uint16. */
  JAVA,
  /** Unsigned 8 bits, in a {@code byte[]}. */
  UINT8,
  /** Unsigned 16 bits, in a {@code short[]} or {@code char[]}. */
  UINT16,
  /** Unsigned 32 bits, in an {@code int[]}. */
  UINT32,
  /** Unsigned 64 bits, in a {@code long[]}. */
  UINT64,
  /** IEEE 754 binary16, in a {@code short[]}. */
  FLOAT16,
  /** The upper half of an IEEE 754 binary32, in a {@code short[]}. */
  BFLOAT16
}
