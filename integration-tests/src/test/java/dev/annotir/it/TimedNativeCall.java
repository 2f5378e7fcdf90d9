package dev.annotir.it;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** Calls the compiled C through the function of {@link TimingSource}. */
final class TimedNativeCall implements TimedCall {
  private final OperatorInfo operator;
  private final Function function;
  private final List<byte[]> first = new ArrayList<>();
  private final List<Memory> memories = new ArrayList<>();
  private final Memory pointers;
  private final Memory nanoseconds = new Memory(Long.BYTES);

  TimedNativeCall(NativeLibrary library, OperatorInfo operator, Call call) {
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
    memories.add(new Memory(Math.max(operator.workspaceBytes(), 1)));
    this.pointers = new Memory((long) memories.size() * Native.POINTER_SIZE);
    pointers.write(0, memories.toArray(Pointer[]::new), 0, memories.size());
  }

  private static Memory memory(Parameter parameter) {
    return new Memory((long) parameter.elements() * parameter.dtype().bytes());
  }

  @Override
  public void reset() {
    for (int i = 0; i < first.size(); i++) {
      memories.get(i).write(0, first.get(i), 0, first.get(i).length);
    }
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
