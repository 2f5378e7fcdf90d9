package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlfArchiveTest {
  private static final String OPERATOR =
      """
      {"version": 4, "model_name": "add", "export_datetime": "2021-07-02 12:00:00Z",
       "memory": {"add": [
         {"size_bytes": 2, "shape": [2], "dtype": "int8", "input_binding": "placeholder_2"},
         {"size_bytes": 48, "shape": [3, 4], "dtype": "float32", "input_binding": null}],
         "none": []},
       "target": {"1": "c -keys=cpu"}, "runtimes": [], "style": "operator"}""";

  private static MlfArchive archive(String metadata) {
    return MlfArchive.of(new TarBytes().file("./metadata.json", metadata).bytes());
  }

  @Test
  void operatorsOfTvm() {
    MlfArchive archive = archive(OPERATOR);
    assertThat(archive.version()).isEqualTo(4);
    assertThat(archive.style()).isEqualTo("operator");
    assertThat(archive.modelName()).isEqualTo("add");
    assertThat(archive.memory())
        .containsExactly(
            Map.entry(
                "add",
                List.of(
                    new MlfArchive.Buffer(2, List.of(2L), DataType.parse("int8"), "placeholder_2"),
                    new MlfArchive.Buffer(48, List.of(3L, 4L), DataType.parse("float32"), null))),
            Map.entry("none", List.of()));
    assertThat(archive.metadata()).containsEntry("target", Map.of("1", "c -keys=cpu"));
    assertThat(archive.operators()).isNull();
    assertThat(archive.parameters()).isEmpty();
    assertThat(archive.members()).containsExactly("metadata.json");
  }

  @Test
  void modelsOfTvm() {
    MlfArchive old =
        archive(
            "{\"version\": 5, \"model_name\": \"m\", \"memory\": {}, \"style\": \"full-model\"}");
    assertThat(old.style()).isEqualTo("full-model");
    MlfArchive archive =
        archive(
            """
            {"modules": {"m": {"model_name": "m", "memory": {"functions": {}, "sids": []},
             "style": "full-model"}, "n": {}}, "version": 7}""");
    assertThat(archive.version()).isEqualTo(7);
    assertThat(archive.style()).isEqualTo("full-model");
    assertThat(archive.modelName()).isEqualTo("m");
    assertThatThrownBy(archive::memory)
        .isInstanceOf(InvalidFormatException.class)
        .hasMessage("metadata.json: the style is \"full-model\", not \"operator\" (at offset 512)");
  }

  @Test
  void filesBesideTheMetadata() throws IOException {
    ByteArrayOutputStream params = new ByteArrayOutputStream();
    ParameterFile.save(Map.of("w", NDArray.of(new byte[] {1, 2})), params);
    String text = params.toString(StandardCharsets.ISO_8859_1);
    TarBytes tar = new TarBytes().folder("./").file("./metadata.json", OPERATOR);
    tar.file("./operators.json", "{\"schema\": 1, \"operators\": [{\"name\": \"add\"}]}");
    tar.headerOnly("./parameters/add.params", '0', Integer.toOctalString(text.length()));
    MlfArchive archive = MlfArchive.of(tar.padded(params.toByteArray()).bytes());
    assertThat(archive.operators())
        .isEqualTo(Map.of("schema", 1L, "operators", List.of(Map.of("name", "add"))));
    assertThat(archive.parameters().get("w").toArray()).isEqualTo(new byte[] {1, 2});
    assertThat(StandardCharsets.UTF_8.decode(archive.member("./metadata.json")).toString())
        .isEqualTo(OPERATOR);
    assertThat(archive.member("metadata.json")).isEqualTo(archive.member("./metadata.json"));
    assertThat(archive.member("operators.json").isReadOnly()).isTrue();
    assertThatThrownBy(() -> archive.member("lib0.c"))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessageContaining("the archive has no \"lib0.c\"");
  }

  private static void assertRefused(String metadata, String message) {
    assertThatThrownBy(() -> archive(metadata))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessage(message);
  }

  @Test
  void otherMetadataIsRefused() {
    assertRefused(
        OPERATOR.replace("\"version\": 4", "\"version\": 8"),
        "metadata.json: the version is 8; 4 to 7 are read (at offset 512)");
    assertRefused(
        OPERATOR.replace("\"version\": 4", "\"version\": \"4\""),
        "metadata.json: \"version\" is no integer (at offset 512)");
    assertRefused(
        OPERATOR.replace("\"operator\"", "\"module\""),
        "metadata.json: the style is \"module\"; \"operator\" and \"full-model\" are read"
            + " (at offset 512)");
    assertRefused(
        OPERATOR.replace("[2], \"dtype", "[\"n\", 2], \"dtype"),
        "metadata.json: Parameter placeholder_2 has shape with non-IntImm elements: [n, 2]"
            + " (at offset "
            + (512 + OPERATOR.indexOf("[2]"))
            + ")");
    assertRefused(
        OPERATOR.replace("int8", "text"),
        "metadata.json: no data type has the name text (at offset "
            + (512 + OPERATOR.indexOf("{\"size_bytes\": 2"))
            + ")");
    assertThatThrownBy(() -> archive(OPERATOR.replace("[2]", "[-1]")))
        .isInstanceOf(NonStaticShapeError.class);
    assertThatThrownBy(() -> MlfArchive.of(new TarBytes().file("metadata", "").bytes()))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessageContaining("the archive has no metadata.json");
  }

  @Test
  void filesAreUnpacked(@TempDir Path folder) throws IOException {
    TarBytes tar = new TarBytes().file("./metadata.json", OPERATOR).file("a/b/c.txt", "text");
    Path file = Files.write(folder.resolve("x.tar"), tar.bytes().array());
    MlfArchive archive = MlfArchive.open(file);
    Path target = folder.resolve("new/target");
    archive.extractTo(target);
    assertThat(target.resolve("metadata.json")).hasContent(OPERATOR);
    assertThat(target.resolve("a/b/c.txt")).hasContent("text");
    assertThatThrownBy(() -> archive.extractTo(target))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void linksInTheFolderAreNotFollowed(@TempDir Path folder) throws IOException {
    TarBytes tar = new TarBytes().file("a/b/c.txt", "text").file("metadata.json", OPERATOR);
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.createDirectories(outside.resolve("b"));
    Path target = Files.createDirectories(folder.resolve("target"));
    Files.createSymbolicLink(target.resolve("a"), outside);
    ByteBuffer bytes = tar.bytes();
    assertThatThrownBy(() -> MlfArchive.of(bytes).extractTo(target))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(outside.resolve("b/c.txt")).doesNotExist();
  }
}
