package dev.annotir.it;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Calls the compiled C through the function of {@link TimingSource}. */
public final class TimedNativeCall implements TimedCall {
  /** No vector lies across two lines of the cache. */
  private static final int ALIGNMENT = 64;

  private final OperatorInfo operator;
  private final Function function;
  private final List<byte[]> first = new ArrayList<>();
  private final List<Memory> memories = new ArrayList<>();
  private final Memory pointers;
  private final Memory nanoseconds = new Memory(Long.BYTES);

  public TimedNativeCall(NativeLibrary library, OperatorInfo operator, Call call) {
    this.operator = operator;
    this.function = library.getFunction(TimingSource.name(operator));
    for (int i = 0; i < operator.parameters().size(); i++) {
      Parameter parameter = operator.parameters().get(i);
      first.add(Elements.toBytes(parameter.dtype(), call.arguments().get(i)));
      memories.add(memory(parameter));
    }
    if (operator.result() != null) {
      memories.add(memory(operator.result()));
    }
    memories.add(memory(Math.max(operator.workspaceBytes(), 1)));
    this.pointers = new Memory((long) memories.size() * Native.POINTER_SIZE);
    pointers.write(0, memories.toArray(Pointer[]::new), 0, memories.size());
  }

  /** Whether a library has the function of {@link TimingSource} for an operator. */
  public static boolean isIn(NativeLibrary library, OperatorInfo operator) {
    try {
      return library.getFunction(TimingSource.name(operator)) != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  private static Memory memory(Parameter parameter) {
    return memory((long) parameter.elements() * parameter.dtype().bytes());
  }

  private static Memory memory(long bytes) {
    return new Memory(bytes + ALIGNMENT).align(ALIGNMENT);
  }

  @Override
  public void reset() {
    for (int i = 0; i < first.size(); i++) {
      memories.get(i).write(0, first.get(i), 0, first.get(i).length);
    }
  }

  @Override
  public byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < operator.parameters().size(); i++) {
      if (operator.parameters().get(i).isWritten()) {
        bytes.writeBytes(memories.get(i).getByteArray(0, first.get(i).length));
      }
    }
    Parameter result = operator.result();
    if (result != null) {
      int length = result.elements() * result.dtype().bytes();
      bytes.writeBytes(memories.get(first.size()).getByteArray(0, length));
    }
    return bytes.toByteArray();
  }

  @Override
  public long run(int times) {
    int code = function.invokeInt(new Object[] {pointers, times, nanoseconds});
    if (code != 0) {
      throw new IllegalStateException(operator + " failed with code " + code);
    }
    return nanoseconds.getLong(0);
  }
}
