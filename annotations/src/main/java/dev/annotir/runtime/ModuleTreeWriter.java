package dev.annotir.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Writes a module with all that it imports as one stream: what TVM 0.22 and later put into a
 * library as {@code __tvm_ffi__library_bin}. After the number of the bytes that follow stand the
 * positions where the list of each module's imports begins, then these lists one after the other,
 * then each module's kind and bytes. The first module is the one that imports the others.
 */
final class ModuleTreeWriter {
  /** The modules, each once. */
  private final List<OperatorModule> modules = new ArrayList<>();

  private final IdentityHashMap<OperatorModule, Long> positions = new IdentityHashMap<>();

  private ModuleTreeWriter(OperatorModule root) {
    Deque<OperatorModule> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      OperatorModule module = open.pop();
      if (positions.putIfAbsent(module, (long) modules.size()) == null) {
        modules.add(module);
        module.imports().forEach(open::add);
      }
    }
  }

  /**
   * Writes the module {@code root} and all that it imports.
   *
   * @throws UnsupportedInModelLibraryFormatError if some of them are of kinds that are not written
   */
  static void write(OperatorModule root, OutputStream to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ModuleTreeWriter(root).write(new BinaryWriter(bytes));
    new BinaryWriter(to).writeLong(bytes.size());
    bytes.writeTo(to);
  }

  private void write(BinaryWriter out) throws IOException {
    List<byte[]> streams = streams();
    List<Long> starts = new ArrayList<>(List.of(0L));
    List<Long> imports = new ArrayList<>();
    for (OperatorModule module : modules) {
      module.imports().forEach(imported -> imports.add(positions.get(imported)));
      starts.add((long) imports.size());
    }
    out.writeLongs(starts);
    out.writeLongs(imports);
    for (int i = 0; i < modules.size(); i++) {
      out.writeString(modules.get(i).typeKey());
      out.writeLong(streams.get(i).length);
      out.writeBytes(ByteBuffer.wrap(streams.get(i)));
    }
  }

  private List<byte[]> streams() throws IOException {
    List<byte[]> streams = new ArrayList<>();
    List<String> unsupported = new ArrayList<>();
    for (OperatorModule module : modules) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        module.saveToBinary(bytes);
      } catch (UnsupportedInModelLibraryFormatError e) {
        unsupported.addAll(e.typeKeys());
      }
      streams.add(bytes.toByteArray());
    }
    if (!unsupported.isEmpty()) {
      throw new UnsupportedInModelLibraryFormatError(unsupported);
    }
    return streams;
  }
}
