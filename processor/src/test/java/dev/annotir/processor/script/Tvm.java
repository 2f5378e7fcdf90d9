package dev.annotir.processor.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Interpreter;
import dev.annotir.processor.ir.Outcome;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.TextPrinter;
import dev.annotir.processor.ir.Verifier;
import dev.annotir.processor.ir.Walker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs functions by TVM, where {@code -Dannotir.python} names a Python that has it, and compares.
 */
final class Tvm {
  private record Run(PrimFunc func, long[][] args) {}

  private final List<OperatorFacts> operators = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();

  static void assumePresent() {
    String python = python();
    Assumptions.assumeTrue(
        python != null && Files.isExecutable(Path.of(python)), "annotir.python names no Python");
  }

  private static @Nullable String python() {
    return System.getProperty("annotir.python");
  }

  /** What the printer needs to know of a function. */
  static OperatorFacts facts(PrimFunc func) {
    Set<Buffer> constants = new LinkedHashSet<>();
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad l && l.buffer().scope() == Buffer.Scope.CONST) {
          constants.add(l.buffer());
        }
        super.enter(e);
      }
    }.walk(func.body());
    return new OperatorFacts(
        Verifier.verify(func),
        Map.of(),
        Map.of(),
        List.of(),
        0,
        List.copyOf(constants),
        Map.of(),
        0);
  }

  /** Adds a function. */
  void add(PrimFunc func) {
    operators.add(facts(func));
  }

  /** Adds a call of the function added last. */
  void call(long[]... args) {
    runs.add(new Run(operators.get(operators.size() - 1).func(), args));
  }

  /** Makes all calls by TVM and by the interpreter and compares every bit. */
  void compare() {
    Iterator<String> replies = replies().iterator();
    for (Run run : runs) {
      compare(run, replies);
    }
  }

  private void compare(Run run, Iterator<String> replies) {
    PrimFunc func = run.func();
    long[][] args = new long[run.args().length][];
    for (int i = 0; i < args.length; i++) {
      args[i] = run.args()[i].clone();
    }
    Outcome outcome = Interpreter.run(func, args);
    String reply = replies.next();
    if (outcome instanceof Outcome.Faulted faulted) {
      assertThat(reply).as(() -> about(run)).isEqualTo("error " + faulted.fault().text());
      return;
    }
    assertThat(reply).as(() -> about(run)).isEqualTo("ok");
    int index = 0;
    for (Param param : func.params()) {
      if (param instanceof Buffer buffer) {
        same(run, buffer, args[index], replies.next());
      }
      index++;
    }
    if (func.result() != null) {
      same(run, func.result(), ((Outcome.Returned) outcome).result(), replies.next());
    }
    facts(func).constants().forEach(constant -> replies.next());
  }

  private static void same(Run run, Buffer buffer, long[] expected, String actual) {
    DType dtype = buffer.dtype();
    String[] words = actual.split(" ");
    for (int i = 0; i < expected.length; i++) {
      long value = dtype.wrap(Long.parseUnsignedLong(words[i], 16));
      boolean bothNaN = isNaN(dtype, value) && isNaN(dtype, expected[i]);
      if (value != expected[i] && !bothNaN) {
        assertThat(Long.toHexString(value))
            .as("%s%s[%d] for %s", about(run), buffer.name(), i, text(run))
            .isEqualTo(Long.toHexString(expected[i]));
      }
    }
  }

  private static String about(Run run) {
    String script = new TvmScriptPrinter(List.of(facts(run.func()))).print();
    return TextPrinter.print(run.func()) + script;
  }

  private static String text(Run run) {
    return Arrays.stream(run.args()).map(Arrays::toString).collect(Collectors.joining("; "));
  }

  private static boolean isNaN(DType dtype, long bits) {
    return dtype == DType.FLOAT32 && Float.isNaN(Float.intBitsToFloat((int) bits))
        || dtype == DType.FLOAT64 && Double.isNaN(Double.longBitsToDouble(bits));
  }

  private List<String> replies() {
    try {
      Path folder = Files.createTempDirectory("annotir-tvm");
      Path script = folder.resolve("module.txt");
      Path calls = folder.resolve("calls.txt");
      Path replies = folder.resolve("replies.txt");
      Files.writeString(script, new TvmScriptPrinter(operators).print());
      Files.writeString(calls, calls());
      TvmProcess.run(Objects.requireNonNull(python()), script, calls, replies);
      List<String> lines = Files.readAllLines(replies);
      for (Path file : List.of(script, calls, replies, folder)) {
        Files.delete(file);
      }
      return lines;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String calls() {
    StringBuilder text = new StringBuilder();
    for (Run run : runs) {
      text.append("call ").append(run.func().name()).append('\n');
      for (int i = 0; i < run.args().length; i++) {
        text.append(argument(run.func().params().get(i), run.args()[i])).append('\n');
      }
      Buffer result = run.func().result();
      if (result != null) {
        text.append(argument(result, new long[(int) result.elements()])).append('\n');
      }
      for (Buffer constant : facts(run.func()).constants()) {
        long[] data =
            LongStream.range(0, constant.elements())
                .map(i -> constant.data().get((int) i))
                .toArray();
        text.append(argument(constant, data)).append('\n');
      }
      text.append("end\n");
    }
    return text.toString();
  }

  private static String argument(Param param, long[] values) {
    long mask = param.dtype().bits() == 64 ? -1 : (1L << param.dtype().bits()) - 1;
    String words =
        LongStream.of(values)
            .mapToObj(v -> Long.toHexString(v & mask))
            .collect(Collectors.joining(" "));
    if (param instanceof Buffer buffer) {
      String shape =
          buffer.tensorShape().isEmpty()
              ? "1"
              : buffer.tensorShape().stream().map(String::valueOf).collect(Collectors.joining(","));
      return "tensor " + param.dtype() + " " + shape + " " + words;
    }
    return "scalar " + param.dtype() + " " + words;
  }
}
