package dev.annotir.processor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaSourceTest {
  @Test
  void otherCharactersBecomeEscapes() {
    assertThat(JavaSource.text("a\r\n\u00e9\ud83d\ude00\rb"))
        .isEqualTo("a\n\\u00e9\\ud83d\\ude00\nb");
  }

  @Test
  void everyPathFitsIntoATarHeader() {
    assertThat(JavaSource.path("Caf\u00e9.java")).isEqualTo("src/Caf_u00E9.java");
    assertThat(JavaSource.path("C".repeat(200) + ".java")).hasSize(98).endsWith("C.java");
  }
}
