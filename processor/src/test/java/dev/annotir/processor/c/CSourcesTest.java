package dev.annotir.processor.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.fixture.Basics;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CSourcesTest {
  static final String LIB1 = "codegen/host/src/lib1.c";

  /** The files of the example, with its own kernels. */
  static SortedMap<String, CFile> basics() {
    String lib1 = Basics.text(LIB1);
    return CSources.of(
        Basics.facts(),
        MlfVersion.V7,
        between(lib1, "/* Refuses compiler options", "#ifdef __cplusplus\n#define"),
        between(lib1, "/* Java's a / b", "/* ---- Errors"),
        between(lib1, "int basics_check(void) {", "/* ---- Argument checks"));
  }

  private static String between(String text, String from, String to) {
    return text.substring(text.indexOf(from), text.indexOf(to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LIB1,
        "codegen/host/src/lib0.c",
        "codegen/host/src/lib2.c",
        "codegen/host/include/basics_operators.h",
        "standalone/CMakeLists.txt",
        "standalone/src/basics_ffi.c",
        "standalone/src/runtime.c",
        "standalone/include/tvm/runtime/c_backend_api.h",
        "standalone/include/tvm/runtime/crt/module.h",
      })
  void basicsEqualsTheArchiveWrittenByHand(String path) {
    assertThat(basics().get(path).text()).isEqualTo(Basics.text(path));
  }

  @Test
  void basicsHasTheFilesOfTheArchiveWrittenByHand() {
    assertThat(basics()).hasSize(10);
    String header = "standalone/include/tvm/runtime/c_runtime_api.h";
    assertThat(basics().get(header).text().replace(", kDLBfloat = 4", ""))
        .isEqualTo(Basics.text(header));
  }
}
