package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
  private static Map<String, String> files(ByteBuffer tar) {
    Map<String, String> files = new LinkedHashMap<>();
    TarReader.read(tar)
        .forEach(
            (name, member) -> {
              ByteBuffer content = member.content().slice();
              assertThat(tar.slice(member.offset(), content.limit())).isEqualTo(content);
              files.put(name, StandardCharsets.UTF_8.decode(content).toString());
            });
    return files;
  }

  private static void assertRefused(ByteBuffer tar, String message) {
    assertThatThrownBy(() -> TarReader.read(tar))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessage(message);
  }

  @Test
  void namesAreNormalized() {
    TarBytes tar = new TarBytes().folder("./").folder("./src/").file("./src/a.txt", "a");
    tar.file("src//./b.txt", "").member("old/", '\0', "").member("old/c", '\0', "c");
    assertThat(files(tar.bytes()))
        .containsExactly(
            Map.entry("src/a.txt", "a"), Map.entry("src/b.txt", ""), Map.entry("old/c", "c"));
  }

  @Test
  void longNames() {
    String name = "a".repeat(150) + "/é.txt";
    TarBytes tar = new TarBytes();
    tar.member("././@LongLink", 'L', name + "\0").file("a", "1");
    tar.extended('x', "mtime=1.5", "path=" + name + "2", "size=1").headerOnly("b", '0', "777");
    tar.padded(new byte[] {'2'});
    tar.extended('g', "comment=all", "path=common").file("c", "3");
    tar.extended('x', "path=").file("d", "4");
    assertThat(files(tar.bytes()))
        .containsExactly(
            Map.entry(name, "1"),
            Map.entry(name + "2", "2"),
            Map.entry("common", "3"),
            Map.entry("d", "4"));
  }

  @Test
  void namesAreUtf8() {
    byte[] tar = new TarBytes().member("x", 'L', "long").file("a\u00e9", "").bytes().array();
    tar[1024 + 2] = 0; // as where a name is cut inside a character
    TarBytes.withChecksum(tar, 1024);
    assertThat(files(ByteBuffer.wrap(tar))).containsExactly(Map.entry("long", ""));
    assertThatThrownBy(() -> TarReader.read(ByteBuffer.wrap(tar, 1024, 1536)))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessage("the name \"a\ufffd\" is not UTF-8 (at offset 0)");
  }

  @Test
  void prefixesAndBinarySizes() {
    byte[] tar = new TarBytes().file("name", "text").bytes().array();
    System.arraycopy("some/folder".getBytes(StandardCharsets.UTF_8), 0, tar, 345, 11);
    byte[] size = new byte[12];
    size[0] = (byte) 0x80;
    size[11] = 4;
    System.arraycopy(size, 0, tar, 124, 12);
    assertThat(files(ByteBuffer.wrap(TarBytes.withChecksum(tar, 0))))
        .containsExactly(Map.entry("some/folder/name", "text"));
    Arrays.fill(tar, 125, 136, (byte) -1);
    assertRefused(
        ByteBuffer.wrap(TarBytes.withChecksum(tar, 0)),
        "a number of a header is too large (at offset 124)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a",
        "./../a",
        "a/../../b",
        "a/..",
        "/a",
        "//a",
        "C:/a",
        "C:a",
        "..\\a",
        "\\a",
        "a\nb",
        ".."
      })
  void namesThatLeadOutside(String name) {
    assertRefused(
        new TarBytes().file(name, "").bytes(),
        "the name "
            + MemberNames.shown(name)
            + " leads outside the archive's folder (at offset 0)");
    assertThatThrownBy(
            () ->
                TarReader.read(new TarBytes().extended('x', "path=" + name).file("a", "").bytes()))
        .isInstanceOf(InvalidFormatException.class);
    assertThatThrownBy(
            () -> TarReader.read(new TarBytes().member("x", 'L', name).file("a", "").bytes()))
        .isInstanceOf(InvalidFormatException.class);
  }

  @Test
  void otherMembers() {
    for (char link : "12".toCharArray()) {
      assertRefused(
          new TarBytes().member("a", link, "").bytes(),
          "the member \"a\" is a link (at offset 156)");
    }
    for (char device : "346".toCharArray()) {
      assertRefused(
          new TarBytes().member("a", device, "").bytes(),
          "the member \"a\" is a device (at offset 156)");
    }
    assertRefused(
        new TarBytes().member("a", 'S', "").bytes(),
        "the member \"a\" is neither a file nor a folder (at offset 156)");
    assertRefused(
        new TarBytes().extended('x', "GNU.sparse.major=1").file("a", "").bytes(),
        "a sparse file is not supported (at offset 512)");
  }

  @Test
  void namesThatStandTwice() {
    assertRefused(
        new TarBytes().file("a", "").file("./a", "").bytes(),
        "the member \"./a\" stands twice (at offset 512)");
    assertRefused(
        new TarBytes().file("a", "").file("a.b", "").file("a/c", "").bytes(),
        "\"a\" is a file and a folder (at offset 1024)");
    assertRefused(
        new TarBytes().file("a/", "").bytes(), "\"a/\" is a file and a folder (at offset 0)");
    assertRefused(
        new TarBytes().file(".", "").bytes(),
        "the member \".\" is no name of a file (at offset 0)");
  }

  @Test
  void otherFiles() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(new TarBytes().file("a", "").bytes().array());
    }
    assertRefused(
        ByteBuffer.wrap(zipped.toByteArray()),
        "this is compressed with gzip; an archive is a tar file as it is (at offset 0)");
    assertRefused(ByteBuffer.allocate(0), "this is no tar archive: it is too short (at offset 0)");
    byte[] text = "no archive ".repeat(100).getBytes(StandardCharsets.UTF_8);
    assertRefused(ByteBuffer.wrap(text), "this is no tar archive (at offset 148)");
  }

  @Test
  void archivesThatDoNotEnd() {
    TarBytes tar = new TarBytes().file("a", "text");
    assertRefused(tar.unfinished(), "the archive is truncated: it lacks its end (at offset 1024)");
    assertRefused(
        tar.unfinished().slice(0, 514),
        "the archive is truncated: a member takes 4 bytes, but 2 are left (at offset 0)");
    assertRefused(
        tar.bytes().slice(0, 1536), "the archive is truncated: it lacks its end (at offset 1536)");
    ByteBuffer longer = ByteBuffer.wrap(Arrays.copyOf(tar.bytes().array(), 3000));
    assertThat(files(longer)).hasSize(1);
    longer.put(2999, (byte) 1);
    assertRefused(longer, "something follows the archive (at offset 2999)");
    assertRefused(
        new TarBytes().member("x", 'L', "a").bytes(), "the archive ends inside (at offset 1536)");
  }
}
