package dev.annotir.processor.c;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Interpreter;
import dev.annotir.processor.ir.Outcome;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.schedule.Variant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions that are compiled into one program, each called once with arguments from a file. */
final class Batch {
  /**
   * A call, and the elements that its tensors have after it: of each parameter in order, then of
   * the result.
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares calls
  private record Call(OperatorFacts facts, long[][] args, int code, List<long[]> expected) {}

  private final List<Call> calls = new ArrayList<>();
  private final Map<OperatorFacts, List<Variant>> variants = new HashMap<>();

  /** Says which variants an operator has. */
  void vary(OperatorFacts facts, List<Variant> ofOperator) {
    variants.put(facts, ofOperator);
  }

  /** Adds a call of which the expected outcome is known. */
  void add(OperatorFacts facts, long[][] args, int code, List<long[]> expected) {
    calls.add(new Call(facts, args, code, expected));
  }

  /** Adds a call that is expected to do what the interpreter does. */
  void add(OperatorFacts facts, long[]... args) {
    long[][] after = new long[args.length][];
    for (int i = 0; i < args.length; i++) {
      after[i] = args[i].clone();
    }
    Outcome outcome = Interpreter.run(facts.func(), after);
    List<long[]> expected = new ArrayList<>(List.of(after));
    int code = 0;
    if (outcome instanceof Outcome.Returned returned) {
      if (facts.func().result() != null) {
        expected.add(returned.result());
      }
    } else if (outcome instanceof Outcome.Faulted faulted) {
      code = facts.errorOf(faulted.fault()).code();
      expected.clear();
    } else {
      throw new AssertionError(facts.func().name() + ": " + outcome);
    }
    add(facts, args, code, expected);
  }

  /** The kernels. */
  String kernels() {
    return KernelFile.of(operators(), variants);
  }

  private List<OperatorFacts> operators() {
    return calls.stream().map(Call::facts).distinct().toList();
  }

  /** A main function that reads arguments, calls the kernels and writes results. */
  String driver() {
    StringBuilder out =
        new StringBuilder("#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n");
    out.append("#include <stdint.h>\n#define T_RESTRICT restrict\nint t_check(void);\n");
    operators().forEach(o -> out.append(KernelPrinter.signature(o, Ir.LIBRARY)).append(";\n"));
    out.append(
        "static void* get(size_t n) { void* p = malloc(n); if (fread(p, 1, n, stdin) != n) exit(3);"
            + " return p; }\n");
    out.append(
        "static void put(const void* p, size_t n) { if (fwrite(p, 1, n, stdout) != n) exit(4);"
            + " }\n");
    StringBuilder main = new StringBuilder("int main(void) {\n");
    for (int i = 0; i < calls.size(); i++) {
      out.append("static void call")
          .append(i)
          .append("(void) {\n")
          .append(body(calls.get(i)))
          .append("}\n");
      main.append("  call").append(i).append("();\n");
    }
    return out.append(main).append("  return t_check();\n}\n").toString();
  }

  private static String body(Call call) {
    StringBuilder out = new StringBuilder();
    StringBuilder after = new StringBuilder();
    List<String> names = new ArrayList<>();
    List<Param> params = params(call);
    for (int k = 0; k < params.size(); k++) {
      Param p = params.get(k);
      String type = CTypes.of(p.dtype());
      long bytes = elements(p) * p.dtype().bytes();
      String source = k < call.args().length ? "get(" + bytes + ")" : "calloc(1, " + bytes + ")";
      out.append("  " + type + "* p" + k + " = (" + type + "*)" + source + ";\n");
      names.add((p instanceof Buffer ? "" : "*") + "p" + k);
      after.append("  put(p" + k + ", " + bytes + "); free(p" + k + ");\n");
    }
    if (call.facts().workspaceBytes() > 0) {
      out.append(
          "  void* w = malloc(" + call.facts().workspaceBytes() + ");\n  memset(w, 85, 64);\n");
      names.add("w");
      after.append("  free(w);\n");
    }
    String function = "t_" + call.facts().func().name();
    out.append(
        "  int32_t code = " + function + "(" + String.join(", ", names) + ");\n  put(&code, 4);\n");
    return out.append(after).toString();
  }

