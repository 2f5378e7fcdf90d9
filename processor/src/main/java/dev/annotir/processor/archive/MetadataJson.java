package dev.annotir.processor.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.analysis.OperatorFacts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code metadata.json} as TVM of the format's version does for an operator-style archive.
 *
 * <p>A tensor may have any type, also those that TVM's own exporter fails on (unsigned integers
 * until 0.10, bool and bfloat16 always): its readers do not look at it. A bool counts 8 bits.
 */
final class MetadataJson {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MetadataJson() {}

  static String of(
      LibraryFacts facts, MlfVersion version, Instant timestamp, MlfWriter.VarNames names) {
    ObjectNode root = JsonLayout.NODES.objectNode();
    root.put("version", version.number());
    root.put("model_name", facts.library().name());
    root.put("export_datetime", DATE.format(timestamp));
    ObjectNode memory = root.putObject("memory");
    for (OperatorFacts operator : facts.operators()) {
      ArrayNode buffers = memory.putArray(operator.func().name());
      for (Argument argument : Argument.of(operator)) {
        if (argument.isTensor()) {
          addBuffer(buffers, argument, names.getVarName(operator.func(), argument.name()));
        }
      }
    }
    addTarget(root, version);
    root.putArray(version == MlfVersion.V4 ? "runtimes" : "executors");
    root.put("style", "operator");
    return JsonLayout.oneLine(root);
  }

  /** Until version 5 by the number of the device's type, 1 being the CPU. */
  private static void addTarget(ObjectNode root, MlfVersion version) {
    switch (version) {
      case V4, V5 ->
          root.putObject("target")
              .put("1", "c -keys=cpu -link-params=0 -model=host -runtime=c -system-lib=1");
      case V7 -> root.putArray("target").add("c -keys=cpu -model=host");
    }
  }

  private static void addBuffer(ArrayNode buffers, Argument tensor, @Nullable String binding) {
    ObjectNode buffer = buffers.addObject();
    buffer.put("size_bytes", tensor.bytes());
    ArrayNode shape = buffer.putArray("shape");
    tensor.shape().forEach(shape::add);
    buffer.put("dtype", tensor.dtype().tvmName());
    buffer.put("input_binding", binding);
  }
}
