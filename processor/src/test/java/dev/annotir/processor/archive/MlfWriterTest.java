package dev.annotir.processor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.diagnostic.Version;
import dev.annotir.processor.fixture.Basics;
import dev.annotir.processor.fixture.Wide;
import dev.annotir.processor.schedule.ScheduledLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlfWriterTest {
  @Test
  void metadataEqualsTheArchiveWrittenByHand() {
    assertThat(metadata(MlfVersion.V7, (function, param) -> param))
        .isEqualTo(Basics.text("metadata.json"));
  }

  private static String metadata(MlfVersion version, MlfWriter.VarNames names) {
    return MetadataJson.of(Basics.facts(), version, Instant.EPOCH, names);
  }

  @Test
  void metadataOfEarlierVersionsHasTheirKeys() {
    String v7 = Basics.text("metadata.json");
    String target = "{\"1\": \"c -keys=cpu -link-params=0 -model=host -runtime=c -system-lib=1\"}";
    String v5 =
        v7.replace("\"version\": 7", "\"version\": 5")
            .replace("[\"c -keys=cpu -model=host\"]", target);
    assertThat(metadata(MlfVersion.V5, (function, param) -> param)).isEqualTo(v5);
    String v4 = v5.replace("\"version\": 5", "\"version\": 4").replace("executors", "runtimes");
    assertThat(metadata(MlfVersion.V4, (function, param) -> param)).isEqualTo(v4);
  }

  @Test
  void bindingsAreTheNamesOfTheText() {
    String json =
        metadata(
            MlfVersion.V4,
            (function, param) -> param.equals("x") ? null : function.name() + "_" + param);
    assertThat(json)
        .contains("\"input_binding\": \"add_a\"", "\"input_binding\": \"relu_y\"")
        .contains(
            "\"energy\": [{\"size_bytes\": 32, \"shape\": [4], \"dtype\": \"float64\", "
                + "\"input_binding\": null}]");
  }

  @Test
  void operatorsJsonEqualsTheArchiveWrittenByHand() {
    assertThat(OperatorsJson.of(ScheduledLibrary.unscheduled(Basics.facts())))
        .isEqualTo(Basics.text("operators.json"));
  }

  @Test
  void paramsEqualTheArchiveWrittenByHand() {
    Content params = out -> ParamsWriter.write(Basics.facts().library().constants(), out);
    assertThat(params.toBytes()).isEqualTo(Basics.bytes("parameters/basics.params"));
  }

  @Test
  void theSchemaDescribesOperatorsJson() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(MlfWriter.class.getResourceAsStream("operators.schema.json"));
    SchemaCheck check = new SchemaCheck(schema);
    List<LibraryFacts> libraries = new ArrayList<>(Wide.lacking());
    libraries.add(Wide.everything());
    libraries.add(Basics.facts());
    for (LibraryFacts facts : libraries) {
      JsonNode operators =
          new ObjectMapper().readTree(OperatorsJson.of(ScheduledLibrary.unscheduled(facts)));
      assertThat(check.errors(operators)).isEmpty();
      ((ObjectNode) operators).put("target", "other").remove("library");
      ((ObjectNode) operators.at("/operators/0")).put("line", 0).put("more", 1);
      assertThat(check.errors(operators)).hasSize(4);
    }
  }

  @Test
  void namesInJavaStandBesideTheirIdentifiers() {
    assertThat(OperatorsJson.of(ScheduledLibrary.unscheduled(Wide.everything())))
        .contains("\"name\": \"class\\u00E9\"", "\"identifier\": \"class_\"");
  }

  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = Version.ANNOTIR.substring("annotir ".length());
    assertThat(pom).contains("<version>" + version + "</version>");
  }
}
