package dev.annotir.processor.ir;

/**
 * The type of a scalar value or of a buffer's elements, named as in TVM.
 *
 * <p>A value is held in the low bits of a {@code long}: an integer extended by its sign (an
 * unsigned one by zeros), a bool as 0 or 1, a float as its IEEE 754 bits.
 */
public enum DType {
  BOOL("bool", 8, Kind.BOOL),
  INT8("int8", 8, Kind.INT),
  INT16("int16", 16, Kind.INT),
  INT32("int32", 32, Kind.INT),
  INT64("int64", 64, Kind.INT),
  UINT8("uint8", 8, Kind.UINT),
  UINT16("uint16", 16, Kind.UINT),
  UINT32("uint32", 32, Kind.UINT),
  UINT64("uint64", 64, Kind.UINT),
  FLOAT16("float16", 16, Kind.LABEL),
  BFLOAT16("bfloat16", 16, Kind.LABEL),
  FLOAT32("float32", 32, Kind.FLOAT),
  FLOAT64("float64", 64, Kind.FLOAT);

  /** What arithmetic a type has; the values of a LABEL type can only be reinterpreted. */
  public enum Kind {
    BOOL,
    INT,
    UINT,
    LABEL,
    FLOAT
  }

  private final String tvmName;
  private final int bits;
  private final Kind kind;

  DType(String tvmName, int bits, Kind kind) {
    this.tvmName = tvmName;
    this.bits = bits;
    this.kind = kind;
  }

  /** The name in TVM, metadata and TVMScript, such as {@code float32}. */
  public String tvmName() {
    return tvmName;
  }

  /** The bits of an element in memory. */
  public int bits() {
    return bits;
  }

  /** The bytes of an element in memory. */
  public int bytes() {
    return bits / 8;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the values are integers, signed or not. */
  public boolean isInteger() {
    return kind == Kind.INT || kind == Kind.UINT;
  }

  public boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  /** The least value of an integer type; that of uint64 is 0. */
  public long min() {
    return kind == Kind.INT ? -1L << (bits - 1) : 0;
  }

  /** The greatest value of an integer type or of bool; that of uint64 is -1, all bits. */
  public long max() {
    return switch (kind) {
      case INT -> ~min();
      case UINT -> bits == 64 ? -1L : (1L << bits) - 1;
      default -> 1;
    };
  }

  /** The value of this integer type whose low bits are those of {@code value}. */
  public long wrap(long value) {
    int shift = 64 - bits;
    return kind == Kind.INT ? value << shift >> shift : value << shift >>> shift;
  }

  @Override
  public String toString() {
    return tvmName;
  }
}
