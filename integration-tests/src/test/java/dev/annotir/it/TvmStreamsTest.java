package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.runtime.DataType;
import dev.annotir.runtime.NDArray;
import dev.annotir.runtime.OperatorModule;
import dev.annotir.runtime.PackedFunc;
import dev.annotir.runtime.ParameterFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules of constants and files of parameters go from Java to TVM and back. */
class TvmStreamsTest {
  @TempDir Path folder;

  private String printed = "";

  @BeforeEach
  void exchange() throws IOException {
    Map<String, NDArray> tensors =
        new TreeMap<>(
            Map.of(
                "w", NDArray.of(new double[][] {{1.5, -0.0}, {Double.MIN_VALUE, 4}}),
                "pixels", NDArray.of(new byte[] {-1, 2}, DataType.parse("uint8"))));
    try (OutputStream out = Files.newOutputStream(folder.resolve("java.bin"))) {
      Map<String, List<String>> symbols = Map.of("f", List.of("w", "pixels", "w"));
      OperatorModule.metadata(tensors, symbols, List.of()).saveToBinary(out);
    }
    OperatorModule source = OperatorModule.cSource("int x;\n", "c", List.of("f"), List.of("w"));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("java.bin")));
    OperatorModule inner = OperatorModule.loadFromBinary("const_loader", bytes, List.of(source));
    OperatorModule.loadFromBinary("const_loader", bytes, List.of(inner, source))
        .save(folder.resolve("java.tree"));
    try (OutputStream out = Files.newOutputStream(folder.resolve("java.params"))) {
      ParameterFile.save(tensors, out);
    }
    printed =
        Programs.run(
            folder,
            List.of(Tool.python(), "-B", Engines.script("const_loader.py"), folder.toString()));
  }

  /** The constants with which the operator {@code f} of a saved module is initialised. */
  private List<NDArray> constants(String file) throws IOException {
    List<NDArray> constants = new ArrayList<>();
    OperatorModule code =
        new OperatorModule() {
          @Override
          public String typeKey() {
            return "library";
          }

          @Override
          public PackedFunc getFunction(String name) {
            return args -> {
              for (Object constant : (List<?>) args[0]) {
                constants.add((NDArray) constant);
              }
              return 0;
            };
          }
        };
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file)));
    OperatorModule.loadFromBinary("const_loader", bytes, List.of(code)).getFunction("f");
    return constants;
  }

  @Test
  void modules() throws IOException {
    for (String file : List.of("java.bin", "java-by-tvm.bin")) {
      List<NDArray> constants = constants(file);
      assertThat(constants)
          .extracting(NDArray::toString)
          .containsExactly("float64[2][2]", "uint8[2]", "float64[2][2]");
      assertThat(constants.get(0).toArray())
          .isEqualTo(new double[][] {{1.5, -0.0}, {Double.MIN_VALUE, 4}});
      assertThat(constants.get(1).toArray()).isEqualTo(new byte[] {-1, 2});
    }
    List<NDArray> ofTvm = constants("tvm.bin");
    assertThat(ofTvm.get(0).toArray()).isEqualTo(new float[][] {{0, 1, 2}, {3, 4, 5}});
    assertThat(ofTvm.get(1).toArray()).isEqualTo(new int[] {-3});
  }

  @Test
  void parameters() throws IOException {
    assertThat(printed.lines())
        .contains("pixels uint8 [255, 2]", "w float64 [[1.5, -0.0], [5e-324, 4.0]]");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("tvm.params")));
    Map<String, NDArray> loaded = ParameterFile.load(bytes);
    assertThat(loaded.keySet()).containsExactly("x");
    assertThat(loaded.get("x").toArray()).isEqualTo(new float[][] {{0, 1, 2}, {3, 4, 5}});
  }

  @Test
  void trees() throws IOException {
    assertThat(printed.lines())
        .contains(
            "const_loader imports const_loader, c",
            "const_loader imports c",
            "the two are one",
            "c defines f with w: int x;");
    OperatorModule loaded = OperatorModule.load(folder.resolve("java.tree"));
    assertThat(loaded.typeKey()).isEqualTo("const_loader");
    OperatorModule inner = loaded.imports().get(0);
    assertThat(inner.imports().get(0)).isSameAs(loaded.imports().get(1));
    assertThat(inner.imports().get(0).getSource()).isEqualTo("int x;\n");
  }
}
