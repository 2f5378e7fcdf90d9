package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a module with all that it imports from what {@link ModuleTreeWriter} wrote. */
final class ModuleTreeReader {
  /** The kind of the library that a stream is a part of. */
  private static final String LIBRARY = "_lib";

  /** Modules that import one another more deeply are refused. */
  private static final int DEEPEST = 1000;

  private final BinaryReader in;

  /** A module before its imports are known. */
  private record Stream(String typeKey, int offset, ByteBuffer bytes) {}

  private final List<Stream> streams = new ArrayList<>();
  private final List<List<Integer>> imports = new ArrayList<>();

  /** A module and how deeply modules import one another below it. */
  private record Built(OperatorModule module, int height) {}

  private final List<@Nullable Built> modules = new ArrayList<>();

  private ModuleTreeReader(ByteBuffer bytes) {
    in = new BinaryReader(bytes);
  }

  /** Whether bytes begin with the number of those that follow. */
  static boolean isTree(ByteBuffer bytes) {
    return bytes.remaining() >= Long.BYTES
        && bytes.slice().order(ByteOrder.LITTLE_ENDIAN).getLong() == bytes.remaining() - Long.BYTES;
  }

  /**
   * The first module of a stream.
   *
   * @throws InvalidFormatException if the bytes are something else, or others follow
   */
  static OperatorModule read(ByteBuffer bytes) {
    ModuleTreeReader reader = new ModuleTreeReader(bytes);
    reader.readSize();
    reader.readImports();
    reader.readStreams();
    OperatorModule root = reader.build(0, 0).module();
    if (reader.modules.contains(null)) {
      int unused = reader.modules.indexOf(null);
      throw new InvalidFormatException(
          "no module imports the module " + unused, reader.streams.get(unused).offset());
    }
    return root;
  }

  private void readSize() {
    long size = in.readLong("the number of bytes");
    if (size != in.remaining()) {
      throw new InvalidFormatException(
          Long.toUnsignedString(size) + " bytes should follow, not " + in.remaining(), 0);
    }
  }

  private void readImports() {
    int at = in.offset();
    List<Long> starts = in.readLongs("modules");
    int listsAt = in.offset();
    List<Long> lists = in.readLongs("imports");
    int count = starts.size() - 1;
    if (count < 1 || starts.get(0) != 0 || starts.get(count) != lists.size()) {
      throw new InvalidFormatException("the lists of imports do not fit the modules", at);
    }
    for (int i = 0; i < count; i++) {
      long start = starts.get(i);
      long end = starts.get(i + 1);
      if (end < start || end > lists.size()) {
        throw new InvalidFormatException("the lists of imports do not follow one another", at);
      }
      List<Integer> imported = new ArrayList<>();
      for (long index : lists.subList((int) start, (int) end)) {
        if (index < 0 || index >= count) {
          throw new InvalidFormatException("a module imports one that is not there", listsAt);
        }
        imported.add((int) index);
      }
      imports.add(imported);
    }
  }

  private void readStreams() {
    for (int i = 0; i < imports.size(); i++) {
      String typeKey = in.readString("the kind of a module");
      if (typeKey.equals(LIBRARY)) {
        throw new InvalidFormatException(
            "the stream is a part of a library, whose code it does not hold", in.offset());
      }
      modules.add(null);
      long size = in.readLong("the size of a module");
      int offset = in.offset();
      streams.add(new Stream(typeKey, offset, in.readBytes(size, "a module")));
    }
    in.end();
  }

  private Built build(int index, int depth) {
    Built known = modules.get(index);
    if (known != null) {
      return known;
    }
    Stream stream = streams.get(index);
    int height = 0;
    List<OperatorModule> imported = new ArrayList<>();
    for (int child : depth < DEEPEST ? imports.get(index) : List.<Integer>of()) {
      Built module = build(child, depth + 1);
      imported.add(module.module());
      height = Math.max(height, module.height() + 1);
    }
    if (depth == DEEPEST || height == DEEPEST) {
      throw new InvalidFormatException(
          "modules import one another in a circle or too deeply", stream.offset());
    }
    Built built = new Built(load(stream, imported), height);
    modules.set(index, built);
    return built;
  }

  private static OperatorModule load(Stream stream, List<OperatorModule> imported) {
    try {
      return OperatorModule.loadFromBinary(stream.typeKey(), stream.bytes(), imported);
    } catch (InvalidFormatException e) {
      throw e.within("a module of the kind " + stream.typeKey(), stream.offset());
    } catch (IllegalArgumentException e) {
      throw new InvalidFormatException(String.valueOf(e.getMessage()), stream.offset());
    }
  }
}
