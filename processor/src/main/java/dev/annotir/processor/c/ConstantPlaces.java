package dev.annotir.processor.c;

import dev.annotir.processor.analysis.ParamsMode;
import dev.annotir.processor.analysis.SharedConstants;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.Library;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * Where the C of a library has the elements of its constants: where they are linked, in an array
 * that constants of the same type, shape and elements share; where they are bound, behind pointers
 * that functions are given.
 */
final class ConstantPlaces {
  /** Arrays of more bytes are strings in the C: compilers digest these with far less memory. */
  private static final long MOST_LISTED_BYTES = 1 << 16;

  private final Symbols symbols;
  private final boolean isBound;

  /** The constant whose array has the elements, by the name of each constant. */
  private final Map<String, Buffer> arrays;

  private ConstantPlaces(Library library, ParamsMode mode) {
    this.symbols = Symbols.of(library);
    this.isBound = mode == ParamsMode.METADATA;
    this.arrays = isBound ? Map.of() : SharedConstants.of(library.constants());
  }

  static ConstantPlaces of(Library library, ParamsMode mode) {
    return new ConstantPlaces(library, mode);
  }

  static ConstantData data(Buffer constant) {
    ConstantData data = constant.data();
    if (data == null) {
      throw new CompilerBug("no elements of " + constant.name());
    }
    return data;
  }

  /** Whether functions are given the addresses. */
  boolean isBound() {
    return isBound;
  }

  /** The constants of which the C has an array each. */
  Collection<Buffer> arrays() {
    return new LinkedHashSet<>(arrays.values());
  }

  /** The array of a constant, or the pointer to its elements. */
  String symbol(Buffer constant) {
    return symbols.constant(arrays.getOrDefault(constant.name(), constant).name());
  }

  /** The C expression that is a pointer to the elements. */
  String elements(Buffer constant) {
    return symbol(constant) + (isString(constant) ? ".elements" : "");
  }

  /** Whether the array is a string of bytes, and a union makes it one of elements. */
  boolean isString(Buffer constant) {
    return !isBound && constant.bytes() > MOST_LISTED_BYTES;
  }
}
