package dev.annotir.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code metadata.json} says of the versions that are read.
 *
 * @param memory of an archive of operators; otherwise empty
 */
record MlfMetadata(
    Map<String, @Nullable Object> all,
    int version,
    String style,
    String modelName,
    Map<String, List<MlfArchive.Buffer>> memory) {
  static final String OPERATOR = "operator";
  static final String FULL_MODEL = "full-model";

  private static final long OLDEST = 4;
  private static final long NEWEST = 7;

  /**
   * Checks what the parsed file says.
   *
   * @throws InvalidFormatException if an archive that it describes is not read
   */
  static MlfMetadata of(JsonDocument json) {
    Map<String, @Nullable Object> all = json.root();
    long version = json.integer(all, "version");
    if (version < OLDEST || version > NEWEST) {
      throw json.error(
          all, "the version is " + version + "; " + OLDEST + " to " + NEWEST + " are read");
    }
    Map<String, @Nullable Object> model = all;
    if (!all.containsKey("style") && all.containsKey("modules")) {
      Map<String, @Nullable Object> models = json.object(all, "modules");
      if (models.isEmpty()) {
        throw json.error(models, "\"modules\" is empty");
      }
      model = json.object(models, models.keySet().iterator().next());
    }
    String style = json.string(model, "style");
    String name = json.string(model, "model_name");
    return switch (style) {
      case OPERATOR -> new MlfMetadata(all, (int) version, style, name, memory(json, model));
      case FULL_MODEL -> new MlfMetadata(all, (int) version, style, name, Map.of());
      default ->
          throw json.error(
              model, "the style is \"" + style + "\"; \"operator\" and \"full-model\" are read");
    };
  }

  private static Map<String, List<MlfArchive.Buffer>> memory(
      JsonDocument json, Map<String, @Nullable Object> model) {
    Map<String, @Nullable Object> functions = json.object(model, "memory");
    Map<String, List<MlfArchive.Buffer>> memory = new LinkedHashMap<>();
    for (String function : functions.keySet()) {
      List<@Nullable Object> records = json.array(functions, function);
      List<MlfArchive.Buffer> buffers = new ArrayList<>();
      for (int i = 0; i < records.size(); i++) {
        buffers.add(buffer(json, json.element(records, i), i));
      }
      memory.put(function, Collections.unmodifiableList(buffers));
    }
    return Collections.unmodifiableMap(memory);
  }

  private static MlfArchive.Buffer buffer(
      JsonDocument json, Map<String, @Nullable Object> record, int index) {
    long size = json.integer(record, "size_bytes");
    if (size < 0) {
      throw json.error(record, "\"size_bytes\" is " + size);
    }
    Object binding = record.get("input_binding");
    if (binding != null && !(binding instanceof String)) {
      throw json.error(record, "\"input_binding\" is no string");
    }
    String parameter = binding == null ? Integer.toString(index) : (String) binding;
    return new MlfArchive.Buffer(
        size, shape(json, record, parameter), dtype(json, record), (String) binding);
  }

  private static List<Long> shape(
      JsonDocument json, Map<String, @Nullable Object> record, String parameter) {
    List<@Nullable Object> stated = json.array(record, "shape");
    List<Long> shape = new ArrayList<>();
    for (Object extent : stated) {
      if (!(extent instanceof Long constant) || constant < 0) {
        throw json.nonStatic(parameter, stated);
      }
      shape.add(constant);
    }
    return Collections.unmodifiableList(shape);
  }

  private static DataType dtype(JsonDocument json, Map<String, @Nullable Object> record) {
    String name = json.string(record, "dtype");
    try {
      return DataType.parse(name);
    } catch (IllegalArgumentException e) {
      throw json.error(record, String.valueOf(e.getMessage()));
    }
  }
}
