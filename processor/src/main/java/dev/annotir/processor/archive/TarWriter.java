package dev.annotir.processor.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes files as an uncompressed tar file: every name begins with {@code ./}, folders are members,
 * and order and fields are those of Python's tarfile for root's files.
 */
final class TarWriter {
  /** The longest path of a member, without {@code ./}. */
  static final int LONGEST_PATH = 98;

  private static final int BLOCKING = 10240;

  private static final Content EMPTY = out -> {};

  /** The order in which a recursive walk over sorted names meets the paths. */
  private static final Comparator<String> WALK = Comparator.comparing(TarWriter::sortable);

  private final Instant timestamp;

  TarWriter(Instant timestamp) {
    this.timestamp = timestamp;
  }

  /** Writes the tar file. */
  void write(Map<String, Content> files, OutputStream out) throws IOException {
    TreeMap<String, Content> members = new TreeMap<>(WALK);
    for (Map.Entry<String, Content> file : files.entrySet()) {
      String path = file.getKey();
      members.put(path, file.getValue());
      for (int end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
        members.put(path.substring(0, end + 1), EMPTY);
      }
    }
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, BLOCKING, "US-ASCII");
    put(tar, "./", 0700, EMPTY);
    for (Map.Entry<String, Content> member : members.entrySet()) {
      String path = member.getKey();
      put(tar, "./" + path, path.endsWith("/") ? 0755 : 0644, member.getValue());
    }
    tar.finish();
    tar.flush();
  }

  private void put(TarArchiveOutputStream tar, String name, int mode, Content content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    entry.setModTime(timestamp.getEpochSecond() * 1000);
    entry.setSize(content.size());
    tar.putArchiveEntry(entry);
    content.writeTo(tar);
    tar.closeArchiveEntry();
  }

  /** The path with each separator below every other character. */
  private static String sortable(String path) {
    return String.join("\0", List.of(path.split("/"))) + (path.endsWith("/") ? "\0" : "");
  }
}
