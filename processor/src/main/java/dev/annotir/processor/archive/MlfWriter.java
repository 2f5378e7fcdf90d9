package dev.annotir.processor.archive;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.ir.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a library's archive in Model Library Format, operator style. */
public final class MlfWriter {
  private MlfWriter() {}

  /**
   * The archive's bytes, which depend on nothing but the arguments.
   *
   * @param cSources the C files by path
   * @param tir the TIR before scheduling
   * @param scheduledTir the TIR of the variants
   * @param timestamp the time of every member, in seconds
   * @param withSource whether it holds the Java source
   */
  public static byte[] write(
      LibraryFacts facts,
      Map<String, String> cSources,
      String tir,
      String scheduledTir,
      Instant timestamp,
      boolean withSource) {
    Map<String, String> texts = new TreeMap<>(cSources);
    texts.put("metadata.json", MetadataJson.of(facts, timestamp));
    texts.put("operators.json", OperatorsJson.of(facts));
    texts.put("src/tir-1.txt", tir);
    texts.put("src/tir-1-scheduled.txt", scheduledTir);
    if (withSource) {
      texts.put(JavaSource.path(facts.library().file()), JavaSource.text(facts.library().source()));
    }
    Map<String, byte[]> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.US_ASCII)));
    List<Buffer> constants = facts.library().constants();
    if (!constants.isEmpty()) {
      String path = "parameters/" + facts.library().name() + ".params";
      files.put(path, ParamsWriter.of(constants));
    }
    return new TarWriter(timestamp).write(files);
  }
}
