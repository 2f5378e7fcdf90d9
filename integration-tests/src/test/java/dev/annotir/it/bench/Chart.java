package dev.annotir.it.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** A bar chart: how many times as long as annotir others take, on a logarithmic scale. */
final class Chart {
  private static final int LEFT = 150;
  private static final int WIDTH = 620;
  private static final int ROW = 34;
  private static final int TOP = 50;
  private static final int BAR = 9;

  private record Series(String name, String colour, Predicate<Peer> peers) {}

  private static final List<Series> SERIES =
      List.of(
          new Series("best library", "#4878a8", Means::isLibrary),
          new Series("best of gcc and clang", "#e08f3c", p -> p.group() == Peer.Group.NAIVE),
          new Series("HotSpot", "#8a8a8a", p -> p.group() == Peer.Group.JVM));

  private final StringBuilder svg = new StringBuilder();
  private final int least;
  private final int most;

  /** Between these powers of ten. */
  private Chart(int least, int most) {
    this.least = least;
    this.most = most;
  }

  static String of(List<Measurement> measurements) {
    double low = 1;
    double high = 1;
    for (Measurement m : measurements) {
      for (Series series : SERIES) {
        OptionalDouble ratio = Means.ratio(m, series.peers());
        low = Math.min(low, ratio.orElse(1));
        high = Math.max(high, ratio.orElse(1));
      }
    }
    int least = (int) Math.floor(Math.log10(low));
    int most = Math.max((int) Math.ceil(Math.log10(high)), least + 1);
    return new Chart(least, most).draw(measurements);
  }

  private String draw(List<Measurement> measurements) {
    int bottom = TOP + ROW * measurements.size();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                + "font-family=\"sans-serif\" font-size=\"11\">\n",
            LEFT + WIDTH + 70, bottom + 25));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(
        10,
        16,
        "start",
        "black",
        "Time as a multiple of annotir's (longer bars: annotir is faster)");
    int at = 10;
    for (Series series : SERIES) {
      bar(at, 25, 10, series.colour());
      text(at + 15, 34, "start", "black", series.name());
      at += 40 + 7 * series.name().length();
    }
    for (int power = least; power <= most; power++) {
      double x = x(Math.pow(10, power));
      svg.append(
          format(
              "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>\n",
              x, TOP - 4, x, bottom, power == 0 ? "black" : "#d0d0d0"));
      text(
          x,
          bottom + 15,
          "middle",
          "black",
          format("%s", power < 0 ? "1/" + tenTo(-power) : tenTo(power)));
    }
    int y = TOP;
    for (Measurement m : measurements) {
      text(LEFT - 8, y + 18, "end", "black", m.operator().name());
      for (int i = 0; i < SERIES.size(); i++) {
        bar(m, SERIES.get(i), y + i * (BAR + 1));
      }
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static String tenTo(int power) {
    return "1" + "0".repeat(power);
  }

  private void bar(Measurement m, Series series, int y) {
    OptionalDouble ratio = Means.ratio(m, series.peers());
    if (ratio.isPresent()) {
      double end = x(ratio.getAsDouble());
      double from = Math.min(x(1), end);
      svg.append(
          format(
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
              from, y, Math.max(Math.abs(end - x(1)), 1), BAR, series.colour()));
      text(
          Math.max(x(1), end) + 4,
          y + BAR - 1,
          "start",
          "#404040",
          Report.significant(ratio.getAsDouble()));
    }
  }

  private void bar(int x, int y, int size, String colour) {
    svg.append(
        format(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
            x, y, size, size, colour));
  }

  private void text(double x, int y, String anchor, String colour, String text) {
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
            x, y, anchor, colour, text));
  }

  private double x(double ratio) {
    return LEFT + WIDTH * (Math.log10(ratio) - least) / (most - least);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
