package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleTreeTest {
  /** A module of a kind that is not written. */
  private record Java(List<OperatorModule> imports) implements OperatorModule {
    @Override
    public String typeKey() {
      return "java";
    }

    @Override
    public @Nullable PackedFunc getFunction(String name) {
      return null;
    }
  }

  private static OperatorModule source(String symbol, OperatorModule... imports) {
    return new CSourceModule(
        "int " + symbol + "; /* é */\n", "c", List.of(symbol), List.of("w"), List.of(imports));
  }

  static byte[] bytes(OperatorModule root) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModuleTreeWriter.write(root, out);
    return out.toByteArray();
  }

  @Test
  void treesComeBack(@TempDir Path folder) throws IOException {
    OperatorModule shared = source("shared");
    OperatorModule b = source("b", shared);
    Map<String, NDArray> constants = Map.of("w", NDArray.of(new byte[] {1}));
    OperatorModule root =
        OperatorModule.metadata(
            constants, Map.of("a", List.of("w")), List.of(source("a", b, shared), shared));
    Path file = folder.resolve("module");
    root.save(file);
    OperatorModule loaded = OperatorModule.load(file);
    assertThat(loaded.typeKey()).isEqualTo("metadata");
    assertThat(loaded.imports()).hasToString(root.imports().toString()).isEqualTo(root.imports());
    OperatorModule a = loaded.imports().get(0);
    assertThat(a.imports().get(1)).isSameAs(loaded.imports().get(1));
    assertThat(a.imports().get(0).imports().get(0)).isSameAs(loaded.imports().get(1));
    assertThat(bytes(loaded)).isEqualTo(bytes(root));
    assertThat(file).hasBinaryContent(bytes(root));
  }

  @Test
  void sourcesTellTheirNames() {
    OperatorModule module = OperatorModule.cSource("int x;", "cc", List.of("f", "g"), List.of("w"));
    assertThat(module.typeKey()).isEqualTo("c");
    assertThat(module.getSource()).isEqualTo("int x;");
    assertThat(module.getFunction("get_symbol").call()).isEqualTo("f");
    assertThat(module.getFunction("get_func_names").call()).isEqualTo(List.of("f", "g"));
    assertThat(module.getFunction("get_const_vars").call()).isEqualTo(List.of("w"));
    assertThat(module.getFunction("f")).isNull();
    OperatorModule none = OperatorModule.cSource(";", "c", List.of(), List.of());
    assertThatIllegalStateException().isThrownBy(() -> none.getFunction("get_symbol").call());
    assertThat(new Java(List.of()).getSource()).isEmpty();
  }

  /** What TVM 0.27 writes for a const_loader that imports a C source module, with that module. */
  @Test
  void bytesOfTvm() throws IOException {
    String tree =
        "0200000000000000 0000000000000000 0000000000000000"
            + "0000000000000000"
            + "0c00000000000000 636f6e73745f6c6f61646572"
            + "7400000000000000"
            + "0100000000000000 0100000000000000 77"
            + "0100000000000000 3fa1b496f0405edd 0000000000000000 01000000 00000000 01000000"
            + "00080100 0100000000000000 0100000000000000 01"
            + "0100000000000000 0100000000000000 66"
            + "0100000000000000 0100000000000000 0100000000000000 77";
    byte[] content = HexFormat.of().parseHex(tree.replace(" ", ""));
    ByteBuffer bytes = ByteBuffer.allocate(8 + content.length);
    bytes.order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(content.length).put(content).flip();
    OperatorModule loaded = ModuleTreeReader.read(bytes);
    assertThat(loaded.typeKey()).isEqualTo("const_loader");
    assertThat(bytes(loaded)).isEqualTo(bytes.array());
  }

  @Test
  void modulesThatAreNotWritten(@TempDir Path folder) {
    Path file = folder.resolve("module");
    OperatorModule root =
        OperatorModule.metadata(
            Map.of(), Map.of(), List.of(new Java(List.of()), new Java(List.of(source("a")))));
    assertThatThrownBy(() -> root.save(file))
        .isInstanceOfSatisfying(
            UnsupportedInModelLibraryFormatError.class,
            e -> assertThat(e.typeKeys()).containsExactly("java", "java"))
        .hasMessage("Don't know how to export non-c or non-llvm modules; found: [java, java]");
    assertThat(file).doesNotExist();
  }

  private static void assertRefused(byte[] tree, String message) {
    assertThatThrownBy(() -> ModuleTreeReader.read(ByteBuffer.wrap(tree)))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessage(message);
  }

  @Test
  void otherKinds() throws IOException {
    byte[] unknown = bytes(source("a"));
    unknown[48] = 'd';
    assertRefused(unknown, "no module of the kind d (at offset 57)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorModule.loadFromBinary("d", ByteBuffer.allocate(0), List.of()))
        .withMessage("no module of the kind d");
    byte[] library = new byte[44 + 8];
    ByteBuffer.wrap(library)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putLong(44)
        .putLong(2)
        .putLong(0)
        .putLong(0)
        .putLong(0)
        .putLong(4)
        .put("_lib".getBytes(StandardCharsets.UTF_8));
    assertRefused(
        library, "the stream is a part of a library, whose code it does not hold (at offset 52)");
  }

  @Test
  void circlesAndDepths() throws IOException {
    byte[] pair = bytes(source("a", source("b")));
    byte[] circle = pair.clone();
    circle[48] = 0; // the first imports itself
    assertRefused(circle, "modules import one another in a circle or too deeply (at offset 73)");
    byte[] unused = pair.clone();
    unused[24] = 0;
    assertRefused(unused, "no module imports the module 1 (at offset 157)");
    OperatorModule deep = source("a");
    for (int i = 1; i < 1000; i++) {
      deep = source("a", deep);
    }
    assertThat(ModuleTreeReader.read(ByteBuffer.wrap(bytes(deep))).imports()).hasSize(1);
    byte[] deeper = bytes(source("a", deep));
    assertThatThrownBy(() -> ModuleTreeReader.read(ByteBuffer.wrap(deeper)))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessageContaining("too deeply");
  }
}
