package dev.annotir.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An archive that the processor has written. */
public final class Archive {
  private final Path path;
  private final Map<String, byte[]> members = new LinkedHashMap<>();

  private Archive(Path path) throws IOException {
    this.path = path;
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes()))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          members.put(entry.getName().replaceFirst("^\\./", ""), tar.readAllBytes());
        }
      }
    }
  }

  static Archive of(Path path) {
    try {
      return new Archive(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The archives beside class files, in the order of their names. */
  public static List<Archive> in(Path classes) {
    Path folder = classes.resolve("META-INF/mlf");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(Archive::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The archives of the examples. */
  static List<Archive> examples() {
    return in(Path.of(System.getProperty("annotir.examples.classes")));
  }

  public String library() {
    return path.getFileName().toString().replaceFirst("\\.tar$", "");
  }

  Path path() {
    return path;
  }

  byte[] bytes() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a member; its path does not start with a dot. */
  String text(String member) {
    return new String(member(member), StandardCharsets.UTF_8);
  }

  /** The bytes of a member; its path does not start with a dot. */
  byte[] member(String member) {
    byte[] bytes = members.get(member);
    if (bytes == null) {
      throw new AssertionError(member + " is not among " + members.keySet());
    }
    return bytes;
  }

  /** Whether the C is given its constants. */
  boolean bindsConstants() {
    return json("operators.json").get("params").textValue().equals("metadata")
        && !json("operators.json").get("constants").isEmpty();
  }

  List<String> members() {
    return List.copyOf(members.keySet());
  }

  /** The members whose path starts and ends so. */
  List<String> members(String start, String end) {
    return members.keySet().stream()
        .filter(member -> member.startsWith(start) && member.endsWith(end))
        .toList();
  }

  public List<OperatorInfo> operators() {
    return OperatorInfo.listOf(json("operators.json"));
  }

  JsonNode json(String member) {
    try {
      return new ObjectMapper().readTree(text(member));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name and text of the Java source. */
  Map.Entry<String, String> source() {
    String member = members("src/", ".java").get(0);
    return Map.entry(member.substring("src/".length()), text(member));
  }

  /** Writes all members into a folder, and returns it. */
  public Path extract(Path folder) {
    try {
      for (Map.Entry<String, byte[]> member : new ArrayList<>(members.entrySet())) {
        Path file = folder.resolve(member.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, member.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  @Override
  public String toString() {
    return library();
  }
}
