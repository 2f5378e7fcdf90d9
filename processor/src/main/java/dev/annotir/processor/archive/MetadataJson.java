package dev.annotir.processor.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.OperatorFacts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes {@code metadata.json} of version 7, as TVM 0.9 to 0.18 do for an operator-style archive.
 */
final class MetadataJson {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MetadataJson() {}

  static String of(LibraryFacts facts, Instant timestamp) {
    ObjectNode root = JsonLayout.NODES.objectNode();
    root.put("version", 7);
    root.put("model_name", facts.library().name());
    root.put("export_datetime", DATE.format(timestamp));
    ObjectNode memory = root.putObject("memory");
    for (OperatorFacts operator : facts.operators()) {
      ArrayNode buffers = memory.putArray(operator.func().name());
      for (Argument argument : Argument.of(operator)) {
        if (argument.isTensor()) {
          addBuffer(buffers, argument);
        }
      }
    }
    root.putArray("target").add("c -keys=cpu -model=host");
    root.putArray("executors");
    root.put("style", "operator");
    return JsonLayout.oneLine(root);
  }

  private static void addBuffer(ArrayNode buffers, Argument tensor) {
    ObjectNode buffer = buffers.addObject();
    buffer.put("size_bytes", tensor.bytes());
    ArrayNode shape = buffer.putArray("shape");
    tensor.shape().forEach(shape::add);
    buffer.put("dtype", tensor.dtype().tvmName());
    buffer.put("input_binding", tensor.name());
  }
}
