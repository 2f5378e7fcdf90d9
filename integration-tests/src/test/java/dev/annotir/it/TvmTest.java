package dev.annotir.it;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TVM parses the TVMScript of the examples, compiles it, and gives the bits of the JVM. */
class TvmTest {
  private static Compilation compilation;

  @TempDir Path folder;

  @BeforeAll
  static void compile() {
    compilation = Examples.compile();
  }

  static Stream<Archive> archives() {
    return Archive.examples().stream();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void resultsAreTheJvms(Archive archive) {
    String python = Tool.python();
    archive.extract(folder);
    List<Job> jobs =
        Harness.of(compilation)
            .operators(operator -> operator.library().equals(archive.library()))
            .seeds(6)
            .jobs();
    Comparison comparison = new Comparison(jobs, new JvmEngine(compilation.loader()).run(jobs));
    comparison.add("TVM", engine(python).run(jobs));
    comparison.summary();
  }

  private ProgramEngine engine(String python) {
    String runner = Path.of("src/test/python/run_tvm.py").toAbsolutePath().toString();
    String script = folder.resolve("src/tir-1.txt").toString();
    return new ProgramEngine(
        folder, Map.of(), List.of(python, "-B", runner, script), TvmTest::resultAndConstants);
  }

  /** After the parameters come the result, as a tensor in any case, and the constants. */
  private static List<Exchange.Extra> resultAndConstants(OperatorInfo operator) {
    List<Exchange.Extra> extras = new ArrayList<>();
    Parameter result = operator.result();
    if (result != null) {
      List<Integer> shape = result.tensor() ? result.shape() : List.of(1);
      extras.add(new Exchange.Extra(result.dtype(), shape, new long[result.elements()]));
    }
    Library library = compilation.libraries().get(operator.library());
    for (String name : operator.constants()) {
      library.constants().stream()
          .filter(constant -> constant.name().equals(name))
          .map(TvmTest::extra)
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
