package dev.annotir.processor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.diagnostic.Version;
import dev.annotir.processor.fixture.Basics;
import dev.annotir.processor.fixture.Wide;
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
    assertThat(MetadataJson.of(Basics.facts(), Instant.EPOCH))
        .isEqualTo(Basics.text("metadata.json"));
  }

  @Test
  void operatorsJsonEqualsTheArchiveWrittenByHand() {
    assertThat(OperatorsJson.of(Basics.facts())).isEqualTo(Basics.text("operators.json"));
  }

  @Test
  void paramsEqualTheArchiveWrittenByHand() {
    assertThat(ParamsWriter.of(Basics.facts().library().constants()))
        .isEqualTo(Basics.bytes("parameters/basics.params"));
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
      JsonNode operators = new ObjectMapper().readTree(OperatorsJson.of(facts));
      assertThat(check.errors(operators)).isEmpty();
      ((ObjectNode) operators).put("target", "other").remove("library");
      ((ObjectNode) operators.at("/operators/0")).put("line", 0).put("more", 1);
      assertThat(check.errors(operators)).hasSize(4);
    }
  }

  @Test
  void namesInJavaStandBesideTheirIdentifiers() {
    assertThat(OperatorsJson.of(Wide.everything()))
        .contains("\"name\": \"class\\u00E9\"", "\"identifier\": \"class_\"");
  }

  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = Version.ANNOTIR.substring("annotir ".length());
    assertThat(pom).contains("<version>" + version + "</version>");
  }
}
