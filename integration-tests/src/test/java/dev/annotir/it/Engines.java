package dev.annotir.it;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Engines that are programs of their own; each unpacks an archive into a folder. */
final class Engines {
  private static final Path SCRIPTS = Path.of("src/test/python").toAbsolutePath();

  private Engines() {}

  /** The packed functions in a C program that the sanitizers watch. */
  static Engine sanitized(String compiler, Archive archive, Path folder) {
    archive.extract(folder);
    try (InputStream driver = Engines.class.getResourceAsStream("driver.c")) {
      Files.copy(driver, folder.resolve("driver.c"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> sources = new ArrayList<>(archive.members("codegen/host/src/", ".c"));
    sources.addAll(List.of("standalone/src/runtime.c", "driver.c"));
    Path program =
        Build.of(
                compiler,
                "-g",
                "-O1",
                "-DLIBRARY=" + archive.library(),
                "-fsanitize=address,undefined",
                "-fno-sanitize-recover=all")
            .run(folder, "driver", sources);
    return new ProgramEngine(
        folder, Map.of(), List.of(program.toString()), ProgramEngine::tensorResult);
  }

  /** The shared library in Python, by tvm_ffi. */
  static Engine ffi(Archive archive, Path folder) {
    return new ProgramEngine(
        folder,
        Map.of(),
        List.of(Tool.python(), "-B", script("run_ffi.py"), ffiLibrary(archive, folder)),
        ProgramEngine::tensorResult);
  }

  /** Builds the shared library that tvm_ffi loads. */
  static String ffiLibrary(Archive archive, Path folder) {
    archive.extract(folder);
    return Build.of("gcc", "-O2", "-fvisibility=hidden")
        .sharedLibrary(archive, folder, "standalone/src/" + archive.library() + "_ffi.c")
        .toString();
  }

  /** The TVMScript, compiled by TVM. */
  static Engine tvm(Library library, Archive archive, Path folder) {
    archive.extract(folder);
    String text = folder.resolve("src/tir-1.txt").toString();
    return new ProgramEngine(
        folder,
        Map.of(),
        List.of(Tool.python(), "-B", script("run_tvm.py"), text),
        operator -> resultAndConstants(library, operator));
  }

  static String script(String name) {
    return SCRIPTS.resolve(name).toString();
  }

  /** After the parameters come the result, as a tensor in any case, and the constants. */
  private static List<Exchange.Extra> resultAndConstants(Library library, OperatorInfo operator) {
    List<Exchange.Extra> extras = new ArrayList<>();
    Parameter result = operator.result();
    if (result != null) {
      List<Integer> shape = result.tensor() ? result.shape() : List.of(1);
      extras.add(new Exchange.Extra(result.dtype(), shape, new long[result.elements()]));
    }
    for (String name : operator.constants()) {
      library.constants().stream()
          .filter(constant -> constant.name().equals(name))
          .map(Engines::extra)
          .forEach(extras::add);
    }
    return extras;
  }

  private static Exchange.Extra extra(Buffer constant) {
    long[] values =
        IntStream.range(0, constant.data().size()).mapToLong(i -> constant.data().get(i)).toArray();
    return new Exchange.Extra(constant.dtype(), constant.tensorShape(), values);
  }
}
