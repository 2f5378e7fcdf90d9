package dev.annotir.processor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.Basics;
import java.time.Instant;
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
}
