package dev.annotir.runtime;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads an uncompressed tar file: ustar and what came before it, GNU's long names, extended headers
 * of POSIX. It must hold nothing but files and folders, each once, whose names stay on every system
 * below the folder that they are unpacked into; and end as tar files do.
 */
final class TarReader {
  /**
   * The content of a file.
   *
   * @param offset of its first byte in the tar file
   */
  record Member(int offset, ByteBuffer content) {}

  private final ByteBuffer bytes;
  private final Map<String, Member> files = new LinkedHashMap<>();

  /** The offsets of all headers by the names of the members. */
  private final NavigableMap<String, Integer> headers = new TreeMap<>();

  /** What an extended header said of all members that follow. */
  private final Map<String, String> common = new HashMap<>();

  /** What an extended header said of the next member. */
  private @Nullable Map<String, String> extended;

  /** The next member's name where its header is too small for it. */
  private @Nullable String longName;

  private TarReader(ByteBuffer bytes) {
    this.bytes = bytes.slice();
  }

  /**
   * The files in their order, by names without a leading {@code ./}.
   *
   * @throws InvalidFormatException if the bytes are something else
   */
  static Map<String, Member> read(ByteBuffer bytes) {
    TarReader reader = new TarReader(bytes);
    reader.refuseCompressed();
    int start = 0;
    ByteBuffer block = reader.block();
    while (!isZero(block)) {
      reader.readMember(TarHeader.read(block, start), start);
      start = reader.bytes.position();
      block = reader.block();
    }
    reader.end();
    reader.refuseFilesAsFolders();
    return reader.files;
  }

  private void refuseCompressed() {
    int magic = bytes.remaining() < 4 ? 0 : bytes.getInt(0);
    String program = null;
    if (magic >>> 16 == 0x1f8b) {
      program = "gzip";
    } else if (magic >>> 8 == 0x425a68) {
      program = "bzip2";
    } else if (magic == 0xfd377a58) {
      program = "xz";
    } else if (magic == 0x28b52ffd) {
      program = "zstd";
    } else if (magic == 0x504b0304) {
      program = "zip";
    }
    if (program != null) {
      String text = "this is compressed with " + program + "; an archive is a tar file as it is";
      throw new InvalidFormatException(text, 0);
    }
  }

  private ByteBuffer block() {
    if (bytes.position() == 0 && bytes.remaining() < TarHeader.BLOCK) {
      throw new InvalidFormatException("this is no tar archive: it is too short", 0);
    }
    return take(TarHeader.BLOCK, "it lacks its end", bytes.position());
  }

  private ByteBuffer take(long length, String lacking, int at) {
    if (length > bytes.remaining()) {
      throw new InvalidFormatException("the archive is truncated: " + lacking, at);
    }
    ByteBuffer part = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return part;
  }

  private static boolean isZero(ByteBuffer bytes) {
    for (int i = 0; i < bytes.limit(); i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private void readMember(TarHeader header, int start) {
    switch (header.type()) {
      case 'x' -> {
        refuseSecond(extended, start);
        extended = PaxRecords.read(content(header.size(), start), start + TarHeader.BLOCK);
      }
      case 'g' ->
          common.putAll(PaxRecords.read(content(header.size(), start), start + TarHeader.BLOCK));
      case 'L' -> {
        refuseSecond(longName, start);
        longName = upToNul(content(header.size(), start), start + TarHeader.BLOCK);
      }
      case 'K' -> content(header.size(), start); // where the link leads that is refused next
      case '0', '7', '5' -> addMember(header, start);
      case '1', '2' ->
          throw new InvalidFormatException(
              "the member " + MemberNames.shown(header.name()) + " is a link",
              start + TarHeader.TYPE);
      case '3', '4', '6' ->
          throw new InvalidFormatException(
              "the member " + MemberNames.shown(header.name()) + " is a device",
              start + TarHeader.TYPE);
      default ->
          throw new InvalidFormatException(
              "the member " + MemberNames.shown(header.name()) + " is neither a file nor a folder",
              start + TarHeader.TYPE);
    }
  }

  private static void refuseSecond(@Nullable Object first, int at) {
    if (first != null) {
      throw new InvalidFormatException("a second header of its kind stands before a member", at);
    }
  }

  /** The next bytes and what fills their last block. */
  private ByteBuffer content(long size, int header) {
    String lacking = "a member takes " + size + " bytes, but " + bytes.remaining() + " are left";
    ByteBuffer content = take(size, lacking, header);
    take(-size & TarHeader.BLOCK - 1, "a member's last block is not whole", bytes.position());
    return content;
  }

  private static String upToNul(ByteBuffer bytes, int offset) {
    int end = 0;
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    return TarHeader.utf8(bytes.slice(0, end), offset);
  }

  private void addMember(TarHeader header, int start) {
    Map<String, String> attributes = new HashMap<>(common);
    attributes.putAll(extended == null ? Map.of() : extended);
    attributes.values().removeIf(String::isEmpty); // takes back what was said of all
    String stated = attributes.getOrDefault("path", longName == null ? header.name() : longName);
    long size = attributes.containsKey("size") ? decimal(attributes, start) : header.size();
    extended = null;
    longName = null;

    boolean isFolder = header.type() == '5';
    if (isFolder ? size != 0 : stated.endsWith("/")) {
      throw new InvalidFormatException(
          MemberNames.shown(stated) + " is a file and a folder", start);
    }
    ByteBuffer content = content(size, start);
    String name = MemberNames.checked(stated, start);
    if (name.isEmpty() && isFolder) {
      return;
    }
    if (name.isEmpty() || headers.put(name, start) != null) {
      String problem = name.isEmpty() ? " is no name of a file" : " stands twice";
      throw new InvalidFormatException("the member " + MemberNames.shown(stated) + problem, start);
    }
    if (!isFolder) {
      files.put(name, new Member(start + TarHeader.BLOCK, content.asReadOnlyBuffer()));
    }
  }

  private static long decimal(Map<String, String> attributes, int start) {
    String size = attributes.getOrDefault("size", "");
    if (size.length() > 18 || !size.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new InvalidFormatException("the size of a member is no number", start);
    }
    return Long.parseLong(size);
  }

  private void end() {
    int second = bytes.position();
    boolean isEnd = extended == null && longName == null;
    if (!isEnd || !isZero(take(TarHeader.BLOCK, "it lacks its end", second))) {
      throw new InvalidFormatException("the archive ends inside", second);
    }
    while (bytes.hasRemaining()) {
      if (bytes.get() != 0) {
        throw new InvalidFormatException("something follows the archive", bytes.position() - 1);
      }
    }
  }

  private void refuseFilesAsFolders() {
    for (String file : files.keySet()) {
      Map.Entry<String, Integer> inside = headers.ceilingEntry(file + "/");
      if (inside != null && inside.getKey().startsWith(file + "/")) {
        throw new InvalidFormatException(
            MemberNames.shown(file) + " is a file and a folder", inside.getValue());
      }
    }
  }
}
