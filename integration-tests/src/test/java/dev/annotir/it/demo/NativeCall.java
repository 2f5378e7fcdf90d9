package dev.annotir.it.demo;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Calls the compiled C through the function that {@link Caller} wrote. */
final class NativeCall implements Call {
  private final Operator operator;
  private final Function function;
  private final List<ByteBuffer> first;
  private final List<Memory> memories = new ArrayList<>();
  private final Memory pointers;
  private final Memory nanoseconds = new Memory(Long.BYTES);

  NativeCall(NativeLibrary library, Operator operator, List<ByteBuffer> values) {
    this.operator = operator;
    this.function = library.getFunction(Caller.name(operator));
    this.first = values;
    operator.parameters().forEach(parameter -> memories.add(new Memory(parameter.bytes())));
    if (operator.result() != null) {
      memories.add(new Memory(operator.result().bytes()));
    }
    memories.add(new Memory(Math.max(operator.workspaceBytes(), 1)));
    this.pointers = new Memory((long) memories.size() * com.sun.jna.Native.POINTER_SIZE);
    pointers.write(0, memories.toArray(Pointer[]::new), 0, memories.size());
  }

  @Override
  public void reset() {
    for (int i = 0; i < first.size(); i++) {
      memories.get(i).write(0, first.get(i).array(), 0, first.get(i).capacity());
    }
  }

  @Override
  public long run(int times) {
    int code = call(times);
    if (code != 0) {
      throw new IllegalStateException(operator + " failed with code " + code);
    }
    return nanoseconds.getLong(0);
  }

  private int call(int times) {
    return function.invokeInt(new Object[] {pointers, times, nanoseconds});
  }

  @Override
  public Outcome outcome() {
    reset();
    int code = call(1);
    if (code != 0) {
      Operator.Failure failure =
          operator.failures().stream()
              .filter(f -> f.code() == code)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(operator + " returned " + code));
      return Outcome.failed(failure.exception(), failure.file(), failure.line());
    }
    List<ByteBuffer> values = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      Operator.Argument parameter = operator.parameters().get(i);
      if (parameter.isTensor() && parameter.written()) {
        values.add(bytes(parameter, memories.get(i)));
      }
    }
    if (operator.result() != null) {
      values.add(bytes(operator.result(), memories.get(first.size())));
    }
    return new Outcome(values, "");
  }

  private static ByteBuffer bytes(Operator.Argument argument, Memory memory) {
    ByteBuffer bytes = argument.type().allocate(argument.elements());
    bytes.put(memory.getByteArray(0, argument.bytes()));
    argument.type().canonicalize(bytes);
    return bytes.rewind();
  }
}
