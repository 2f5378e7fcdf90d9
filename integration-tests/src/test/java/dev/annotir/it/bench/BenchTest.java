package dev.annotir.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annotir.it.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small operator on the JVM, by annotir and as naive C. */
class BenchTest {
  @Test
  void allAgreeAndAreTimed(@TempDir Path folder) throws Exception {
    Tool.require("gcc");
    Options options = Options.of("--quick", "--only=^dot4kLanes$", "--peers=^gcc$");
    Report report = Bench.run(options, Path.of("src/test").toAbsolutePath(), folder);
    assertThat(report.measurements()).hasSize(1);
    assertThat(report.measurements().get(0).cells().keySet())
        .extracting(Peer::name)
        .contains("annotir, gcc", "gcc")
        .anyMatch(name -> name.startsWith("HotSpot"));
    assertThat(report.measurements().get(0).cells().values())
        .allMatch(cell -> cell instanceof Cell.Time || cell instanceof Cell.Missing);
    JsonNode results = new ObjectMapper().readTree(folder.resolve("results.json").toFile());
    assertThat(results.at("/operators/dot4kLanes/gcc").doubleValue()).isPositive();
    assertThat(Files.readString(folder.resolve("table.md"))).contains("| dot4kLanes |");
    assertThat(Files.readString(folder.resolve("chart.svg"))).endsWith("</svg>\n");
  }

  @Test
  void theProfileRunsIt() throws Exception {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<id>bench</id>")
        .contains("<argument>" + Bench.class.getName() + "</argument>");
    assertThat(Path.of("bench/run")).isExecutable();
  }
}
