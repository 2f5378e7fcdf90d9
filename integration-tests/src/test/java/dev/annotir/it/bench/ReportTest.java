package dev.annotir.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.annotir.it.OperatorInfo;
import dev.annotir.it.Parameter;
import dev.annotir.processor.ir.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables, charts and means of invented figures. */
class ReportTest {
  private static final Peer HOTSPOT = peer("HotSpot 17", Peer.Group.JVM);
  private static final Peer GCC_BUILD = peer("annotir, gcc", Peer.Group.ANNOTIR);
  private static final Peer CLANG_BUILD = peer("annotir, clang", Peer.Group.ANNOTIR);
  private static final Peer GCC = peer("gcc", Peer.Group.NAIVE);
  private static final Peer BLAS = peer("BLAS", Peer.Group.LIBRARY);
  private static final Peer TORCH = Peer.missing("Torch", Peer.Group.LIBRARY, "not here");

  private static final Roofline ROOFLINE =
      Roofline.parse(
          "MUL_ADD_F32 100.0\nDOT_I8 0.0\nBANDWIDTH 200.0\nBANDWIDTH 20.0\n", List.of(8192L));

  private static Peer peer(String name, Peer.Group group) {
    return new Peer(name, group, true, "version of " + name, List.of("run"), Map.of());
  }

  private static OperatorInfo operator(String name, int elements) {
    Parameter x =
        new Parameter("x", true, DType.FLOAT32, "", List.of(elements), "readwrite", List.of());
    return new OperatorInfo(
        "lib",
        name,
        "Lib",
        name,
        "Lib.java",
        name,
        List.of(x),
        null,
        List.of(),
        List.of(),
        0,
        true);
  }

  private static Measurement measurement(String name, int elements, Map<Peer, Cell> cells) {
    OperatorInfo operator = operator(name, elements);
    return new Measurement(operator, Work.of(operator), cells);
  }

  private static Cell time(double nanoseconds) {
    return new Cell.Time(nanoseconds);
  }

  private static Report report() {
    Map<Peer, Cell> first = new LinkedHashMap<>();
    first.put(TORCH, new Cell.Missing());
    first.put(HOTSPOT, time(1000));
    first.put(GCC_BUILD, time(200));
    first.put(CLANG_BUILD, time(100));
    first.put(GCC, time(400));
    first.put(BLAS, time(50));
    Map<Peer, Cell> second = new LinkedHashMap<>();
    second.put(TORCH, new Cell.Missing());
    second.put(HOTSPOT, time(1_000_000));
    second.put(GCC_BUILD, time(10_000));
    second.put(CLANG_BUILD, time(20_000));
    second.put(GCC, new Cell.Wrong("x[0] is 1, not 2"));
    second.put(BLAS, new Cell.Absent());
    return new Report(
        new Machine("A processor", 1, List.of(8192L)),
        ROOFLINE,
        List.of(HOTSPOT, GCC_BUILD, CLANG_BUILD, GCC, BLAS, TORCH),
        List.of(measurement("scale", 1000, first), measurement("sweep", 10_000, second)));
  }

  @Test
  void tablesHaveTheFastestOfAnnotirAndAllPeers() {
    assertThat(report().table())
        .contains(
            """
            | operator | annotir | rate | HotSpot 17 | gcc | BLAS | Torch | best peer | best peer / annotir | of roofline |
            |---|--:|--:|--:|--:|--:|--:|---|--:|--:|
            | scale | 0.100 | 80.0 GB/s | 1.00 | 0.400 | 0.0500 | missing | BLAS | 0.500 | 40% |
            | sweep | 10.0 | 8.00 GB/s | 1000 | wrong | - | missing | - | - | 40% |
            """)
        .contains("\n- Torch: missing: not here\n")
        .contains("A processor, one thread, pinned;")
        .endsWith(
            "\nGeometric means of time / annotir's time: best peer 0.50 (1 operators), "
                + "best library 0.50 (1 operators), best of gcc and clang 4.00 (1 operators), "
                + "HotSpot 17 31.62 (2 operators).\n");
  }

