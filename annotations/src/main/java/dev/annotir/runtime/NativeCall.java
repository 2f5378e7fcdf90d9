package dev.annotir.runtime;

import dev.annotir.runtime.OperatorInfo.Parameter;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of a packed function: its arguments as native code takes them, and what becomes of them.
 *
 * <p>Tensors and direct buffers are passed where they are; Java arrays are copied there and, where
 * the operator writes them, back.
 */
final class NativeCall {
  // TVM's type codes.
  private static final int INT = 0;
  private static final int FLOAT = 2;
  private static final int NULL = 4;
  private static final int TENSOR = 7;

  private static final long HEADER = 12;

  private final String operator;
  private final @Nullable OperatorInfo info;
  private final boolean isInit;
  private final @Nullable Object[] args;

  /** The arrays of the call, each once, and the positions of their arguments. */
  private final List<Copy> copies = new ArrayList<>(0);

  private @Nullable Rows rows;

  /**
   * A call.
   *
   * @param info what is known of the operator, or null
   */
  NativeCall(String operator, @Nullable OperatorInfo info, @Nullable Object @Nullable [] args) {
    this.operator = operator;
    this.info = info;
    this.isInit = NativeModule.isInit(operator);
    this.args = withResult(args);
  }

  private @Nullable Object[] withResult(@Nullable Object @Nullable [] given) {
    if (given == null) {
      throw refused("arguments", "an array of them", "null");
    } else if (info == null) {
      return given.clone(); // checked once, passed later
    }
    int count = info.parameters().size();
    if (given.length != count) {
      throw refused("arguments", Integer.toString(count), Integer.toString(given.length));
    }
    Parameter result = info.tensorResult();
    if (result == null) {
      return given.clone();
    }
    @Nullable Object[] all = Arrays.copyOf(given, count + 1);
    all[count] = Array.newInstance(result.element(), result.javaExtents());
    return all;
  }

  /**
   * Calls the function.
   *
   * @return what it returned, after the code of an error or 0
   */
  Outcome run(NativeFunction function) {
    long size = NativeMemory.padded(HEADER * (args.length + 1));
    for (int i = 0; i < args.length; i++) {
      size += prepare(i);
    }
    NativeMemory memory = NativeMemory.of(size);
    int values = memory.allocate(HEADER * (args.length + 1));
    int codes = values + Long.BYTES * (args.length + 1);
    copies.forEach(copy -> copy.to(memory));
    for (int i = 0; i < args.length; i++) {
      put(memory, i, values + Long.BYTES * i, codes + Integer.BYTES * i);
    }
    int resultAt = values + Long.BYTES * args.length;
    int resultCodeAt = codes + Integer.BYTES * args.length;
    memory.bytes().putInt(resultCodeAt, NULL);
    int code;
    try {
      code =
          function.call(
              memory.address(values),
              memory.address(codes),
              args.length,
              memory.address(resultAt),
              memory.address(resultCodeAt));
    } finally {
      Reference.reachabilityFence(args);
      Reference.reachabilityFence(memory);
    }
    if (code != 0) {
      return new Outcome(code, null);
    }
    Object result = result(memory, resultAt, resultCodeAt);
    copies.forEach(copy -> copy.from(memory));
    return new Outcome(0, result);
  }

  /** What a call gives. */
  record Outcome(int code, @Nullable Object value) {}

  /** Checks what is a tensor; gives the bytes that it takes beside memory of the caller's. */
  private long prepare(int i) {
    Object value = args[i];
    if (isInit && !(value instanceof NDArray tensor && tensor.isDirect())) {
      // Operators read it later, when a copy for this call would be gone.
      throw refused("argument " + i, "an NDArray of direct memory", Descriptions.of(value));
    }
    if (value instanceof NDArray tensor) {
      return prepareTensor(i, tensor);
    } else if (value instanceof Buffer buffer) {
      Buffer own = buffer.duplicate(); // its position stays as it was checked
      args[i] = own;
      return prepareBuffer(i, own);
    } else if (value != null && value.getClass().isArray()) {
      return prepareArray(i, value);
    }
    Parameter parameter = parameter(i);
    if (value == null && parameter != null) {
      throw refused(parameter.name(), describe(parameter), "null");
    }
    return 0;
  }

