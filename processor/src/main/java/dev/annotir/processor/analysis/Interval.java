package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.DType;
import org.jspecify.annotations.Nullable;

/** The integers from {@code lo} to {@code hi}, both included; never empty. */
public record Interval(long lo, long hi) {
  /** All values of a {@code long}; also what is known of something that is no integer. */
  public static final Interval ALL = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);

  public static final Interval BOOL = new Interval(0, 1);

  /** Written out, as the JVM would link those of records at first use. */
  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Interval i && lo == i.lo && hi == i.hi;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * lo + hi);
  }

  public static Interval of(long value) {
    return new Interval(value, value);
  }

  /** All values of a type; {@link #ALL} where they are no integers that fit a {@code long}. */
  public static Interval of(DType dtype) {
    boolean fits = dtype.isInteger() && dtype != DType.UINT64;
    return fits ? new Interval(dtype.min(), dtype.max()) : dtype == DType.BOOL ? BOOL : ALL;
  }

  public boolean isSingle() {
    return lo == hi;
  }

  public boolean contains(long value) {
    return lo <= value && value <= hi;
  }

  public boolean within(Interval outer) {
    return outer.lo <= lo && hi <= outer.hi;
  }

  /** The least interval that holds both. */
  public Interval union(Interval other) {
    return new Interval(Math.min(lo, other.lo), Math.max(hi, other.hi));
  }

  /** What both hold; this one where that is nothing, as on a path that is never taken. */
  public Interval intersect(Interval other) {
    long newLo = Math.max(lo, other.lo);
    long newHi = Math.min(hi, other.hi);
    return newLo <= newHi ? new Interval(newLo, newHi) : this;
  }

  /** The sums; null if one overflows a {@code long}. */
  public @Nullable Interval plus(Interval b) {
    try {
      return new Interval(Math.addExact(lo, b.lo), Math.addExact(hi, b.hi));
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** The differences; null if one overflows a {@code long}. */
  public @Nullable Interval minus(Interval b) {
    try {
      return new Interval(Math.subtractExact(lo, b.hi), Math.subtractExact(hi, b.lo));
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** The products; null if one overflows a {@code long}. */
  public @Nullable Interval times(Interval b) {
    try {
      long p = Math.multiplyExact(lo, b.lo);
      long q = Math.multiplyExact(lo, b.hi);
      long r = Math.multiplyExact(hi, b.lo);
      long s = Math.multiplyExact(hi, b.hi);
      return new Interval(
          Math.min(Math.min(p, q), Math.min(r, s)), Math.max(Math.max(p, q), Math.max(r, s)));
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** The values without their signs' change; null if -lo overflows. */
  public @Nullable Interval negated() {
    return lo == Long.MIN_VALUE ? null : new Interval(-hi, -lo);
  }
}
