package dev.annotir.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an archive must be, byte for byte: its members as files in a folder, for people to review,
 * and here the tar file around them.
 */
final class GoldenArchive {
  private static final int BLOCK = 512;
  private static final int RECORD = 20 * BLOCK;

  /** Folders before what they hold, names in order at each level. */
  private static final Comparator<String> WALK =
      Comparator.comparing(path -> path.replace('/', '\0'));

  private final Map<String, byte[]> files;
  private final long seconds;
  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  private GoldenArchive(Map<String, byte[]> files, long seconds) {
    this.files = files;
    this.seconds = seconds;
  }

  /** The files of some folders by their paths in these. */
  static Map<String, byte[]> files(Path... folders) {
    Map<String, byte[]> files = new TreeMap<>();
    for (Path folder : folders) {
      try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String path = folder.relativize(file).toString().replace('\\', '/');
          files.put(path, Files.readAllBytes(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** The tar file of members that all have one time. */
  static byte[] tar(Map<String, byte[]> files, long seconds) {
    return new GoldenArchive(files, seconds).tar();
  }

  private byte[] tar() {
    Map<String, byte[]> members = new HashMap<>(files);
    for (String path : files.keySet()) {
      for (int end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
        members.put(path.substring(0, end + 1), new byte[0]);
      }
    }
    add("./", "0000700", new byte[0]);
    List<String> paths = new ArrayList<>(members.keySet());
    paths.sort(WALK);
    for (String path : paths) {
      add("./" + path, path.endsWith("/") ? "0000755" : "0000644", members.get(path));
    }
    tar.writeBytes(new byte[2 * BLOCK]);
    tar.writeBytes(new byte[(RECORD - tar.size() % RECORD) % RECORD]);
    return tar.toByteArray();
  }

  private void add(String name, String mode, byte[] content) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, mode + " 0000000 0000000 ");
    put(header, 124, String.format("%011o %011o ", content.length, seconds));
    put(header, 148, " ".repeat(8)); // what the sum of all bytes counts in its own place
    put(header, 156, name.endsWith("/") ? "5" : "0");
    put(header, 257, "ustar\00000root");
    put(header, 297, "root");
    put(header, 329, "0000000 0000000 ");
    int sum = 0;
    for (byte b : header) {
      sum += b;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    tar.writeBytes(header);
    tar.writeBytes(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
