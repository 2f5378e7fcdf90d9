package dev.annotir.it.bench;

import dev.annotir.it.Archive;
import dev.annotir.it.Compilation;
import dev.annotir.it.Jdks;
import dev.annotir.it.Programs;
import dev.annotir.it.Tool;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the peers of this machine. */
final class Peers {
  private static final List<String> COMPILERS = List.of("gcc", "clang");

  /** Methods are compiled at once; no thread of the JVM competes with that which is timed. */
  private static final List<String> JVM =
      List.of("-Xbatch", "-XX:+UseSerialGC", "-Xms1g", "-Xmx3g", "-cp");

  private final Options options;
  private final Path python;
  private final Path tests;
  private final Path work;
  private final Compilation compilation;
  private final List<String> libraries;

  /**
   * With the operators of a compilation.
   *
   * @param tests the folder of the tests' sources
   * @param work an existing folder to build in
   * @param libraries those whose operators are measured
   */
  Peers(Options options, Path tests, Path work, Compilation compilation, List<String> libraries) {
    this.options = options;
    this.python = Path.of(options.python());
    this.tests = tests;
    this.work = work;
    this.compilation = compilation;
    this.libraries = libraries;
  }

  /** The JVM of this program first, which the others are compared with, then annotir. */
  List<Peer> find(Machine machine) throws IOException {
    NativePeers built = new NativePeers(tests.resolve("resources/dev/annotir/it/bench/c"), work);
    List<String> loops = libraries.stream().map(name -> name + ".c").toList();
    List<Peer> peers = new ArrayList<>();
    peers.add(hotspot(Jdks.own()));
    for (String compiler : COMPILERS) {
      String name = "annotir, " + compiler;
      if (Tool.isPresent(compiler)) {
        peers.add(
            library(
                name, Peer.Group.ANNOTIR, version(compiler), built.annotir(compiler, archives())));
      } else {
        peers.add(Peer.missing(name, Peer.Group.ANNOTIR, "not on the PATH"));
      }
    }
    Optional<Path> newer = Jdks.findNewer();
    if (isAsked("HotSpot newer")) {
      peers.add(
          newer
              .map(this::hotspot)
              .orElse(Peer.missing("HotSpot", Peer.Group.JVM, "JDK_NEWER names none")));
    }
    for (String compiler : COMPILERS) {
      if (!isAsked(compiler)) {
        continue;
      }
      if (Tool.isPresent(compiler)) {
        String library = built.c(compiler, "naive", loops, List.of());
        peers.add(library(compiler, Peer.Group.NAIVE, version(compiler), List.of(library)));
      } else {
        peers.add(Peer.missing(compiler, Peer.Group.NAIVE, "not on the PATH"));
      }
    }
    if (isAsked("OpenBLAS")) {
      peers.add(openBlas(built, machine));
    }
    if (isAsked("PyTorch")) {
      peers.add(python("PyTorch", "peer_torch"));
    }
    return peers;
  }

  private List<Archive> archives() {
    return compilation.archives().stream()
        .filter(archive -> libraries.contains(archive.library()))
        .toList();
  }

  /** As the system has it, or as a wheel of PyPI, whose names have a prefix. */
  private Peer openBlas(NativePeers built, Machine machine) {
    List<List<String>> places = new ArrayList<>();
    for (String wheel :
        python("import scipy_openblas32 as w; print(w.get_lib_dir())").stream().toList()) {
      places.add(
          List.of("-DPREFIX=scipy_", "-L" + wheel, "-Wl,-rpath," + wheel, "-lscipy_openblas"));
    }
    places.add(List.of("-lopenblas"));
    for (List<String> place : places) {
      Optional<String> library = built.linked("openblas", List.of("openblas.c"), place);
      if (library.isPresent()) {
        Peer peer =
            library(
                "OpenBLAS",
                Peer.Group.LIBRARY,
                place.get(place.size() - 1),
                List.of(library.get()));
        return machine.openBlasCore().isEmpty()
            ? peer
            : peer.with("OPENBLAS_CORETYPE", machine.openBlasCore());
      }
    }
    return Peer.missing("OpenBLAS", Peer.Group.LIBRARY, "no wheel scipy-openblas32, no -lopenblas");
  }

  /** A package of Python, in a module of ours. */
  private Peer python(String name, String module) {
    String path = "import sys; sys.path.insert(0, '" + scripts() + "'); ";
    Optional<String> version =
        python(path + "import " + module + "; print(" + module + ".VERSION)");
    if (version.isEmpty()) {
      return Peer.missing(name, Peer.Group.LIBRARY, "no Python that has it; --install gets one");
    }
    return new Peer(
        name,
        Peer.Group.LIBRARY,
        false,
        version.get(),
        List.of(
            python.toString(),
            "-B",
            scripts().resolve("worker.py").toString(),
            module,
            work.resolve(Inputs.FOLDER).toString()),
        Map.of());
  }

  private Path scripts() {
    return tests.resolve("python/bench");
  }

  /** What a line of Python prints, if it does not fail. */
  private Optional<String> python(String code) {
    try {
      return Programs.run(work, List.of(python.toString(), "-B", "-c", code))
          .lines()
          .reduce((first, last) -> last);
    } catch (AssertionError | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private boolean isAsked(String name) {
    return options.peers().matcher(name).find();
  }

  private Peer hotspot(Path jdk) {
    int feature = Jdks.feature(jdk);
    return new Peer(
        "HotSpot " + feature,
        Peer.Group.JVM,
        true,
        Programs.run(work, List.of(jdk.resolve("bin/java").toString(), "-version"))
            .lines()
            .skip(1)
            .findFirst()
            .orElse(""),
        worker(jdk, List.of()),
        Map.of());
  }

  private Peer library(String name, Peer.Group group, String description, List<String> libraries) {
    return new Peer(
        name,
        group,
        group != Peer.Group.LIBRARY,
        description,
        worker(Jdks.own(), libraries),
        Map.of());
  }

  private List<String> worker(Path jdk, List<String> libraries) {
    String classes = compilation.classes().toString();
    List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
    if (Jdks.feature(jdk) >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(JVM);
    command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
    command.addAll(List.of(Worker.class.getName(), classes));
    command.addAll(libraries);
    return command;
  }

  private String version(String compiler) {
    return Programs.run(work, List.of(compiler, "--version")).lines().findFirst().orElse("");
  }
}
