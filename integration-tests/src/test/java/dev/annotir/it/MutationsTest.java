package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few sources with mistakes; {@code mvn -Pfuzz verify} compiles as many as it is told. */
class MutationsTest {
  @Test
  void javacEndsWell() {
    List<String> sources =
        Mutations.sourcesIn(
            Path.of("../examples/src/main/java"),
            Path.of("src/test/resources/dev/annotir/it/corpus"));
    Mutations mutations = new Mutations(sources, 1, 200, Path.of("target/fuzz").toAbsolutePath());
    assertThat(mutations.run(2)).isEmpty();
  }
}
