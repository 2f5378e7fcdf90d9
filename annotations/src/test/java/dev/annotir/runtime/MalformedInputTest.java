package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a reader gets, it gives a result or says where they are wrong: bytes cut off
 * everywhere, with other lengths, with other bytes; 15,000 for each reader.
 */
@Timeout(600)
class MalformedInputTest {
  private static final int CASES = 15_000;

  private static final long[] LENGTHS = {
    0, 1, 7, 255, -1, -8, 1L << 31, (1L << 31) - 1, 1L << 32, 1L << 61, 1L << 63, (1L << 63) - 1
  };

  private static final String METADATA =
      """
      {"version": 7, "model_name": "m", "export_datetime": "2021-07-02 12:00:00Z",
       "memory": {"add": [
         {"size_bytes": 2, "shape": [2], "dtype": "int8", "input_binding": "é\\u00e9"},
         {"size_bytes": 48, "shape": [3, 4], "dtype": "float32x2", "input_binding": null}]},
       "target": ["c"], "executors": [], "style": "operator", "x": [-1.5e-3, {}, true, false]}""";

  private static final String OPERATORS =
      """
      {"schema": 1, "library": "m", "class": "p.M", "params": "metadata", "operators": [
        {"name": "add", "method": "add", "packed": "m_add_packed", "constants": ["w"], "exact": true,
         "parameters": [
           {"name": "x", "kind": "tensor", "dtype": "int8", "shape": [2, 3], "access": "read"},
           {"name": "n", "kind": "scalar", "dtype": "int32", "type": "int"}],
         "result": {"kind": "scalar", "dtype": "float32"},
         "errors": [{"code": 1, "exception": "java.lang.ArithmeticException",
           "message": "/ by zero", "file": "M.java", "line": 3, "stated": false}]}]}""";

  private static final Path FOLDER = Path.of("folder").toAbsolutePath();

  /** Where bytes have lengths, and how these are changed. */
  private interface Lengths {
    void change(byte[] sound, Consumer<byte[]> changed);
  }

