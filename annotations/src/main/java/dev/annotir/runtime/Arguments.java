package dev.annotir.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of a call of an operator; for generated modules. */
public final class Arguments {
  private final Signature signature;
  private final @Nullable Object[] values;
  private final Rows rows = new Rows();

  private Arguments(Signature signature, @Nullable Object[] values) {
    this.signature = signature;
    this.values = values;
  }

  /**
   * The arguments of a call, each of exactly the type of its parameter: arrays as they are, scalars
   * boxed. A scalar is taken as native code takes it: an integer of any type whose value fits, a
   * double that is rounded to a float.
   *
   * @param signature the operator's, such as {@code take(float[3][4] x, int n)}
   * @param values what it was given
   * @throws IllegalArgumentException if one does not fit, has not the extents of its parameter, or
   *     shares a row with another place, such as {@code take: x: expected float[4], but got
   *     float[5]}
   */
  public static Object[] of(String signature, @Nullable Object @Nullable [] values) {
    Signature parsed = Signature.of(signature);
    String count = Integer.toString(parsed.parameters().size());
    if (values == null) {
      throw refused(parsed, "arguments", count, "null");
    } else if (values.length != parsed.parameters().size()) {
      throw refused(parsed, "arguments", count, Integer.toString(values.length));
    }
    return new Arguments(parsed, values).checked();
  }

  private Object[] checked() {
    List<Signature.Parameter> parameters = signature.parameters();
    Object[] checked = new Object[parameters.size()];
    for (int i = 0; i < checked.length; i++) {
      Signature.Parameter parameter = parameters.get(i);
      checked[i] =
          parameter.type().isArray() ? tensor(parameter, values[i]) : scalar(parameter, values[i]);
    }
    return checked;
  }

  private Object tensor(Signature.Parameter parameter, @Nullable Object value) {
    if (!parameter.type().isInstance(value)) {
      String expected = Descriptions.ofType(parameter.type(), parameter.extents());
      throw refused(parameter.name(), expected, Descriptions.of(value));
    }
    Refusal refusal = rows.add(parameter.name(), value, parameter.extents());
    if (refusal != null) {
      throw refused(refusal.name(), refusal.expected(), refusal.got());
    }
    return value;
  }

  private Object scalar(Signature.Parameter parameter, @Nullable Object value) {
    return switch (parameter.type().getName()) {
      case "boolean" -> integer(parameter, value, 0, 1) != 0;
      case "byte" -> (byte) integer(parameter, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case "short" -> (short) integer(parameter, value, Short.MIN_VALUE, Short.MAX_VALUE);
      case "char" -> (char) integer(parameter, value, Character.MIN_VALUE, Character.MAX_VALUE);
      case "int" -> (int) integer(parameter, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long" -> integer(parameter, value, Long.MIN_VALUE, Long.MAX_VALUE);
      case "float" -> number(parameter, value).floatValue();
      default -> number(parameter, value).doubleValue();
    };
  }

  private Number number(Signature.Parameter parameter, @Nullable Object value) {
    Number number =
        value instanceof Float || value instanceof Double ? (Number) value : asLong(value);
    if (number == null) {
      throw refused(parameter.name(), parameter.type().getName(), Descriptions.of(value));
    }
    return number;
  }

  private long integer(
      Signature.Parameter parameter, @Nullable Object value, long least, long greatest) {
    Long integer = asLong(value);
    if (integer == null || integer < least || integer > greatest) {
      throw refused(parameter.name(), parameter.type().getName(), Descriptions.of(value));
    }
    return integer;
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
    return refused(signature, name, expected, got);
  }

  private static IllegalArgumentException refused(
      Signature signature, String name, String expected, String got) {
    return new IllegalArgumentException(
        signature.operator() + ": " + name + ": expected " + expected + ", but got " + got);
  }

  /** Why an argument does not fit. */
  record Refusal(String name, String expected, String got) {}
}
