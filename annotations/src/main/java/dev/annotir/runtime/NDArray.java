package dev.annotir.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tensor in memory that native code can read: its elements in row-major order without gaps, in
 * the byte order of the machine, as DLPack's {@code DLTensor} of a CPU.
 */
public final class NDArray {
  private static final long MAGIC = 0xDD5E40F096B4A13FL;
  private static final int CPU = 1;
  private static final int ALIGNMENT = 64;

  /** So many bytes are too many for a buffer. */
  private static final long LIMIT = Integer.MAX_VALUE - 2 * ALIGNMENT;

  private final DataType dtype;
  private final long[] shape;
  private final ByteBuffer data;

  /** What native code is passed, made when it is first called; where memory is direct. */
  private volatile @Nullable DLTensor descriptor;

  private NDArray(DataType dtype, long[] shape, ByteBuffer data) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
  }

  /**
   * A tensor of zeros, whose memory begins at a multiple of 64 bytes.
   *
   * @throws IllegalArgumentException if an extent is negative, or the elements take more than 2 GiB
   */
  public static NDArray zeros(DataType dtype, long... shape) {
    int size = size(dtype, shape);
    ByteBuffer memory = ByteBuffer.allocateDirect(size + 2 * ALIGNMENT).alignedSlice(ALIGNMENT);
    return new NDArray(dtype, shape.clone(), memory.slice(0, size).order(ByteOrder.nativeOrder()));
  }

  /**
   * A tensor of memory that the caller shares with it. Native code reads and writes direct memory
   * where it is; memory on the heap is copied for each call.
   *
   * @param data from its position to its limit, in the machine's byte order; a tensor that is
   *     read-only is no output
   * @throws IllegalArgumentException if the memory is not as large as the elements, in another byte
   *     order, or direct and not aligned to the elements; {@link #copyOf} copies from such a buffer
   */
  public static NDArray wrap(ByteBuffer data, DataType dtype, long... shape) {
    int size = size(dtype, shape);
    if (data.remaining() != size) {
      throw new IllegalArgumentException(
          describe(dtype, shape) + " takes " + size + " bytes, not " + data.remaining());
    }
    if (dtype.bytes() > 1 && !data.order().equals(ByteOrder.nativeOrder())) {
      throw new IllegalArgumentException(
          "the buffer is " + data.order() + ", but native code reads " + ByteOrder.nativeOrder());
    }
    int alignment = Integer.lowestOneBit(dtype.bytes());
    if (data.isDirect() && data.alignmentOffset(data.position(), alignment) != 0) {
      throw new IllegalArgumentException(
          "the buffer begins at no multiple of " + alignment + " bytes");
    }
    return new NDArray(dtype, shape.clone(), data.slice().order(ByteOrder.nativeOrder()));
  }

  /**
   * A tensor with the elements of a Java array, of the data type that fits them.
   *
   * @param array of primitives, of any rank, all rows of equal length
   * @throws IllegalArgumentException if it is something else
   */
  public static NDArray of(Object array) {
    return of(array, DataType.of(JavaArrays.element(array)));
  }

  /**
   * A tensor with the elements of a Java array, whose bits are those of a data type: bytes as
   * {@code uint8}, shorts as {@code float16}.
   *
   * @throws IllegalArgumentException if it is no array of equally long rows, or its elements are
   *     not as large as the data type's
   */
  public static NDArray of(Object array, DataType dtype) {
    NDArray result = zeros(dtype, JavaArrays.shape(array));
    result.checkElement(JavaArrays.element(array));
    JavaArrays.put(array, result.data());
    return result;
  }

  /**
   * A tensor with the elements of a buffer: row by row, from its position to its limit.
   *
   * @param elements of as many bits as the data type, or bytes in the buffer's byte order
   * @param shape the extents; none for a tensor of one element
   * @throws IllegalArgumentException if the buffer has not as many elements as the tensor, or
   *     elements of another size
   */
  public static NDArray copyOf(Buffer elements, DataType dtype, long... shape) {
    int size = size(dtype, shape);
    checkFits(elements, dtype, shape, size);
    NDArray result = zeros(dtype, shape);
    Buffers.put(elements, result.data(), dtype.bytes());
    return result;
  }

  private static void checkFits(Buffer buffer, DataType dtype, long[] shape, int size) {
    int elementBytes = Buffers.elementBytes(buffer);
    if (elementBytes != 1 && elementBytes != dtype.bytes() || Buffers.bytes(buffer) != size) {
      throw new IllegalArgumentException(buffer + " does not fit " + describe(dtype, shape));
    }
  }

  /** The type of the elements. */
  public DataType dtype() {
    return dtype;
  }

  /** The extents. */
  public long[] shape() {
    return shape.clone();
  }

  /** Whether native code can read the elements where they are. */
  boolean isDirect() {
    return data.isDirect();
  }

  /** Whether the elements must not be written, as those of a file that is mapped to be read. */
  boolean isReadOnly() {
    return data.isReadOnly();
  }

  /** The address of a {@code DLTensor} that is valid as long as this tensor is reachable. */
  long dlTensor() {
    DLTensor known = descriptor;
    return known == null ? makeDescriptor() : known.address();
  }

  /** One for all threads: another one's memory would be freed while native code reads it. */
  private synchronized long makeDescriptor() {
    DLTensor known = descriptor;
    if (known == null) {
      known = DLTensor.of(data, dtype, shape);
      descriptor = known;
    }
    return known.address();
  }

  /** The elements, shared with this tensor, in the byte order of the machine. */
  public ByteBuffer data() {
    return data.duplicate().order(data.order());
  }

  /**
   * A new Java array with the elements: of {@code boolean} for bool, {@code char} for uint16, and
   * otherwise of the signed type with as many bits; of rank 1 for a tensor of rank 0.
   *
   * @throws IllegalArgumentException if no Java type has as many bits, an extent is too large, or
   *     the rank is more than 255
   */
  public Object toArray() {
    int[] extents = shape.length == 0 ? new int[] {1} : new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("no Java array is " + this);
      }
      extents[i] = (int) shape[i];
    }
    Object array = Array.newInstance(JavaArrays.element(dtype), extents);
    JavaArrays.get(data(), array);
    return array;
  }

  /**
   * Stores the elements into a buffer: row by row, from its position to its limit, which it must
   * fill.
   *
   * @param to elements of as many bits as the data type, or bytes, which get the buffer's byte
   *     order
   * @throws IllegalArgumentException if the buffer has not as many elements as the tensor, or
   *     elements of another size
   */
  public void copyTo(Buffer to) {
    checkFits(to, dtype, shape, data.capacity());
    Buffers.get(data(), to, dtype.bytes());
  }

  /**
   * Stores the elements into a Java array; a tensor of rank 0 into one of rank 1.
   *
   * @throws IllegalArgumentException if it has another shape, or elements of another size
   */
  public void copyTo(Object array) {
    checkElement(JavaArrays.element(array));
    long[] expected = shape.length == 0 ? new long[] {1} : shape;
    if (!Arrays.equals(JavaArrays.shape(array), expected)) {
      throw new IllegalArgumentException(
          "the array has the shape " + Arrays.toString(JavaArrays.shape(array)) + ", not " + this);
    }
    JavaArrays.get(data(), array);
  }

  private void checkElement(Class<?> element) {
    if (DataType.of(element).bytes() != dtype.bytes()) {
      throw new IllegalArgumentException(element.getName() + " is no element of " + this);
    }
  }

  /** Writes the tensor as TVM's {@code NDArray::Save} does; the elements are little-endian. */
  public void save(OutputStream out) throws IOException {
    save(new BinaryWriter(out));
  }

  void save(BinaryWriter out) throws IOException {
    out.writeLong(MAGIC);
    out.writeLong(0);
    out.writeInt(CPU);
    out.writeInt(0);
    out.writeInt(shape.length);
    out.writeByte(dtype.code());
    out.writeByte(dtype.bits());
    out.writeShort(dtype.lanes());
    for (long extent : shape) {
      out.writeLong(extent);
    }
    out.writeLong(data.capacity());
    out.writeBytes(Buffers.inOrder(ByteOrder.LITTLE_ENDIAN, data(), dtype.bytes()));
  }

  /**
   * The tensor that {@link #save} wrote.
   *
   * @throws InvalidFormatException if the bytes are something else, or others follow
   */
  public static NDArray load(ByteBuffer bytes) {
    BinaryReader in = new BinaryReader(bytes);
    NDArray array = load(in);
    in.end();
    return array;
  }

  static NDArray load(BinaryReader in) {
    int start = in.offset();
    if (in.readLong("a tensor") != MAGIC) {
      throw new InvalidFormatException("Invalid DLTensor file format: no tensor begins", start);
    }
    in.readLong("a tensor");
    int device = in.offset();
    if (in.readInt("the device") != CPU) {
      throw new InvalidFormatException(
          "Invalid DLTensor device: can only save as CPU tensor", device);
    }
    in.readInt("the device");
    int at = in.offset();
    int rank = in.readInt("the rank");
    if (rank < 0 || rank > in.remaining() / 8) {
      throw new InvalidFormatException("Invalid DLTensor file format: the rank is " + rank, at);
    }
    DataType dtype = loadType(in);
    at = in.offset();
    long[] shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = in.readLong("an extent");
    }
    int size;
    try {
      size = size(dtype, shape);
    } catch (IllegalArgumentException e) {
      throw new InvalidFormatException("Invalid DLTensor file format: " + e.getMessage(), at);
    }
    at = in.offset();
    long stated = in.readLong("the number of bytes");
    if (stated != size) {
      throw new InvalidFormatException(
          "Invalid DLTensor file format: "
              + describe(dtype, shape)
              + " takes "
              + size
              + " bytes, not "
              + stated,
          at);
    }
    ByteBuffer elements = in.readBytes(size, "the elements");
    NDArray result = zeros(dtype, shape);
    Buffers.copy(elements.order(ByteOrder.LITTLE_ENDIAN), result.data(), dtype.bytes());
    return result;
  }

  private static DataType loadType(BinaryReader in) {
    int at = in.offset();
    int code = Byte.toUnsignedInt(in.readByte("the data type"));
    int bits = Byte.toUnsignedInt(in.readByte("the data type"));
    int lanes = in.readShort("the data type");
    try {
      return new DataType(code, bits, lanes);
    } catch (IllegalArgumentException e) {
      throw new InvalidFormatException("Invalid DLTensor file format: " + e.getMessage(), at);
    }
  }

  /** The number of bytes that the elements take. */
  static int size(DataType dtype, long[] shape) {
    if (dtype.lanes() != 1) {
      throw new IllegalArgumentException("elements of more than one lane are not supported");
    }
    long size = dtype.bytes();
    boolean isEmpty = false;
    for (long extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("an extent is " + extent);
      }
      isEmpty |= extent == 0;
      // Beyond the limit it stays there, whatever other extents are.
      size = Math.min(extent == 0 || extent < LIMIT ? size * Math.max(extent, 1) : LIMIT, LIMIT);
    }
    if (!isEmpty && size >= LIMIT) {
      throw new IllegalArgumentException(describe(dtype, shape) + " takes more than 2 GiB");
    }
    return isEmpty ? 0 : (int) size;
  }

  private static String describe(DataType dtype, long[] shape) {
    return dtype + Arrays.stream(shape).mapToObj(e -> "[" + e + "]").collect(Collectors.joining());
  }

  /** The type and the extents, such as {@code float32[3][4]}. */
  @Override
  public String toString() {
    return describe(dtype, shape);
  }
}