  /** A reader, and bytes that it reads. */
  private record Subject(String name, byte[] sound, Lengths lengths, Consumer<ByteBuffer> reader) {
    /** How many bytes the reader puts before those that it is given. */
    int start() {
      return name.equals("operators.json") ? 512 : 0;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private int cases;
  private int refused;

  static Stream<Subject> subjects() throws IOException {
    Map<String, NDArray> tensors =
        new TreeMap<>(
            Map.of(
                "w", NDArray.of(new float[][] {{1, 2}, {3, 4}}),
                "empty", NDArray.of(new int[3][0]),
                "bits", NDArray.of(new boolean[] {true, false})));
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    tensors.get("w").save(tensor);
    ByteArrayOutputStream params = new ByteArrayOutputStream();
    ParameterFile.save(tensors, params);
    OperatorModule source =
        OperatorModule.cSource("int x;\n", "c", List.of("f", "g"), List.of("w"));
    OperatorModule module =
        OperatorModule.metadata(
            tensors, Map.of("f", List.of("w", "bits"), "g", List.of()), List.of(source));
    ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    module.saveToBinary(metadata);
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    source.saveToBinary(code);
    return Stream.of(
        new Subject("tensor", tensor.toByteArray(), MalformedInputTest::anywhere, NDArray::load),
        new Subject(
            "parameters", params.toByteArray(), MalformedInputTest::anywhere, ParameterFile::load),
        module("metadata", metadata.toByteArray()),
        module("c", code.toByteArray()),
        new Subject(
            "tree",
            ModuleTreeTest.bytes(module),
            MalformedInputTest::anywhere,
            ModuleTreeReader::read),
        new Subject(
            "JSON",
            METADATA.getBytes(StandardCharsets.UTF_8),
            MalformedInputTest::numbers,
            bytes -> JsonReader.read(bytes, new IdentityHashMap<>())),
        new Subject(
            "operators.json",
            OPERATORS.getBytes(StandardCharsets.UTF_8),
            MalformedInputTest::numbers,
            MalformedInputTest::readOperators),
        new Subject(
            "archive",
            archive(params.toByteArray()),
            MalformedInputTest::headers,
            MalformedInputTest::readArchive),
        new Subject(
            ".npy",
            NpyFileTest.file(">f4", true, "(2, 2)", new byte[16]),
            MalformedInputTest::anywhere,
            NpyFile::load));
  }

  private static Subject module(String typeKey, byte[] sound) {
    return new Subject(
        typeKey,
        sound,
        MalformedInputTest::anywhere,
        bytes -> OperatorModule.loadFromBinary(typeKey, bytes, List.of()));
  }

  private static byte[] archive(byte[] params) {
    return new TarBytes()
        .folder("./")
        .extended('g', "comment=x")
        .extended('x', "path=./src/" + "long".repeat(30), "size=1", "mtime=1.5")
        .file("./src/long", "1")
        .member("././@LongLink", 'L', "./src/" + "other".repeat(30) + "\0")
        .file("./src/other", "int x;\n")
        .headerOnly("./parameters/m.params", '0', Integer.toOctalString(params.length))
        .padded(params)
        .file("./metadata.json", METADATA)
        .file("./operators.json", OPERATORS)
        .bytes()
        .array();
  }

  private static void readArchive(ByteBuffer bytes) {
    MlfArchive archive = MlfArchive.of(bytes);
    for (String name : archive.members()) {
      if (!FOLDER.resolve(name).normalize().startsWith(FOLDER)
          || archive.member(name).limit() > bytes.limit()) {
        fail(name);
      }
    }
    archive.parameters();
    archive.memory();
    OperatorsDocument operators = OperatorsDocument.of(archive);
    operators.library();
    operators.hasConstantsApart();
    operators.operators();
  }

  private static void readOperators(ByteBuffer operators) {
    byte[] metadata = METADATA.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[operators.remaining()];
    operators.get(bytes);
    MlfArchive archive =
        MlfArchive.of(
            new TarBytes()
                .headerOnly("operators.json", '0', Integer.toOctalString(bytes.length))
                .padded(bytes)
                .headerOnly("metadata.json", '0', Integer.toOctalString(metadata.length))
                .padded(metadata)
                .bytes());
    OperatorsDocument.of(archive).operators();
  }

  /** Numbers of 8 and of 4 bytes at every offset. */
  private static void anywhere(byte[] sound, Consumer<byte[]> changed) {
    for (long length : LENGTHS) {
      for (int at = 0; at + 4 <= sound.length; at++) {
        byte[] bytes = sound.clone();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (at + 8 <= sound.length) {
          buffer.putLong(at, length);
          changed.accept(bytes.clone());
        }
        System.arraycopy(sound, at, bytes, at, Math.min(8, sound.length - at));
        buffer.putInt(at, (int) length);
        changed.accept(bytes);
      }
    }
  }

  /** Numbers of a text. */
  private static void numbers(byte[] sound, Consumer<byte[]> changed) {
    String text = new String(sound, StandardCharsets.UTF_8);
    for (MatchResult number : Pattern.compile("-?\\d+").matcher(text).results().toList()) {
      for (long length : LENGTHS) {
        for (String other :
            List.of(Long.toString(length), Long.toUnsignedString(length), "1e999")) {
          String whole = text.substring(0, number.start()) + other + text.substring(number.end());
          changed.accept(whole.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** The sizes in the headers of a tar file. */
  private static void headers(byte[] sound, Consumer<byte[]> changed) {
    for (int header : headers(sound)) {
      for (long length : LENGTHS) {
        byte[] octal = sound.clone();
        byte[] digits = Long.toOctalString(length).getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(octal, header + 124, header + 136, (byte) 0);
        System.arraycopy(digits, 0, octal, header + 124, Math.min(12, digits.length));
        changed.accept(TarBytes.withChecksum(octal, header));
        byte[] binary = sound.clone();
        ByteBuffer.wrap(binary).putInt(header + 124, 0x80000000).putLong(header + 128, length);
        changed.accept(TarBytes.withChecksum(binary, header));
      }
    }
  }

  private static List<Integer> headers(byte[] tar) {
    return Stream.iterate(0, at -> at + 512 <= tar.length, at -> at + 512)
        .filter(at -> new String(tar, at + 257, 5, StandardCharsets.ISO_8859_1).equals("ustar"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void malformed(Subject subject) {
    byte[] sound = subject.sound();
    subject.reader().accept(ByteBuffer.wrap(sound));
    for (int length = 0; length < sound.length; length++) {
      read(subject, Arrays.copyOf(sound, length));
    }
    subject.lengths().change(sound, bytes -> read(subject, bytes));
    Random random = new Random(subject.name().hashCode());
    List<Integer> headers = headers(sound);
    while (cases < CASES) {
      byte[] bytes = changed(sound, random);
      for (int header : random.nextBoolean() ? headers : List.<Integer>of()) {
        if (header + 512 <= bytes.length) {
          TarBytes.withChecksum(bytes, header);
        }
      }
      read(subject, bytes);
    }
    assertThat(refused).isGreaterThan(CASES / 4);
  }

  /** Changes, removes, inserts or copies some bytes. */
  private static byte[] changed(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int change = random.nextInt(3); change >= 0 && bytes.length > 0; change--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(1 << random.nextInt(10), bytes.length - at);
      switch (random.nextInt(6)) {
        case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) random.nextInt(256);
        case 3 -> bytes[at] = (byte) "\"{}[],:0-\\\0/.".charAt(random.nextInt(13));
        case 4 -> bytes = joined(bytes, at, at + length);
        default -> bytes = joined(bytes, at + length, at);
      }
    }
    return bytes;
  }

  /** The bytes before {@code end}, followed by those from {@code begin} on. */
  private static byte[] joined(byte[] bytes, int end, int begin) {
    byte[] result = Arrays.copyOf(bytes, end + bytes.length - begin);
    System.arraycopy(bytes, begin, result, end, bytes.length - begin);
    return result;
  }

  private void read(Subject subject, byte[] bytes) {
    cases++;
    try {
      subject.reader().accept(ByteBuffer.wrap(bytes));
    } catch (InvalidFormatException e) {
      refused++;
      long offset = e.offset();
      if (offset < 0
          || offset > bytes.length + subject.start()
          || !String.valueOf(e.getMessage()).endsWith("(at offset " + offset + ")")) {
        fail(HexFormat.of().formatHex(bytes), e);
      }
    } catch (Throwable e) {
      fail(HexFormat.of().formatHex(bytes), e);
    }
  }

  @Test
  void noFileOutsideTheFolder(@TempDir Path outside) throws IOException {
    byte[] sound = archive(new byte[0]);
    Path folder = Files.createDirectory(outside.resolve("folder"));
    Random random = new Random(3);
    int unpacked = 0;
    for (int run = 0; run < 20_000 && unpacked < 200; run++) {
      byte[] bytes = sound.clone();
      for (int header : headers(bytes)) {
        bytes[header + random.nextInt(100)] = (byte) "./\\0a".charAt(random.nextInt(5));
        TarBytes.withChecksum(bytes, header);
      }
      MlfArchive archive;
      try {
        archive = MlfArchive.of(ByteBuffer.wrap(bytes));
      } catch (InvalidFormatException e) {
        continue;
      }
      Path target = folder.resolve(Integer.toString(run));
      archive.extractTo(target);
      unpacked++;
      try (Stream<Path> files = Files.walk(target)) {
        assertThat(files.filter(Files::isRegularFile)).hasSize(archive.members().size());
      }
    }
    assertThat(unpacked).isPositive();
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files).containsExactly(folder);
    }
  }
}
