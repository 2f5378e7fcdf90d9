package dev.annotir.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.annotir.processor.ir.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Calls the typed functions of C libraries. */
final class NativeEngine implements Engine, AutoCloseable {
  private static final int ALIGNMENT = 64;

  private final Map<String, NativeLibrary> libraries = new HashMap<>();
  private final Map<String, Bound> constants = new HashMap<>();

  /** The structure of a library's constants, and the file whose bytes it points at. */
  private record Bound(Memory structure, Memory file) {}

  /** Builds the C of archives in folders below one, and loads it. */
  NativeEngine(Build build, List<Archive> archives, Path folder) {
    for (Archive archive : archives) {
      Path unpacked = archive.extract(folder.resolve(archive.library()));
      Path file = build.sharedLibrary(archive, unpacked);
      NativeLibrary library = NativeLibrary.getInstance(file.toString());
      int check = library.getFunction(archive.library() + "_check").invokeInt(new Object[0]);
      if (check != 0) {
        throw new AssertionError(archive + "_check() is " + check + " after " + build);
      }
      libraries.put(archive.library(), library);
      if (archive.bindsConstants()) {
        constants.put(archive.library(), bind(archive, library));
      }
    }
  }

  private static Bound bind(Archive archive, NativeLibrary library) {
    byte[] params = archive.member("parameters/" + archive.library() + ".params");
    int names = 0;
    for (JsonNode constant : archive.json("operators.json").get("constants")) {
      names += constant.get("name").textValue().length();
    }
    int offset = Math.floorMod(-names, 8);
    Memory file = new Memory(params.length + 2L * ALIGNMENT).align(ALIGNMENT);
    file.write(offset, params, 0, params.length);
    int count = archive.json("operators.json").get("constants").size();
    Memory structure = new Memory((long) count * Native.POINTER_SIZE);
    Object[] arguments = {structure, file.share(offset), (long) params.length};
    int code = library.getFunction(archive.library() + "_constants_load").invokeInt(arguments);
    if (code != 0) {
      throw new AssertionError(archive + "_constants_load() is " + code);
    }
    return new Bound(structure, file);
  }

  @Override
  public List<Reply> run(List<Job> jobs) {
    List<Reply> replies = new ArrayList<>();
    for (Job job : jobs) {
      replies.add(run(job.operator(), job.call()));
    }
    return replies;
  }

  private Reply run(OperatorInfo operator, Call call) {
    IdentityHashMap<long[], Memory> tensors = new IdentityHashMap<>();
    List<Object> arguments = new ArrayList<>();
    Bound bound = constants.get(operator.library());
    if (bound != null && !operator.constants().isEmpty()) {
      arguments.add(bound.structure());
    }
    for (int i = 0; i < operator.parameters().size(); i++) {
      Parameter parameter = operator.parameters().get(i);
      long[] values = call.arguments().get(i);
      arguments.add(
          parameter.tensor()
              ? tensors.computeIfAbsent(values, v -> memory(parameter.dtype(), v))
              : scalar(parameter.dtype(), values[0]));
    }
    Memory result = null;
    if (operator.result() != null) {
      result = memory(operator.result().dtype(), new long[operator.result().elements()]);
      arguments.add(result);
    }
    Memory workspace = null;
    if (operator.workspaceBytes() > 0) {
      workspace = memory(DType.UINT8, new long[operator.workspaceBytes()]);
      arguments.add(workspace);
    }
    NativeLibrary library = libraries.get(operator.library());
    int code = library.getFunction(operator.symbol()).invokeInt(arguments.toArray());
    if (code != 0) {
      Function text = library.getFunction(operator.library() + "_error_text");
      Pointer chars = text.invokePointer(new Object[] {code});
      return operator.failure(code, chars.getString(0, "UTF-8"));
    }
    List<long[]> values = new ArrayList<>();
    for (int i = 0; i < operator.parameters().size(); i++) {
      Parameter parameter = operator.parameters().get(i);
      if (parameter.tensor()) {
        values.add(elements(parameter, tensors.get(call.arguments().get(i))));
      }
    }
    if (operator.result() != null) {
      values.add(elements(operator.result(), result));
    }
    return Reply.Returned.of(operator, values);
  }

  private static Memory memory(DType dtype, long[] values) {
    byte[] bytes = Elements.toBytes(dtype, values);
    Memory memory = new Memory(bytes.length + ALIGNMENT).align(ALIGNMENT);
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }

  private static long[] elements(Parameter tensor, Pointer memory) {
    return Elements.ofBytes(
        tensor.dtype(), memory.getByteArray(0, tensor.elements() * tensor.dtype().bytes()));
  }

  private static Object scalar(DType dtype, long bits) {
    if (dtype == DType.FLOAT32) {
      return Float.intBitsToFloat((int) bits);
    } else if (dtype == DType.FLOAT64) {
      return Double.longBitsToDouble(bits);
    }
    // Narrow integers as int: clang's code wants them extended as their C type says.
    return dtype.bytes() < 8 ? (Object) (int) bits : (Object) bits;
  }

  @Override
  public void close() {
    libraries.values().forEach(NativeLibrary::close);
  }
}