  @Test
  void meansAreGeometric() {
    assertThat(Means.geometric(List.of(2.0, 8.0)).getAsDouble()).isEqualTo(4, within(1e-12));
    assertThat(Means.geometric(List.of())).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void boundsAreTheSlowerOfArithmeticAndMemory() {
    Work arithmetic = new Work(Work.Kind.MUL_ADD_F32, 5000, 2000, 2000);
    assertThat(ROOFLINE.bound(arithmetic)).hasValue(50);
    assertThat(ROOFLINE.bound(new Work(Work.Kind.MUL_ADD_F32, 5000, 9000, 9000))).hasValue(450);
    assertThat(ROOFLINE.bound(new Work(Work.Kind.MEMORY, 0, 2000, 8192))).hasValue(10);
    assertThat(ROOFLINE.bound(new Work(Work.Kind.DOT_I8, 5000, 2000, 2000))).isEmpty();
    assertThat(ROOFLINE.bound(new Work(Work.Kind.UNBOUNDED, 0, 2000, 2000))).isEmpty();
  }

  @Test
  void chartsAreSvgWithABarForEachRatio(@TempDir Path folder) throws Exception {
    report().write(folder);
    Path chart = folder.resolve("chart.svg");
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(chart.toFile());
    Matcher bars = Pattern.compile("height=\"9\"").matcher(Files.readString(chart));
    // The second operator has only HotSpot's.
    assertThat(bars.results()).hasSize(4);
    assertThat(Files.readString(folder.resolve("results.json")))
        .contains("wrong: x[0] is 1, not 2");
  }

  @Test
  void documentsGetTheTableBetweenComments(@TempDir Path folder) throws Exception {
    Path document = folder.resolve("README.md");
    Files.writeString(document, "a\n<!-- benchmark -->\nold\n<!-- end of benchmark -->\nb\n");
    report().writeInto(document, folder);
    assertThat(Files.readString(document))
        .startsWith("a\n<!-- benchmark -->\n")
        .contains("| scale |")
        .doesNotContain("old")
        .endsWith("<!-- end of benchmark -->\nb\n");
    Files.writeString(document, "none");
    assertThatThrownBy(() -> report().writeInto(document, folder))
        .hasMessageContaining("has no lines");
  }

  @Test
  void wrongResultsAreFound() {
    OperatorInfo operator = operator("x", 2);
    assertThat(Agreement.difference(operator, floats(1, 2), floats(1, 2), true)).isEmpty();
    assertThat(Agreement.difference(operator, floats(1, 2), floats(1, 2.00001f), false)).isEmpty();
    assertThat(Agreement.difference(operator, floats(1, 2), floats(1, 2.00001f), true))
        .hasValueSatisfying(text -> assertThat(text).startsWith("x[1] is 2.00001"));
    assertThat(Agreement.difference(operator, floats(1, 2), floats(1, 2.1f), false)).isPresent();
    assertThat(Agreement.difference(operator, floats(1, 2), floats(Float.NaN, 2), false))
        .isPresent();
    assertThat(Agreement.difference(operator, floats(1, 2), floats(1), false)).isPresent();
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  @Test
  void optionsAreChecked() {
    assertThat(Options.of("--quick", "--only=a.c").only().matcher("xabc").find()).isTrue();
    assertThat(Options.of("--rounds=3").rounds()).isEqualTo(3);
    assertThatThrownBy(() -> Options.of("--rounds=0")).isInstanceOf(Options.UsageException.class);
    assertThatThrownBy(() -> Options.of("--only=(")).isInstanceOf(Options.UsageException.class);
    assertThatThrownBy(() -> Options.of("--fast")).hasMessage("no such option: --fast");
  }
}
