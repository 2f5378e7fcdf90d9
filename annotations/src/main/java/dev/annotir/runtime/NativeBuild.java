package dev.annotir.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the C of an archive becomes a shared library: a compiler, its flags, and where the libraries
 * are kept, each under a name made of all that it depends on.
 *
 * @param compiler gcc, clang, or another with their options; a command and its first arguments
 * @param flags beside those that make a shared library
 * @param cache the folder of the libraries, which is created where it is missing
 */
public record NativeBuild(List<String> compiler, List<String> flags, Path cache) {
  private static final String DEFAULT_FLAGS = "-O3 -march=native -fno-math-errno";

  /** The extension of a file that says how many bytes a library has. */
  private static final String SIZE = ".size";

  private static final String SOURCES = "codegen/host/src/";
  private static final List<String> SHARED =
      List.of(
          "-shared",
          "-fPIC",
          "-fvisibility=hidden",
          "-DANNOTIR_NO_SYSTEM_LIB",
          "-Istandalone/include",
          "-Icodegen/host/include");

  /** How often a lock that this process has already is asked for, in nanoseconds. */
  private static final long WAIT = 10_000_000;

  /** What threads of this JVM hold while they build: a file's lock is the process's. */
  private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

  /** The macros that a compiler predefines, by the command that printed them. */
  private static final Map<List<String>, String> MACROS = new ConcurrentHashMap<>();

  /** A build. */
  public NativeBuild {
    compiler = List.copyOf(compiler);
    flags = List.copyOf(flags);
    cache = cache.toAbsolutePath(); // the compiler runs in another folder
  }

  /**
   * The build that the environment asks for: the compiler {@code CC}, else {@code cc}, with {@code
   * CFLAGS}, else {@code -O3 -march=native -fno-math-errno}; the libraries in the folder of the
   * system property {@code annotir.cache}, else in {@code annotir} of the user's folder for caches.
   */
  public static NativeBuild ofEnvironment() {
    return new NativeBuild(
        words(System.getenv("CC"), "cc"),
        words(System.getenv("CFLAGS"), DEFAULT_FLAGS),
        defaultCache());
  }

  /** The same build with another compiler, such as {@code clang}. */
  public NativeBuild withCompiler(String... command) {
    return new NativeBuild(List.of(command), flags, cache);
  }

  /** The same build with other flags. */
  public NativeBuild withFlags(String... newFlags) {
    return new NativeBuild(compiler, List.of(newFlags), cache);
  }

  /** The same build with another folder for the libraries. */
  public NativeBuild withCache(Path folder) {
    return new NativeBuild(compiler, flags, folder);
  }

  /** Whether the compiler can be run. */
  public boolean hasCompiler() {
    try {
      macros();
      return true;
    } catch (OperatorException e) {
      return false;
    }
  }

  private static List<String> words(@Nullable String text, String otherwise) {
    String words = text == null || text.isBlank() ? otherwise : text;
    return Arrays.asList(words.strip().split("\\s+"));
  }

