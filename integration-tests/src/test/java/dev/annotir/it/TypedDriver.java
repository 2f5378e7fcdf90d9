package dev.annotir.it;

import dev.annotir.processor.ir.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A C program that calls the typed functions of one library: each call in a file, each reply in
 * another, so that a crash shows which call it was.
 *
 * <pre>
 * calls    for each: int32 operator, int32 arguments, then for each: int32 bytes,
 *            int32 the first argument that is the same memory, and if it is this one: the bytes
 * replies  for each: int32 code, int32 length and text of an error, then the bytes of all arguments
 * </pre>
 */
final class TypedDriver {
  private final List<OperatorInfo> operators;

  TypedDriver(List<OperatorInfo> operators) {
    this.operators = operators;
  }

  /** The program, to be compiled along with the library. */
  String source() {
    String functions =
        IntStream.range(0, operators.size())
            .mapToObj(i -> function(i, operators.get(i)))
            .collect(Collectors.joining());
    String table =
        IntStream.range(0, operators.size())
            .mapToObj(i -> "f" + i)
            .collect(Collectors.joining(", "));
    String library = operators.get(0).library();
    return """
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include "LIBRARY_operators.h"
        FUNCTIONS
        static int32_t (*const table[])(void** p) = {TABLE};
        static FILE* calls;
        static int32_t get(void) { int32_t v; return fread(&v, 4, 1, calls) == 1 ? v : -1; }
        int main(int argc, char** argv) {
          if (argc != 3 || LIBRARY_check() != 0) return 9;
          calls = fopen(argv[1], "rb");
          FILE* replies = fopen(argv[2], "wb");
          if (!calls || !replies) return 9;
          for (int32_t op = get(); op >= 0; op = get()) {
            void* p[64];
            int32_t sizes[64], same[64], n = get();
            for (int32_t i = 0; i < n; ++i) {
              sizes[i] = get();
              same[i] = get();
              p[i] = same[i] == i ? malloc((size_t)sizes[i]) : p[same[i]];
              if (same[i] == i && fread(p[i], 1, (size_t)sizes[i], calls) != (size_t)sizes[i]) return 9;
            }
            int32_t code = table[op](p);
            const char* text = code ? LIBRARY_error_text(code) : "";
            int32_t length = (int32_t)strlen(text);
            fwrite(&code, 4, 1, replies);
            fwrite(&length, 4, 1, replies);
            fwrite(text, 1, (size_t)length, replies);
            for (int32_t i = 0; i < n; ++i) fwrite(p[i], 1, (size_t)sizes[i], replies);
            fflush(replies);
            for (int32_t i = 0; i < n; ++i) if (same[i] == i) free(p[i]);
          }
          return fclose(replies) ? 9 : 0;
        }
        """
        .replace("FUNCTIONS", functions)
        .replace("TABLE", table)
        .replace("LIBRARY", library);
  }

  private static String function(int index, OperatorInfo operator) {
    List<String> arguments = new ArrayList<>();
    for (Parameter parameter : operator.parameters()) {
      String place = "p[" + arguments.size() + "]";
      arguments.add(parameter.tensor() ? place : "*(" + cType(parameter.dtype()) + "*)" + place);
    }
    if (operator.result() != null) {
      arguments.add("p[" + arguments.size() + "]");
    }
    if (operator.workspaceBytes() > 0) {
      arguments.add("p[" + arguments.size() + "]");
    }
    return "static int32_t f%d(void** p) { return %s(%s); }\n"
        .formatted(index, operator.symbol(), String.join(", ", arguments));
  }

  private static String cType(DType dtype) {
    return switch (dtype.tvmName()) {
      case "bool" -> "uint8_t";
      case "float32" -> "float";
      case "float64" -> "double";
      default -> dtype.tvmName() + "_t";
    };
  }

  /** The bytes of calls. */
  byte[] calls(List<Job> jobs) {
    Map<String, Integer> indices =
        IntStream.range(0, operators.size())
            .boxed()
            .collect(Collectors.toMap(i -> operators.get(i).name(), i -> i));
    int size = jobs.stream().mapToInt(job -> bytes(job.operator())).sum();
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    for (Job job : jobs) {
      OperatorInfo operator = job.operator();
      buffer.putInt(indices.get(operator.name()));
      int count = operator.parameters().size();
      buffer.putInt(
          count + (operator.result() == null ? 0 : 1) + (operator.workspaceBytes() > 0 ? 1 : 0));
      for (int i = 0; i < count; i++) {
        DType dtype = operator.parameters().get(i).dtype();
        put(
            buffer,
            job.call().firstSame(i),
            i,
            Elements.toBytes(dtype, job.call().arguments().get(i)));
      }
      if (operator.result() != null) {
        put(buffer, count, count, new byte[bytes(operator.result())]);
        count++;
      }
      if (operator.workspaceBytes() > 0) {
        byte[] dirty = new byte[operator.workspaceBytes()];
        java.util.Arrays.fill(dirty, (byte) 0x55);
        put(buffer, count, count, dirty);
      }
    }
    byte[] result = new byte[buffer.position()];
    buffer.flip().get(result);
    return result;
  }

  private static void put(ByteBuffer buffer, int same, int index, byte[] bytes) {
    buffer.putInt(bytes.length).putInt(same);
    if (same == index) {
      buffer.put(bytes);
    }
  }

  private static int bytes(Parameter parameter) {
    return parameter.elements() * parameter.dtype().bytes();
  }

  /** At least the bytes of a call. */
  private static int bytes(OperatorInfo operator) {
    return 32
        + operator.parameters().stream().mapToInt(p -> 8 + bytes(p)).sum()
        + (operator.result() == null ? 0 : 8 + bytes(operator.result()))
        + operator.workspaceBytes();
  }

  /** The replies to the first calls: fewer than the calls if the program has crashed. */
  static List<Reply> replies(List<Job> jobs, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    List<Reply> replies = new ArrayList<>();
    for (Job job : jobs) {
      OperatorInfo operator = job.operator();
      int size =
          operator.parameters().stream().mapToInt(TypedDriver::bytes).sum()
              + (operator.result() == null ? 0 : bytes(operator.result()))
              + operator.workspaceBytes();
      boolean complete = buffer.remaining() >= 8;
      int length = complete ? buffer.getInt(buffer.position() + 4) : 0;
      if (!complete || buffer.remaining() < 8 + length + size) {
        break;
      }
      replies.add(reply(operator, buffer));
    }
    return replies;
  }

  private static Reply reply(OperatorInfo operator, ByteBuffer buffer) {
    int code = buffer.getInt();
    byte[] text = new byte[buffer.getInt()];
    buffer.get(text);
    List<long[]> values = new ArrayList<>();
    for (Parameter parameter : operator.parameters()) {
      long[] elements = elements(parameter, buffer);
      if (parameter.tensor()) {
        values.add(elements);
      }
    }
    if (operator.result() != null) {
      values.add(elements(operator.result(), buffer));
    }
    buffer.position(buffer.position() + operator.workspaceBytes());
    return code == 0
        ? Reply.Returned.of(operator, values)
        : operator.failure(code, new String(text, StandardCharsets.US_ASCII));
  }

  private static long[] elements(Parameter parameter, ByteBuffer buffer) {
    byte[] bytes = new byte[bytes(parameter)];
    buffer.get(bytes);
    return Elements.ofBytes(parameter.dtype(), bytes);
  }
}