  private long prepareTensor(int i, NDArray tensor) {
    Parameter parameter = parameter(i);
    if (tensor.isReadOnly() && (parameter == null ? !isInit : parameter.isWritten())) {
      String name = parameter == null ? "argument " + i : parameter.name();
      throw refused(name, "memory that can be written", "one that is read-only");
    } else if (tensor.isDirect()) {
      return 0;
    }
    return add(new Copy(tensor, parameter, tensor.shape()));
  }

  private long prepareBuffer(int i, Buffer buffer) {
    Parameter parameter = parameter(i);
    if (parameter == null) {
      throw refused("argument " + i, "an NDArray", "a buffer, which has no shape");
    }
    String problem = null;
    if (!buffer.isDirect()) {
      problem = "one that is not direct";
    } else if (Buffers.bytes(buffer) != parameter.bytes()) {
      problem = "one with " + Buffers.bytes(buffer);
    } else if (buffer.isReadOnly() && parameter.isWritten()) {
      problem = "one that is read-only";
    } else if (!Buffers.isNativeOrder(buffer)) {
      problem = "one in another byte order than the machine's";
    }
    if (problem != null) {
      throw refused(
          parameter.name(),
          "a direct buffer with the " + parameter.bytes() + " bytes of " + parameter,
          problem);
    }
    return NativeMemory.padded(DLTensor.bytes(parameter.extents().size()));
  }

