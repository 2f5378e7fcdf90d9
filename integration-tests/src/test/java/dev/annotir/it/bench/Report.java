package dev.annotir.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What was measured, as a Markdown table, as a chart, and as JSON with all figures. */
record Report(
    Machine machine, Roofline roofline, List<Peer> peers, List<Measurement> measurements) {
  private static final String START = "<!-- benchmark -->";
  private static final String END = "<!-- end of benchmark -->";

  /** Writes the three files. */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("table.md"), table());
    Files.writeString(folder.resolve("chart.svg"), Chart.of(measurements));
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("results.json").toFile(), json());
  }

  /** Writes the table into a document, between two comments, and the chart beside others. */
  void writeInto(Path document, Path charts) throws IOException {
    String text = Files.readString(document);
    int from = text.indexOf(START) + START.length();
    int to = text.indexOf(END);
    if (from < START.length() || to < from) {
      throw new IOException(document + " has no lines " + START + " and " + END);
    }
    Files.writeString(charts.resolve("benchmark.svg"), Chart.of(measurements));
    String chart = "\n![How many times as long as annotir others take](docs/benchmark.svg)\n";
    Files.writeString(
        document, text.substring(0, from) + "\n" + chart + "\n" + table() + text.substring(to));
  }

  /** The table; its last line has the geometric means. */
  String table() {
    List<Peer> others = peers.stream().filter(p -> p.group() != Peer.Group.ANNOTIR).toList();
    StringBuilder text = new StringBuilder();
    text.append(LocalDate.now(ZoneOffset.UTC)).append(", ").append(machine.processor());
    text.append(", one thread").append(machine.cpu() < 0 ? "" : ", pinned");
    text.append("; microseconds a call, the best of many.\n");
    text.append("Measured peaks: ").append(roofline).append(".\n\n");
    List<String> head = new ArrayList<>(List.of("operator", "annotir", "rate"));
    others.forEach(peer -> head.add(peer.name()));
    head.addAll(List.of("best peer", "best peer / annotir", "of roofline"));
    row(text, head);
    text.append("|---|").append("--:|".repeat(head.size() - 4)).append("---|--:|--:|\n");
    for (Measurement m : measurements) {
      List<String> cells =
          new ArrayList<>(List.of(m.operator().name(), annotir(m), rate(m.work(), m.annotir())));
      others.forEach(peer -> cells.add(text(m.cells().get(peer))));
      cells.add(m.fastest(Means::isRival).map(Peer::name).orElse("-"));
      cells.add(number(Means.ratio(m, Means::isRival)));
      cells.add(fraction(m));
      row(text, cells);
    }
    text.append('\n');
    peers.forEach(peer -> text.append("- " + peer.name() + ": " + peer.description() + "\n"));
    return text.append('\n').append(Means.line(peers, measurements)).append('\n').toString();
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String annotir(Measurement m) {
    return m.annotir().isPresent()
        ? microseconds(m.annotir().getAsDouble())
        : m.cells().entrySet().stream()
            .filter(cell -> cell.getKey().group() == Peer.Group.ANNOTIR)
            .map(cell -> text(cell.getValue()))
            .findFirst()
            .orElse("-");
  }

  private static String text(Cell cell) {
    if (cell instanceof Cell.Time time) {
      return microseconds(time.nanoseconds());
    } else if (cell instanceof Cell.Wrong) {
      return "wrong";
    }
    return cell instanceof Cell.Missing ? "missing" : "-";
  }

  private static String microseconds(double nanoseconds) {
    return significant(nanoseconds / 1000);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? significant(value.getAsDouble()) : "-";
  }

  /** Three digits, more only before the point. */
  static String significant(double value) {
    int before = (int) Math.floor(Math.log10(value)) + 1;
    return String.format(Locale.ROOT, "%." + Math.max(0, 3 - before) + "f", value);
  }

  private static String rate(Work work, OptionalDouble nanoseconds) {
    if (nanoseconds.isEmpty()) {
      return "-";
    }
    double amount = work.operations() > 0 ? work.operations() : work.bytes();
    return significant(amount / nanoseconds.getAsDouble())
        + (work.operations() > 0 ? " Gop/s" : " GB/s");
  }

  private String fraction(Measurement m) {
    OptionalDouble bound = roofline.bound(m.work());
    return bound.isEmpty() || m.annotir().isEmpty()
        ? "-"
        : Math.round(100 * bound.getAsDouble() / m.annotir().getAsDouble()) + "%";
  }

  /** All cells of an operator in one line. */
  static String line(Measurement m) {
    return m.cells().entrySet().stream()
        .map(
            cell ->
                cell.getKey().name()
                    + " "
                    + (cell.getValue() instanceof Cell.Wrong wrong
                        ? "wrong (" + wrong.why() + ")"
                        : text(cell.getValue())))
        .collect(Collectors.joining("; "));
  }

  private ObjectNode json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    json.put("processor", machine.processor());
    ObjectNode peaks = json.putObject("peaks");
    roofline.peaks().forEach((kind, peak) -> peaks.put(kind.name(), peak));
    ObjectNode bandwidths = json.putObject("bandwidths");
    roofline.levels().forEach(level -> bandwidths.put(level.name(), level.bandwidth()));
    ObjectNode descriptions = json.putObject("peers");
    peers.forEach(peer -> descriptions.put(peer.name(), peer.description()));
    ObjectNode operators = json.putObject("operators");
    for (Measurement m : measurements) {
      ObjectNode operator = operators.putObject(m.operator().name());
      operator.put("operations", m.work().operations()).put("bytes", m.work().bytes());
      roofline.bound(m.work()).ifPresent(bound -> operator.put("bound_ns", bound));
      m.cells().forEach((peer, cell) -> put(operator, peer.name(), cell));
    }
    return json;
  }

  private static void put(ObjectNode operator, String peer, Cell cell) {
    if (cell instanceof Cell.Time time) {
      operator.put(peer, time.nanoseconds());
    } else if (cell instanceof Cell.Wrong wrong) {
      operator.put(peer, "wrong: " + wrong.why());
    } else {
      operator.put(peer, text(cell));
    }
  }
}