  private static List<Param> params(Call call) {
    List<Param> params = new ArrayList<>(call.facts().func().params());
    Buffer result = call.facts().func().result();
    if (result != null) {
      params.add(result);
    }
    return params;
  }

  private static long elements(Param p) {
    return p instanceof Buffer b ? b.elements() : 1;
  }

  /** Compiles with flags, runs, and compares all bits but those of NaNs. */
  void check(Path folder, String compiler, List<String> flags) {
    try {
      Path program = folder.resolve("t");
      Path in = folder.resolve("in");
      Path out = folder.resolve("out");
      Files.writeString(folder.resolve("t.c"), kernels());
      Files.writeString(folder.resolve("main.c"), driver());
      Files.write(in, arguments());
      CToolchain.run(folder, CToolchain.compile(compiler, flags, "t.c", "t.o"));
      CToolchain.run(folder, "gcc", "-c", "main.c", "-o", "main.o");
      List<String> link = flags.stream().filter(f -> f.startsWith("-fsanitize")).toList();
      CToolchain.run(
          folder, CToolchain.command(compiler, link, "-o", program.toString(), "main.o", "t.o"));
      CToolchain.run(folder, in, out, program.toString());
      compare(
          ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.nativeOrder()),
          compiler + flags);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private byte[] arguments() {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 26).order(ByteOrder.nativeOrder());
    for (Call call : calls) {
      for (int k = 0; k < call.args().length; k++) {
        for (long element : call.args()[k]) {
          put(bytes, call.facts().func().params().get(k).dtype(), element);
        }
      }
    }
    byte[] result = new byte[bytes.position()];
    bytes.flip().get(result);
    return result;
  }

  private static void put(ByteBuffer bytes, DType dtype, long element) {
    switch (dtype.bits()) {
      case 8 -> bytes.put((byte) element);
      case 16 -> bytes.putShort((short) element);
      case 32 -> bytes.putInt((int) element);
      default -> bytes.putLong(element);
    }
  }

  private static long get(ByteBuffer bytes, DType dtype) {
    return switch (dtype.bits()) {
      case 8 -> bytes.get();
      case 16 -> bytes.getShort();
      case 32 -> bytes.getInt();
      default -> bytes.getLong();
    };
  }

  private void compare(ByteBuffer out, String where) {
    for (Call call : calls) {
      String name = call.facts().func().name();
      int code = out.getInt();
      if (code != call.code()) {
        throw new AssertionError(
            where + " " + name + ": code " + code + " instead of " + call.code());
      }
      List<Param> params = params(call);
      for (int k = 0; k < params.size(); k++) {
        for (int i = 0; i < elements(params.get(k)); i++) {
          DType dtype = params.get(k).dtype();
          long actual = canonical(dtype, get(out, dtype));
          if (call.expected().isEmpty()) {
            continue;
          }
          long expected = canonical(dtype, call.expected().get(k)[i]);
          if (actual != expected) {
            throw new AssertionError(
                String.format(
                    "%s %s: %s[%d] is %x instead of %x, for %s",
                    where, name, params.get(k).name(), i, actual, expected, describe(call, i)));
          }
        }
      }
    }
  }

  private static String describe(Call call, int i) {
    StringBuilder out = new StringBuilder();
    for (long[] arg : call.args()) {
      out.append(Long.toHexString(arg[Math.min(i, arg.length - 1)])).append(' ');
    }
    return out.toString();
  }

  private static long canonical(DType dtype, long bits) {
    return switch (dtype) {
      case FLOAT32 -> Float.floatToIntBits(Float.intBitsToFloat((int) bits));
      case FLOAT64 -> Double.doubleToLongBits(Double.longBitsToDouble(bits));
      case FLOAT16, BFLOAT16 -> bits & 0xffff;
      default -> dtype.wrap(bits);
    };
  }
}