  private long prepareArray(int i, Object array) {
    Parameter parameter = parameter(i);
    if (parameter == null) {
      try {
        return add(new Copy(array, null, JavaArrays.shape(array)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(operator + ": argument " + i + ": " + e.getMessage(), e);
      }
    }
    int rank = 0;
    Class<?> element = array.getClass();
    for (; element.isArray(); element = element.getComponentType()) {
      rank++;
    }
    if (element != parameter.element()
        || !parameter.isTensor()
        || (rank != 1 && rank != parameter.extents().size())) {
      throw refused(parameter.name(), describe(parameter), Descriptions.of(array));
    }
    if (rows == null) {
      rows = new Rows();
    }
    Arguments.Refusal refusal = rows.add(parameter.name(), array, parameter.extents(rank));
    if (refusal != null) {
      throw refused(refusal.name(), refusal.expected(), refusal.got());
    }
    return add(new Copy(array, parameter, parameter.shape()));
  }

  private static String describe(Parameter parameter) {
    return parameter.isTensor()
        ? Descriptions.ofType(parameter.type(), parameter.javaExtents())
        : parameter.type().getName();
  }

  /** Adds a copy; an array that stands twice among the arguments is one tensor. */
  private long add(Copy copy) {
    for (Copy other : copies) {
      if (other.source == copy.source) {
        other.isRead |= copy.isRead;
        other.isWritten |= copy.isWritten;
        return NativeMemory.padded(DLTensor.bytes(copy.shape.length));
      }
    }
    copies.add(copy);
    return NativeMemory.padded(copy.bytes())
        + NativeMemory.padded(DLTensor.bytes(copy.shape.length));
  }

  private void put(NativeMemory memory, int i, int valueAt, int codeAt) {
    Object value = args[i];
    ByteBuffer to = memory.bytes();
    if (value instanceof NDArray tensor && tensor.isDirect()) {
      to.putLong(valueAt, tensor.dlTensor()).putInt(codeAt, TENSOR);
    } else if (value instanceof Buffer buffer) {
      Parameter parameter = Objects.requireNonNull(parameter(i));
      long data = NativeLinker.get().address(buffer);
      long tensor = tensor(memory, data, parameter.dtype(), parameter.shape());
      to.putLong(valueAt, tensor).putInt(codeAt, TENSOR);
    } else if (value instanceof Float || value instanceof Double) {
      to.putDouble(valueAt, ((Number) value).doubleValue()).putInt(codeAt, FLOAT);
    } else if (value == null) {
      to.putLong(valueAt, 0).putInt(codeAt, NULL);
    } else if (!putCopy(memory, i, valueAt, codeAt)) {
      to.putLong(valueAt, integer(i, value)).putInt(codeAt, INT);
    }
  }

  private boolean putCopy(NativeMemory memory, int i, int valueAt, int codeAt) {
    for (Copy copy : copies) {
      if (copy.source == args[i]) {
        Parameter parameter = parameter(i);
        long[] shape = parameter == null ? copy.shape : parameter.shape();
        DataType dtype = parameter == null ? copy.dtype : parameter.dtype();
        if (copy.source instanceof NDArray tensor) {
          shape = tensor.shape();
          dtype = tensor.dtype();
        }
        memory
            .bytes()
            .putLong(valueAt, tensor(memory, memory.address(copy.offset), dtype, shape))
            .putInt(codeAt, TENSOR);
        return true;
      }
    }
    return false;
  }

  private static long tensor(NativeMemory memory, long data, DataType dtype, long[] shape) {
    int at = memory.allocate(DLTensor.bytes(shape.length));
    DLTensor.write(memory.bytes(), at, memory.address(at), data, dtype, shape);
    return memory.address(at);
  }

  private long integer(int i, Object value) {
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Byte
        || value instanceof Short) {
      return ((Number) value).longValue();
    } else if (value instanceof Character c) {
      return c;
    } else if (value instanceof Boolean b) {
      return b ? 1 : 0;
    }
    Parameter parameter = parameter(i);
    throw refused(
        parameter == null ? "argument " + i : parameter.name(),
        parameter == null ? "a tensor or a number" : describe(parameter),
        Descriptions.of(value));
  }

  private @Nullable Object result(NativeMemory memory, int valueAt, int codeAt) {
    int code = memory.bytes().getInt(codeAt);
    Parameter scalar = info == null ? null : info.scalarResult();
    if (info != null && info.tensorResult() != null) {
      return args[args.length - 1];
    } else if (code == FLOAT) {
      double value = memory.bytes().getDouble(valueAt);
      return scalar != null && scalar.type() == float.class ? (Object) (float) value : value;
    } else if (code == INT) {
      long value = memory.bytes().getLong(valueAt);
      return scalar == null ? (Object) value : boxed(scalar.type(), value);
    }
    return null;
  }

  private static Object boxed(Class<?> type, long value) {
    return switch (type.getName()) {
      case "boolean" -> value != 0;
      case "byte" -> (byte) value;
      case "short" -> (short) value;
      case "char" -> (char) value;
      case "int" -> (int) value;
      default -> value;
    };
  }

  private @Nullable Parameter parameter(int i) {
    if (info == null) {
      return null;
    }
    return i < info.parameters().size() ? info.parameters().get(i) : info.tensorResult();
  }

  private IllegalArgumentException refused(String name, String expected, String got) {
    return new IllegalArgumentException(
        operator + ": " + name + ": expected " + expected + ", but got " + got);
  }

  /** An array, or a tensor on the heap, and where native code sees its elements. */
  private static final class Copy {
    private final Object source;
    private final DataType dtype;
    private final long[] shape;
    private boolean isRead;
    private boolean isWritten;
    private int offset;

    Copy(Object source, @Nullable Parameter parameter, long[] shape) {
      this.source = source;
      this.shape = shape;
      this.isRead = parameter == null || parameter.isRead();
      this.isWritten = parameter == null || parameter.isWritten();
      this.dtype =
          source instanceof NDArray tensor
              ? tensor.dtype()
              : DataType.of(JavaArrays.element(source));
    }

    long bytes() {
      return source instanceof NDArray tensor
          ? tensor.data().remaining()
          : Arrays.stream(shape).reduce(dtype.bytes(), Math::multiplyExact);
    }

    void to(NativeMemory memory) {
      offset = memory.allocate(bytes());
      if (isRead && source instanceof NDArray tensor) {
        memory.piece(offset, (int) bytes()).put(tensor.data());
      } else if (isRead) {
        JavaArrays.put(source, memory.piece(offset, (int) bytes()));
      }
    }

    void from(NativeMemory memory) {
      if (isWritten && source instanceof NDArray tensor) {
        tensor.data().put(memory.piece(offset, (int) bytes()));
      } else if (isWritten) {
        JavaArrays.get(memory.piece(offset, (int) bytes()), source);
      }
    }
  }
}
