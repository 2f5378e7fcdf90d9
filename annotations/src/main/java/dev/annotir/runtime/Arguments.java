package dev.annotir.runtime;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call of an operator, each checked when it is taken; for generated modules.
 *
 * <p>An argument that does not fit is an IllegalArgumentException such as {@code take: x: expected
 * float[4], but got float[5]}. A scalar is taken as native code takes it: an integer of any type
 * whose value fits, a double that is rounded to a float.
 */
public final class Arguments {
  private final String operator;
  private final @Nullable Object[] values;
  private final Rows rows = new Rows();

  /**
   * The arguments of a call.
   *
   * @param operator the operator's name
   * @param count how many it takes
   * @param values what it was given
   */
  public Arguments(String operator, int count, @Nullable Object @Nullable [] values) {
    this.operator = operator;
    if (values == null) {
      throw refused("arguments", Integer.toString(count), "null");
    }
    this.values = values;
    if (values.length != count) {
      throw refused("arguments", Integer.toString(count), Integer.toString(values.length));
    }
  }

  /**
   * The array at an index, if it has these extents, and no row is shared with another place.
   *
   * @param type what callers cast the array to; a type variable would do it for them, but javac
   *     takes long to infer it in each of hundreds of calls
   */
  public Object tensor(int index, String name, Class<?> type, int... extents) {
    Object value = values[index];
    if (!type.isInstance(value)) {
      throw refused(name, Descriptions.ofType(type, extents), Descriptions.of(value));
    }
    Refusal refusal = rows.add(name, value, extents);
    if (refusal != null) {
      throw refused(refusal.name(), refusal.expected(), refusal.got());
    }
    return value;
  }

  public boolean booleanValue(int index, String name) {
    return integer(index, name, "boolean", 0, 1) != 0;
  }

  public byte byteValue(int index, String name) {
    return (byte) integer(index, name, "byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  public short shortValue(int index, String name) {
    return (short) integer(index, name, "short", Short.MIN_VALUE, Short.MAX_VALUE);
  }

  public char charValue(int index, String name) {
    return (char) integer(index, name, "char", Character.MIN_VALUE, Character.MAX_VALUE);
  }

  public int intValue(int index, String name) {
    return (int) integer(index, name, "int", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public long longValue(int index, String name) {
    return integer(index, name, "long", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public float floatValue(int index, String name) {
    return floating(index, name, "float", Number::floatValue, l -> (float) l.longValue());
  }

  public double doubleValue(int index, String name) {
    return floating(index, name, "double", Number::doubleValue, l -> (double) l.longValue());
  }

  private <T> T floating(
      int index,
      String name,
      String type,
      Function<Number, T> ofFloating,
      Function<Long, T> ofInteger) {
    Object value = values[index];
    if (value instanceof Float || value instanceof Double) {
      return ofFloating.apply((Number) value);
    }
    Long integer = asLong(value);
    if (integer == null) {
      throw refused(name, type, Descriptions.of(value));
    }
    return ofInteger.apply(integer);
  }

  private long integer(int index, String name, String type, long least, long greatest) {
    Long value = asLong(values[index]);
    if (value == null || value < least || value > greatest) {
      throw refused(name, type, Descriptions.of(values[index]));
    }
    return value;
  }

  private static @Nullable Long asLong(@Nullable Object value) {
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Byte
        || value instanceof Short) {
      return ((Number) value).longValue();
    } else if (value instanceof Character c) {
      return (long) c;
    } else if (value instanceof Boolean b) {
      return b ? 1L : 0L;
    }
    return null;
  }

  private IllegalArgumentException refused(String name, String expected, String got) {
    return new IllegalArgumentException(
        operator + ": " + name + ": expected " + expected + ", but got " + got);
  }

  /** Why an argument does not fit. */
  record Refusal(String name, String expected, String got) {}
}
