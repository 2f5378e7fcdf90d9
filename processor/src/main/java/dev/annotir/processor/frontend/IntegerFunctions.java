package dev.annotir.processor.frontend;

import dev.annotir.processor.frontend.LibraryFunctions.Owner;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import java.util.List;

/** The methods of Integer, Long, Short, Byte, Character and Boolean on primitives. */
final class IntegerFunctions {
  private static final List<Owner> INTS = LibraryFunctions.owners("Integer int", "Long long");
  private static final List<Owner> INT = LibraryFunctions.owners("Integer int");
  private static final List<Owner> LONG = LibraryFunctions.owners("Long long");
  private static final List<Owner> SMALL = LibraryFunctions.owners("Byte byte", "Short short");
  private static final List<Owner> CHAR = LibraryFunctions.owners("Character char");
  private static final List<Owner> SHORT = LibraryFunctions.owners("Short short");
  private static final List<Owner> BOOL = LibraryFunctions.owners("Boolean boolean");

  /** Alternating fields of one bit, of two, of four, of eight. */
  private static final long[] FIELDS = {
    0x5555555555555555L, 0x3333333333333333L, 0x0f0f0f0f0f0f0f0fL, 0x00ff00ff00ff00ffL
  };

  private IntegerFunctions() {}

  static void addTo(LibraryFunctions table) {
    addOfBits(table);
    addOfNumbers(table);
    addOfSmall(table);
  }

  private static void addOfBits(LibraryFunctions t) {
    t.add(INTS, "bitCount(T)", a -> a.call(Intrinsic.POPCOUNT).to32());
    t.add(INTS, "numberOfLeadingZeros(T)", a -> a.call(Intrinsic.CLZ).to32());
    t.add(INTS, "numberOfTrailingZeros(T)", IntegerFunctions::trailingZeros);
    t.add(INTS, "highestOneBit(T)", IntegerFunctions::highestOneBit);
    t.add(INTS, "lowestOneBit(T)", IntegerFunctions::lowestOneBit);
    t.add(INTS, "rotateLeft(T, int)", (a, n) -> rotate(a, n, true));
    t.add(INTS, "rotateRight(T, int)", (a, n) -> rotate(a, n, false));
    t.add(INTS, "reverse(T)", a -> reverseBytes(reverseInBytes(a)));
    t.add(INTS, "reverseBytes(T)", IntegerFunctions::reverseBytes);
    t.add(SHORT, "reverseBytes(T)", IntegerFunctions::reverseTwoBytes);
    t.add(CHAR, "reverseBytes(T)", IntegerFunctions::reverseTwoBytes);
  }

  private static void addOfNumbers(LibraryFunctions t) {
    t.add(INTS, "signum(T)", a -> compare(a, a.number(0)));
    t.add(INTS, "compare(T, T)", IntegerFunctions::compare);
    t.add(INTS, "compareUnsigned(T, T)", (a, b) -> compare(flip(a), flip(b)));
    t.add(INTS, "min(T, T)", (a, b) -> a.min(b));
    t.add(INTS, "max(T, T)", (a, b) -> a.max(b));
    t.add(INTS, "sum(T, T)", (a, b) -> a.plus(b));
    t.add(INT, "hashCode(T)", a -> a);
    t.add(LONG, "hashCode(T)", IntegerFunctions::hash);
    t.add(INT, "toUnsignedLong(T)", IntegerFunctions::unsigned);
    t.add(INT, "divideUnsigned(T, T)", (a, b) -> divideInt(BinaryOp.TRUNCDIV, a, b));
    t.add(INT, "remainderUnsigned(T, T)", (a, b) -> divideInt(BinaryOp.TRUNCMOD, a, b));
    t.add(LONG, "divideUnsigned(T, T)", IntegerFunctions::divideLong);
    t.add(LONG, "remainderUnsigned(T, T)", IntegerFunctions::remainderLong);
  }

