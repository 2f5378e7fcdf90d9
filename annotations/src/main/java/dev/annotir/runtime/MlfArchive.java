package dev.annotir.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An archive in Model Library Format, of the versions 4 to 7, as annotir and TVM write it: what it
 * holds, as data. Nothing in it is run.
 */
public final class MlfArchive {
  private static final String METADATA = "metadata.json";
  private static final String OPERATORS = "operators.json";
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final Map<String, TarReader.Member> members;
  private final MlfMetadata metadata;
  private final @Nullable JsonDocument operators;

  /**
   * Memory that a function takes as an argument.
   *
   * @param sizeBytes how many bytes it has
   * @param shape the extents
   * @param dtype the type of the elements
   * @param inputBinding the name of the parameter, where the archive tells it
   */
  public record Buffer(
      long sizeBytes, List<Long> shape, DataType dtype, @Nullable String inputBinding) {}

  private MlfArchive(ByteBuffer tar) {
    members = TarReader.read(tar);
    if (!members.containsKey(METADATA)) {
      throw new InvalidFormatException("the archive has no metadata.json", 0);
    }
    metadata = MlfMetadata.of(json(METADATA));
    operators = members.containsKey(OPERATORS) ? json(OPERATORS) : null;
  }

  /**
   * Reads an archive.
   *
   * @throws InvalidFormatException if the file is no such archive
   * @throws IOException if it cannot be read, or has more than 2 GiB
   */
  public static MlfArchive open(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new FileSystemException(file.toString(), null, "an archive of more than 2 GiB");
    }
    return of(ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  /**
   * Reads an archive from memory, which must not change any more.
   *
   * @param bytes from its position to its limit
   * @throws InvalidFormatException if they are no such archive
   */
  public static MlfArchive of(ByteBuffer bytes) {
    return new MlfArchive(bytes);
  }

  private JsonDocument json(String name) {
    TarReader.Member member = find(name);
    return new JsonDocument(name, member.offset(), member.content().slice());
  }

  private TarReader.Member find(String name) {
    TarReader.Member member = members.get(MemberNames.normalized(name));
    if (member == null) {
      throw new InvalidFormatException("the archive has no " + MemberNames.shown(name), 0);
    }
    return member;
  }

  /** The version of the format, 4 to 7. */
  public int version() {
    return metadata.version();
  }

  /** What is in the archive: {@code "operator"} for functions, or {@code "full-model"}. */
  public String style() {
    return metadata.style();
  }

  /** The name of the library or model; of the first where the archive has several. */
  public String modelName() {
    return metadata.modelName();
  }

  /**
   * The buffers of each function, in the order of the functions.
   *
   * @throws InvalidFormatException if the style is not {@code "operator"}
   */
  public Map<String, List<Buffer>> memory() {
    if (!style().equals(MlfMetadata.OPERATOR)) {
      String text = "the style is \"" + style() + "\", not \"" + MlfMetadata.OPERATOR + "\"";
      throw new InvalidFormatException(text, 0).within(METADATA, find(METADATA).offset());
    }
    return metadata.memory();
  }

  /** All of {@code metadata.json}: maps, lists, strings, longs, doubles, booleans and null. */
  public Map<String, @Nullable Object> metadata() {
    return metadata.all();
  }

  /** All of {@code operators.json}, as {@link #metadata}; null in an archive that TVM wrote. */
  public @Nullable Map<String, @Nullable Object> operators() {
    return operators == null ? null : operators.root();
  }

  /** What {@link #operators} gives, with the places of all objects. */
  @Nullable JsonDocument operatorsJson() {
    return operators;
  }

  /** The names of all files, such as {@code codegen/host/src/lib0.c}, in the archive's order. */
  public Set<String> members() {
    return Collections.unmodifiableSet(members.keySet());
  }

  /**
   * The content of a file, read-only.
   *
   * @param name one of {@link #members}, with or without a leading {@code ./}
   * @throws InvalidFormatException if the archive has no such file
   */
  public ByteBuffer member(String name) {
    return find(name).content().slice();
  }

  /**
   * The tensors in {@code parameters/<model>.params}, as new ones; none where there is no such
   * file.
   *
   * @throws InvalidFormatException if it is not what {@link ParameterFile} reads
   */
  public Map<String, NDArray> parameters() {
    String name = "parameters/" + modelName() + ".params";
    TarReader.Member member = members.get(name);
    if (member == null) {
      return Map.of();
    }
    try {
      return ParameterFile.load(member.content().slice());
    } catch (InvalidFormatException e) {
      throw e.within(name, member.offset());
    }
  }

  /**
   * Writes all files below a folder, which is made where it does not exist. No file is replaced,
   * and no link below the folder is followed.
   *
   * @throws IOException if a file cannot be written, or exists
   */
  public void extractTo(Path folder) throws IOException {
    Path root = Files.createDirectories(folder).toRealPath();
    for (Map.Entry<String, TarReader.Member> member : members.entrySet()) {
      Path file = resolve(root, member.getKey());
      createFolders(root, file);
      try (WritableByteChannel out =
          Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer content = member.getValue().content().slice();
        while (content.hasRemaining()) {
          out.write(content);
        }
      }
    }
  }

  private static Path resolve(Path root, String name) throws IOException {
    try {
      return root.resolve(name);
    } catch (InvalidPathException e) {
      throw new FileSystemException(name, null, "no name of a file here: " + e.getReason());
    }
  }

  /** Makes the folders between the root and a file. */
  private static void createFolders(Path root, Path file) throws IOException {
    Path names = root.relativize(file);
    Path folder = root;
    for (int i = 0; i < names.getNameCount() - 1; i++) {
      folder = folder.resolve(names.getName(i));
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(folder);
      }
    }
  }
}
