package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annotir.runtime.NDArray;
import dev.annotir.runtime.NativeBuild;
import dev.annotir.runtime.OperatorModule;
import dev.annotir.runtime.PackedFunc;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constants that native code is given, and reads where they are. */
class ConstantsGivenTest {
  private static final String SOURCE =
      """
      import dev.annotir.*;
      class Affine {
        static final float[] SLOPE = {2, 3};
        @Operator static float at(float x, @Tensor({2}) float[] offset) {
          offset[1] = offset[0] + 1;
          return SLOPE[1] * x + offset[0];
        }
      }
      """;

  @TempDir static Path folder;
  private static Archive archive;
  private static Path library;
  private static NativeBuild build;

  @BeforeAll
  static void compile() throws IOException {
    Tool.require("gcc");
    archive = compiled("first", SOURCE);
    Path unpacked = archive.extract(folder.resolve("unpacked"));
    library = Build.of("gcc", "-O1").sharedLibrary(archive, unpacked);
    build = new NativeBuild(List.of("gcc"), List.of("-O1"), folder.resolve("cache"));
  }

  private static Archive compiled(String name, String source) {
    return Compilation.of(folder.resolve(name), List.of("-Aannotir.params=metadata"), source)
        .archive("affine");
  }

  private static Object at(OperatorModule module, float x) {
    return function(module, "at").call(x, NDArray.of(new float[] {1, 0}));
  }

  private static PackedFunc function(OperatorModule module, String name) {
    return Objects.requireNonNull(module.getFunction(name));
  }

  /** The C of both is the same: it has no constants. */
  @Test
  void archivesThatDifferInTheirConstantsAreDifferentModules() {
    Archive other = compiled("second", SOURCE.replace("{2, 3}", "{2, 5}"));
    assertThat(other.text("codegen/host/src/lib1.c"))
        .isEqualTo(archive.text("codegen/host/src/lib1.c"));
    OperatorModule first = OperatorModule.load(build, archive.path());
    OperatorModule second = OperatorModule.load(build, other.path());
    assertThat(at(first, 2)).isEqualTo(7f);
    assertThat(at(second, 2)).isEqualTo(11f);
    assertThat(at(first, 2)).isEqualTo(7f);
  }

  @Test
  void aLibraryHasTheConstantsOfOneModule() throws IOException {
    Path shared = copy("shared");
    NDArray slope = NDArray.of(new float[] {2, 3});
    OperatorModule first = module(slope, shared);
    OperatorModule same = module(slope, shared);
    OperatorModule other = module(NDArray.of(new float[] {2, 5}), shared);
    PackedFunc at = function(first, "at");
    assertThatThrownBy(() -> other.getFunction("at"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("__init_at of " + shared.toRealPath())
        .hasMessageContaining("Load a copy of the file");
    assertThat(at(same, 2)).isEqualTo(7.0);
    assertThat(at.call(2f, NDArray.of(new float[] {1, 0}))).isEqualTo(7.0);
    OperatorModule ofCopy = module(NDArray.of(new float[] {2, 5}), copy("copied"));
    assertThat(at(ofCopy, 2)).isEqualTo(11.0);
    assertThat(at(first, 2)).isEqualTo(7.0);
  }

  private static OperatorModule module(NDArray slope, Path file) {
    return OperatorModule.metadata(
        Map.of("SLOPE", slope),
        Map.of("at", List.of("SLOPE")),
        List.of(OperatorModule.load(build, file)));
  }

  /** A library of which this process has no other module. */
  private static Path copy(String name) throws IOException {
    Path target = Files.createDirectory(folder.resolve(name)).resolve("libaffine.so");
    return Files.copy(library, target);
  }

  /** A copy for the call would be gone when an operator reads it. */
  @Test
  void onlyTensorsOfNativeMemoryAreBound() throws IOException {
    OperatorModule module = OperatorModule.load(build, copy("bound"));
    PackedFunc init = function(module, "__init_at");
    ByteBuffer onHeap = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    NDArray tensor = NDArray.of(new float[] {2, 3});
    for (Object constant :
        new Object[] {new float[] {2, 3}, NDArray.wrap(onHeap, tensor.dtype(), 2), onHeap}) {
      assertThatThrownBy(() -> init.call(constant))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("__init_at: argument 0: expected an NDArray of direct memory");
    }
    assertThatThrownBy(() -> at(module, 2)).isInstanceOf(IllegalStateException.class);
    NDArray readOnly = NDArray.wrap(readOnly(tensor), tensor.dtype(), 2);
    init.call(readOnly);
    assertThat(at(module, 2)).isEqualTo(7.0);
  }

  @Test
  void aModuleKeepsWhatItsCodeReads() throws Exception {
    OperatorModule module = OperatorModule.load(build, copy("kept"));
    WeakReference<NDArray> given = bind(module);
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(given.get()).isNotNull();
    assertThat(at(module, 2)).isEqualTo(15.0);
  }

  private static WeakReference<NDArray> bind(OperatorModule module) {
    NDArray tensor = NDArray.of(new float[] {2, 7});
    function(module, "__init_at").call(tensor);
    return new WeakReference<>(tensor);
  }

  private static ByteBuffer readOnly(NDArray tensor) {
    return tensor.data().asReadOnlyBuffer().order(ByteOrder.nativeOrder());
  }

  @Test
  void whatIsReadOnlyIsNotWritten() {
    NDArray tensor = NDArray.of(new float[] {1, 0});
    NDArray readOnly = NDArray.wrap(readOnly(tensor), tensor.dtype(), 2);
    OperatorModule module = OperatorModule.load(build, archive.path());
    assertThatThrownBy(() -> function(module, "at").call(2f, readOnly))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "at: offset: expected memory that can be written, but got one that is read-only");
    OperatorModule ofLibrary = OperatorModule.load(build, library);
    assertThatThrownBy(() -> function(ofLibrary, "at").call(2f, readOnly))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at: argument 1: expected memory that can be written");
    assertThat(tensor.toArray()).isEqualTo(new float[] {1, 0});
  }
}