  private static void addOfSmall(LibraryFunctions t) {
    t.add(SMALL, "toUnsignedInt(T)", IntegerFunctions::unsignedSmall);
    t.add(SMALL, "toUnsignedLong(T)", a -> unsignedSmall(a).to64());
    t.add(SMALL, "compareUnsigned(T, T)", (a, b) -> unsignedSmall(a).minus(unsignedSmall(b)));
    for (List<Owner> owners : List.of(SMALL, CHAR)) {
      t.add(owners, "compare(T, T)", (a, b) -> a.to32().minus(b.to32()));
      t.add(owners, "hashCode(T)", a -> a.to32());
    }
    t.add(BOOL, "compare(T, T)", (a, b) -> a.to32().minus(b.to32()));
    t.add(BOOL, "hashCode(T)", a -> a.choose(a.int32(1231), a.int32(1237)));
    t.add(BOOL, "logicalAnd(T, T)", (a, b) -> a.and(b));
    t.add(BOOL, "logicalOr(T, T)", (a, b) -> a.or(b));
    t.add(BOOL, "logicalXor(T, T)", (a, b) -> a.xor(b));
  }

  private static Value trailingZeros(Value x) {
    Value a = x.shared();
    return a.not().and(a.plus(-1)).call(Intrinsic.POPCOUNT).to32();
  }

  private static Value highestOneBit(Value x) {
    Value a = x.shared();
    return a.and(a.least().ushr(a.call(Intrinsic.CLZ).to32()));
  }

  private static Value lowestOneBit(Value x) {
    Value a = x.shared();
    return a.and(a.negated());
  }

  private static Value rotate(Value x, Value distance, boolean left) {
    Value a = x.shared();
    Value n = distance.shared("distance");
    return a.shl(left ? n : n.negated()).or(a.ushr(left ? n.negated() : n));
  }

  private static Value reverseInBytes(Value a) {
    return swap(swap(swap(a, 0), 1), 2);
  }

  private static Value reverseBytes(Value a) {
    Value swapped = swap(a, 3).shared("swapped");
    if (a.dtype() == DType.INT32) {
      return swapped.shl(16).or(swapped.ushr(16));
    }
    Value middle = swapped.ushr(16).and(0xffff0000L).or(swapped.and(0xffff0000L).shl(16));
    return swapped.shl(48).or(middle).or(swapped.ushr(48));
  }

  /** Swaps each two neighbouring fields of that many bits, as a power of two. */
  private static Value swap(Value x, int power) {
    Value a = x.shared("a");
    long mask = a.dtype().wrap(FIELDS[power]);
    int width = 1 << power;
    return a.ushr(width).and(mask).or(a.and(mask).shl(width));
  }

  private static Value reverseTwoBytes(Value x) {
    Value a = x.to32().and(0xffff).shared();
    return a.shl(8).or(a.ushr(8));
  }

  private static Value compare(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.shared("b");
    return a.lt(b).choose(a.int32(-1), a.gt(b).to32());
  }

  /** What orders signed as the value does unsigned. */
  private static Value flip(Value a) {
    return a.xor(a.least());
  }

  private static Value hash(Value x) {
    Value a = x.shared();
    return a.xor(a.ushr(32)).to32();
  }

  private static Value unsigned(Value a) {
    return a.to64().and(0xffffffffL);
  }

  private static Value unsignedSmall(Value a) {
    return a.to32().and(a.dtype() == DType.INT8 ? 0xff : 0xffff);
  }

  private static Value divideInt(BinaryOp op, Value a, Value b) {
    return unsigned(a).divide(op, unsigned(b)).to32();
  }

  private static Value divideLong(Value x, Value y) {
    Value a = x.shared("a");
    return unsignedQuotient(a, y.nonzero());
  }

  private static Value remainderLong(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.nonzero();
    return a.minus(unsignedQuotient(a, b).times(b));
  }

  /**
   * The quotient of half the dividend, twice, may be one too small. A divisor above the greatest
   * long goes in once at most.
   */
  private static Value unsignedQuotient(Value a, Value b) {
    Value about = a.ushr(1).quotient(b).shl(1).shared("about");
    Value rest = a.minus(about.times(b)).shared("rest");
    Value more = rest.or(rest.minus(b).not()).ushr(63);
    Value once = flip(a).ge(flip(b)).to64();
    return b.lt(0).choose(once, about.plus(more));
  }
}
