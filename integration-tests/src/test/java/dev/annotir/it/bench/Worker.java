package dev.annotir.it.bench;

import com.sun.jna.NativeLibrary;
import dev.annotir.it.Archive;
import dev.annotir.it.Call;
import dev.annotir.it.OperatorInfo;
import dev.annotir.it.TimedCall;
import dev.annotir.it.TimedInputs;
import dev.annotir.it.TimedJavaCall;
import dev.annotir.it.TimedNativeCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of a peer whose operators are Java methods or functions of C libraries. A line asks,
 * a line answers:
 *
 * <pre>
 * prepare LIBRARY OPERATOR FILE      calls the operator and writes what it computes to the file:
 *                                    ok, or absent, or failed and why
 * time WARM-UP MEASURE               both in nanoseconds: how many the best call took
 * </pre>
 */
public final class Worker {
  private final List<OperatorInfo> operators;
  private final List<NativeLibrary> libraries;

  private Worker(List<OperatorInfo> operators, List<NativeLibrary> libraries) {
    this.operators = operators;
    this.libraries = libraries;
  }

  /**
   * Answers until there are no more lines.
   *
   * @param args the folder of the operators' classes, then the libraries; without, Java is called
   */
  public static void main(String[] args) throws IOException {
    List<OperatorInfo> operators =
        Archive.in(Path.of(args[0])).stream().flatMap(a -> a.operators().stream()).toList();
    List<NativeLibrary> libraries =
        List.of(args).subList(1, args.length).stream().map(NativeLibrary::getInstance).toList();
    new Worker(operators, libraries).answer();
  }

  @SuppressWarnings("SystemOut")
  private void answer() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Sampler sampler = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", 4);
      if (words[0].equals("time")) {
        double best = sampler.best(Long.parseLong(words[1]), Long.parseLong(words[2]));
        System.out.println(best);
        continue;
      }
      sampler = null;
      try {
        OperatorInfo operator = operator(words[1], words[2]);
        TimedCall call = call(operator, TimedInputs.of(operator));
        call.reset();
        call.run(1);
        Files.write(Path.of(words[3]), call.written());
        sampler = new Sampler(operator, call);
        System.out.println("ok");
      } catch (UnsatisfiedLinkError e) {
        System.out.println("absent");
      } catch (ReflectiveOperationException | RuntimeException e) {
        System.out.println("failed " + e.toString().replaceAll("\\s+", " "));
      }
    }
  }

  private OperatorInfo operator(String library, String name) {
    return operators.stream()
        .filter(operator -> operator.library().equals(library))
        .filter(operator -> operator.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private TimedCall call(OperatorInfo operator, Call arguments)
      throws ReflectiveOperationException {
    if (libraries.isEmpty()) {
      return new TimedJavaCall(operator, arguments);
    }
    for (NativeLibrary library : libraries) {
      if (TimedNativeCall.isIn(library, operator)) {
        return new TimedNativeCall(library, operator, arguments);
      }
    }
    throw new UnsatisfiedLinkError(operator.symbol());
  }
}
