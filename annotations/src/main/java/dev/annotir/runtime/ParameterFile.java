package dev.annotir.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tensors by name, as TVM's {@code save_param_dict} writes them. */
public final class ParameterFile {
  private static final long MAGIC = 0xF7E58D4F05049CB7L;

  private ParameterFile() {}

  /** Writes tensors in the order of the map. */
  public static void save(Map<String, NDArray> tensors, OutputStream to) throws IOException {
    BinaryWriter out = new BinaryWriter(to);
    out.writeLong(MAGIC);
    out.writeLong(0);
    saveTensors(tensors, out);
  }

  /** Writes the names, then the tensors, as a {@code MetadataModule} does too. */
  static void saveTensors(Map<String, NDArray> tensors, BinaryWriter out) throws IOException {
    out.writeStrings(new ArrayList<>(tensors.keySet()));
    out.writeLong(tensors.size());
    for (NDArray tensor : tensors.values()) {
      tensor.save(out);
    }
  }

  /**
   * The tensors of a file, in its order.
   *
   * @throws InvalidFormatException if the bytes are something else, or others follow
   */
  public static Map<String, NDArray> load(ByteBuffer bytes) {
    BinaryReader in = new BinaryReader(bytes);
    if (in.readLong("the first word") != MAGIC) {
      throw new InvalidFormatException("Invalid parameters file format: it begins otherwise", 0);
    }
    in.readLong("the second word");
    Map<String, NDArray> tensors = loadTensors(in);
    in.end();
    return tensors;
  }

  static Map<String, NDArray> loadTensors(BinaryReader in) {
    List<String> names = in.readStrings("names");
    int at = in.offset();
    long count = in.readLong("the number of tensors");
    if (count != names.size()) {
      throw new InvalidFormatException(
          "Invalid parameters file format: "
              + names.size()
              + " names, but "
              + Long.toUnsignedString(count)
              + " tensors",
          at);
    }
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    for (String name : names) {
      at = in.offset();
      if (tensors.put(name, NDArray.load(in)) != null) {
        throw new InvalidFormatException("the name " + name + " stands twice", at);
      }
    }
    return tensors;
  }
}
