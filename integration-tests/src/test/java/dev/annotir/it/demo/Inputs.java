package dev.annotir.it.demo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded arguments: everyday values to be timed, and all sorts to be compared. */
final class Inputs {
  private static final float[] FLOATS = {
    0,
    -0f,
    1,
    -1,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };
  private static final double[] DOUBLES = {
    0,
    -0d,
    1,
    -1,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE
  };
  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    Byte.MAX_VALUE,
    Byte.MIN_VALUE,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Random random;

  Inputs(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Everyday values: floating point between 0 and 1, 32-bit integers from 1 to a bound, all values
   * of the other types. Square matrices have a heavy diagonal, so that solvers do not stop at once.
   */
  List<ByteBuffer> everyday(Operator operator, int bound) {
    List<ByteBuffer> values = new ArrayList<>();
    for (Operator.Argument argument : operator.parameters()) {
      ByteBuffer value = argument.type().allocate(argument.elements());
      while (value.hasRemaining()) {
        switch (argument.type()) {
          case FLOAT32 -> value.putFloat(random.nextFloat() + diagonal(argument, value));
          case FLOAT64 -> value.putDouble(random.nextDouble() + diagonal(argument, value));
          case INT32 -> value.putInt(1 + random.nextInt(bound));
          default -> putBits(argument.type(), value);
        }
      }
      values.add(value.rewind());
    }
    return values;
  }

  private static int diagonal(Operator.Argument argument, ByteBuffer value) {
    List<Integer> shape = argument.shape();
    if (shape.size() != 2 || !shape.get(0).equals(shape.get(1))) {
      return 0;
    }
    int n = shape.get(0);
    return value.position() / argument.type().bytes() % (n + 1) == 0 ? n : 0;
  }

  /** Any bits, a quarter of the values special: NaN, infinities, zeros, subnormals, MIN and MAX. */
  List<ByteBuffer> special(Operator operator) {
    List<ByteBuffer> values = new ArrayList<>();
    for (Operator.Argument argument : operator.parameters()) {
      ByteBuffer value = argument.type().allocate(argument.elements());
      while (value.hasRemaining()) {
        if (random.nextInt(4) == 0) {
          putSpecial(argument.type(), value);
        } else {
          putBits(argument.type(), value);
        }
      }
      values.add(value.rewind());
    }
    return values;
  }

  private void putSpecial(DataType type, ByteBuffer to) {
    switch (type) {
      case FLOAT32 -> to.putFloat(FLOATS[random.nextInt(FLOATS.length)]);
      case FLOAT64 -> to.putDouble(DOUBLES[random.nextInt(DOUBLES.length)]);
      default -> putInteger(type, to, INTEGERS[random.nextInt(INTEGERS.length)]);
    }
  }

  private void putBits(DataType type, ByteBuffer to) {
    putInteger(type, to, random.nextLong());
  }

  private static void putInteger(DataType type, ByteBuffer to, long bits) {
    switch (type.bytes()) {
      case 1 -> to.put((byte) (type == DataType.BOOL ? bits & 1 : bits));
      case 2 -> to.putShort((short) bits);
      case 4 -> to.putInt((int) bits);
      default -> to.putLong(bits);
    }
  }
}
