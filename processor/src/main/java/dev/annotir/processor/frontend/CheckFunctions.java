package dev.annotir.processor.frontend;

import dev.annotir.processor.frontend.LibraryFunctions.Owner;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Fault;
import java.util.List;

/** Functions that check what they are given: of Objects, and for Math's exact ones. */
final class CheckFunctions {
  static final String MIN_ABOVE_MAX = "MIN_ABOVE_MAX";

  private static final List<Owner> OBJECTS =
      List.of(new Owner("java.util.Objects", "int"), new Owner("java.util.Objects", "long"));

  private CheckFunctions() {}

  static void addTo(LibraryFunctions t) {
    t.add(OBJECTS, "checkIndex(T, T)", CheckFunctions::index);
    t.add(OBJECTS, "checkFromToIndex(T, T, T)", CheckFunctions::fromTo);
    t.add(OBJECTS, "checkFromIndexSize(T, T, T)", CheckFunctions::fromSize);
  }

  private static Value index(Value i, Value n) {
    Value index = i.shared("index");
    return checkRange(index, index.ge(0).and(index.lt(n)), "index");
  }

  private static Value fromTo(Value from, Value to, Value length) {
    Value first = from.shared("from");
    Value end = to.shared("to");
    Value inside = first.ge(0).and(first.le(end)).and(end.le(length));
    return checkRange(first, inside, "range");
  }

  private static Value fromSize(Value from, Value size, Value length) {
    Value first = from.shared("from");
    Value count = size.shared("size");
    Value all = length.shared("length");
    Value positive = first.ge(0).and(count.ge(0)).and(all.ge(0));
    return checkRange(first, positive.and(count.le(all.minus(first))), "range");
  }

  private static Value checkRange(Value value, Value inside, String what) {
    return value.check(
        inside,
        Fault.INDEX_OUT_OF_BOUNDS,
        "java.lang.IndexOutOfBoundsException",
        what + " out of bounds");
  }

  /** A value of Math's exact functions, which throw where a condition does not hold. */
  static Value checkOverflow(Value result, Value condition) {
    return checkOverflow(result, condition, result.dtype());
  }

  private static Value checkOverflow(Value result, Value condition, DType type) {
    String message = (type == DType.INT32 ? "integer" : "long") + " overflow";
    return result.check(condition, Fault.OVERFLOW, "java.lang.ArithmeticException", message);
  }

  /** A long that must be an int. */
  static Value checkInt(Value wide) {
    Value value = wide.shared("wide");
    Value fits = value.ge(Integer.MIN_VALUE).and(value.le(value.number(Integer.MAX_VALUE)));
    return checkOverflow(value, fits, DType.INT32).to32();
  }
}
