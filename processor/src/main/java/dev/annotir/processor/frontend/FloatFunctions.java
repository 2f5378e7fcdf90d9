package dev.annotir.processor.frontend;

import dev.annotir.processor.frontend.LibraryFunctions.Owner;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr.Intrinsic;
import java.util.List;

/** The methods of Float and Double on primitives. */
final class FloatFunctions {
  private static final List<Owner> FLOATS = LibraryFunctions.owners("Float float", "Double double");
  private static final List<Owner> FLOAT = LibraryFunctions.owners("Float float");
  private static final List<Owner> DOUBLE = LibraryFunctions.owners("Double double");

  private FloatFunctions() {}

  static void addTo(LibraryFunctions t) {
    t.add(FLOATS, "isNaN(T)", a -> a.shared().isNaN());
    t.add(FLOATS, "isFinite(T)", a -> a.call(Intrinsic.ABS).le(greatest(a)));
    t.add(FLOATS, "isInfinite(T)", a -> a.call(Intrinsic.ABS).gt(greatest(a)));
    t.add(FLOATS, "compare(T, T)", FloatFunctions::compare);
    t.add(FLOATS, "min(T, T)", (a, b) -> a.min(b));
    t.add(FLOATS, "max(T, T)", (a, b) -> a.max(b));
    t.add(FLOATS, "sum(T, T)", (a, b) -> a.plus(b));
    t.add(FLOAT, "floatToRawIntBits(T)", a -> a.bits());
    t.add(FLOAT, "floatToIntBits(T)", FloatFunctions::canonicalBits);
    t.add(FLOAT, "intBitsToFloat(int)", a -> a.ofBits());
    t.add(FLOAT, "hashCode(T)", FloatFunctions::canonicalBits);
    t.add(DOUBLE, "doubleToRawLongBits(T)", a -> a.bits());
    t.add(DOUBLE, "doubleToLongBits(T)", FloatFunctions::canonicalBits);
    t.add(DOUBLE, "longBitsToDouble(long)", a -> a.ofBits());
    t.add(DOUBLE, "hashCode(T)", FloatFunctions::hash);
  }

  private static Value greatest(Value a) {
    return a.real(a.dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE);
  }

  /** The bits, those of NaN always the same. */
  private static Value canonicalBits(Value x) {
    Value a = x.shared();
    Value bits = a.bits();
    boolean isFloat = a.dtype() == DType.FLOAT32;
    Value nan = bits.number(isFloat ? 0x7fc00000 : 0x7ff8000000000000L);
    return a.isNaN().choose(nan, bits);
  }

  private static Value hash(Value a) {
    Value bits = canonicalBits(a).shared("bits");
    return bits.xor(bits.ushr(32)).to32();
  }

  /** Orders -0.0 before 0.0 and NaN last, an int. */
  static Value compare(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.shared("b");
    Value bitsOfA = canonicalBits(a).shared("bits_of_a");
    Value bitsOfB = canonicalBits(b).shared("bits_of_b");
    Value byBits =
        bitsOfA.lt(bitsOfB).choose(a.int32(-1), bitsOfA.gt(bitsOfB).to32()); // zeros or NaN
    return a.lt(b).choose(a.int32(-1), a.gt(b).choose(a.int32(1), byBits));
  }
}
