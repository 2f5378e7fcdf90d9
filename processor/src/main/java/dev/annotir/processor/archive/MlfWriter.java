package dev.annotir.processor.archive;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.schedule.ScheduledLibrary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a library's archive in Model Library Format, operator style. */
public final class MlfWriter {
  private final MlfVersion version;
  private final Instant timestamp;
  private final boolean withSource;

  /** The names of parameters in a text of TIR. */
  @FunctionalInterface
  public interface VarNames {
    /** The name of a function's parameter or result; null if the text has none for it. */
    @Nullable String getVarName(PrimFunc function, String param);
  }

  /**
   * The functions as TIR.
   *
   * @param text before scheduling
   * @param scheduled the variants
   * @param names those of {@code text}
   */
  public record Tir(String text, String scheduled, VarNames names) {}

  /**
   * @param version of the archive's format
   * @param timestamp the time of every member, in seconds
   * @param withSource whether it holds the Java source
   */
  public MlfWriter(MlfVersion version, Instant timestamp, boolean withSource) {
    this.version = version;
    this.timestamp = timestamp;
    this.withSource = withSource;
  }

  /**
   * The archive, whose bytes depend on nothing but the arguments.
   *
   * @param cSources the C files by path
   */
  public Content write(ScheduledLibrary scheduled, Map<String, Content> cSources, Tir tir) {
    LibraryFacts facts = scheduled.facts();
    Map<String, String> texts = new TreeMap<>();
    texts.put("metadata.json", MetadataJson.of(facts, version, timestamp, tir.names()));
    texts.put("operators.json", OperatorsJson.of(scheduled));
    texts.put("src/tir-1.txt", tir.text());
    texts.put("src/tir-1-scheduled.txt", tir.scheduled());
    if (withSource) {
      texts.put(JavaSource.path(facts.library().file()), JavaSource.text(facts.library().source()));
    }
    Map<String, Content> files = new TreeMap<>(cSources);
    files.putAll(Content.of(texts));
    List<Buffer> constants = facts.library().constants();
    if (!constants.isEmpty()) {
      String path = "parameters/" + facts.library().name() + ".params";
      files.put(path, out -> ParamsWriter.write(constants, out));
    }
    return out -> new TarWriter(timestamp).write(files, out);
  }
}