  private static Path defaultCache() {
    String stated = System.getProperty("annotir.cache");
    if (stated != null) {
      return Path.of(stated);
    }
    String home = System.getProperty("user.home", "");
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String caches = System.getenv(system.contains("win") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
    Path folder =
        caches != null && !caches.isEmpty()
            ? Path.of(caches)
            : Path.of(home, system.contains("mac") ? "Library/Caches" : ".cache");
    return folder.resolve("annotir");
  }

  /**
   * The shared library of an archive, built unless it was built before, by whatever process.
   *
   * @throws OperatorException if there is no compiler, it fails, or the cache cannot be written
   */
  Path library(String name, MlfArchive archive) {
    Path file = cache.resolve(System.mapLibraryName(name + "-" + key(archive)));
    if (!isWhole(file)) {
      build(archive, file, false);
    }
    return file;
  }

  /**
   * Builds a library anew that cannot be loaded.
   *
   * @throws OperatorException as {@link #library} does
   */
  void rebuild(MlfArchive archive, Path file) {
    build(archive, file, true);
  }

  private static Path beside(Path file, String extension) {
    return file.resolveSibling(file.getFileName() + extension);
  }

  /** Whether a library is there as it was built: a part of one may end the JVM. */
  private static boolean isWhole(Path file) {
    try {
      Path size = beside(file, SIZE);
      return Files.exists(file)
          && (!Files.exists(size)
              || Files.readString(size).equals(Long.toString(Files.size(file))));
    } catch (IOException e) {
      return false;
    }
  }

  private void build(MlfArchive archive, Path file, boolean isDamaged) {
    synchronized (LOCKS.computeIfAbsent(file.toAbsolutePath(), f -> new Object())) {
      try {
        Files.createDirectories(cache);
        try (FileChannel channel =
                FileChannel.open(
                    beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel)) {
          if (lock.isValid() && (isDamaged || !isWhole(file))) {
            compile(archive, file);
          }
        }
      } catch (IOException e) {
        throw new OperatorException(
            "the library cannot be written to "
                + cache
                + ": "
                + e
                + "; name another folder by -Dannotir.cache=<folder>",
            e);
      }
    }
  }

  /** The lock of a file, also where this class was loaded twice: another one's LOCKS are others. */
  private static FileLock lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        LockSupport.parkNanos(WAIT);
      }
    }
  }

  private void compile(MlfArchive archive, Path file) throws IOException {
    Path folder = Files.createTempDirectory(cache, "build-");
    try {
      archive.extractTo(folder);
      Path built = folder.resolve(file.getFileName().toString());
      List<String> command = command(SHARED);
      command.addAll(sources(archive));
      command.addAll(List.of("-o", built.toString()));
      String said = run(command, folder);
      if (!Files.exists(built)) {
        throw new OperatorException(String.join(" ", command) + " wrote no library: " + said);
      }
      Path size = Files.writeString(beside(built, SIZE), Long.toString(Files.size(built)));
      Files.move(size, beside(file, SIZE), StandardCopyOption.ATOMIC_MOVE);
      // Whoever sees the library sees all of it.
      Files.move(built, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private List<String> command(List<String> more) {
    List<String> command = new ArrayList<>(compiler);
    command.addAll(flags);
    command.addAll(more);
    return command;
  }

  private static List<String> sources(MlfArchive archive) {
    List<String> sources = new ArrayList<>();
    for (String member : new TreeSet<>(archive.members())) {
      if (member.startsWith(SOURCES) && member.endsWith(".c")) {
        sources.add(member);
      }
    }
    sources.add("standalone/src/runtime.c");
    return sources;
  }

  /**
   * What the library depends on: the C, the compiler with its target and version, and the flags;
   * and the constants, as a library that is given them has one place for each.
   */
  private String key(MlfArchive archive) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      update(digest, String.join("\0", command(SHARED)));
      update(digest, macros());
      for (String member : new TreeSet<>(archive.members())) {
        if (member.endsWith(".c") || member.endsWith(".h") || member.endsWith(".params")) {
          update(digest, member);
          digest.update(archive.member(member));
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** The macros say the compiler's version and, after -march=native, what this machine is. */
  private String macros() {
    return MACROS.computeIfAbsent(
        command(List.of("-dM", "-E", "-x", "c", "-")), command -> run(command, null));
  }

  /** What a command prints. */
  private static String run(List<String> command, @Nullable Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new OperatorException(
          "there is no C compiler "
              + command.get(0)
              + ": "
              + e.getMessage()
              + "; install gcc or clang, or name one by the environment variable CC",
          e);
    }
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new OperatorException(
            String.join(" ", command) + " ended with " + code + ":\n" + text);
      }
      return text;
    } catch (IOException e) {
      throw new OperatorException(String.join(" ", command) + " failed: " + e, e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new OperatorException(String.join(" ", command) + " was interrupted", e);
    }
  }
}
