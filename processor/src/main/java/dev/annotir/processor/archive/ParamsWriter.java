package dev.annotir.processor.archive;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.DType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes constants as TVM's {@code save_param_dict} does. */
final class ParamsWriter {
  private static final long LIST_MAGIC = 0xF7E58D4F05049CB7L;
  private static final long ARRAY_MAGIC = 0xDD5E40F096B4A13FL;
  private static final int CPU = 1;

  private final OutputStream out;

  private ParamsWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * The largest elements come first: where the first array is aligned to its elements, as the
   * lengths of the names decide, all are.
   */
  static void write(List<Buffer> constants, OutputStream out) throws IOException {
    List<Buffer> sorted = new ArrayList<>(constants);
    sorted.sort(Comparator.comparingInt(constant -> -constant.dtype().bytes()));
    ParamsWriter writer = new ParamsWriter(out);
    writer.put(LIST_MAGIC, 8);
    writer.put(0, 8);
    writer.put(sorted.size(), 8);
    for (Buffer constant : sorted) {
      byte[] name = constant.name().getBytes(StandardCharsets.US_ASCII);
      writer.put(name.length, 8);
      out.write(name);
    }
    writer.put(sorted.size(), 8);
    for (Buffer constant : sorted) {
      writer.putArray(constant);
    }
  }

  private void putArray(Buffer constant) throws IOException {
    ConstantData data = constant.data();
    if (data == null) {
      throw new CompilerBug("no elements of " + constant.name());
    }
    put(ARRAY_MAGIC, 8);
    put(0, 8);
    put(CPU, 4);
    put(0, 4);
    put(constant.tensorShape().size(), 4);
    putType(constant.dtype());
    for (int extent : constant.tensorShape()) {
      put(extent, 8);
    }
    put(constant.bytes(), 8);
    data.writeTo(out);
  }

  private void putType(DType dtype) throws IOException {
    int code =
        switch (dtype.kind()) {
          case INT -> 0;
          case BOOL, UINT -> 1;
          case FLOAT -> 2;
          case LABEL -> dtype == DType.FLOAT16 ? 2 : 4;
        };
    put(code, 1);
    put(dtype == DType.BOOL ? 1 : dtype.bits(), 1);
    put(1, 2);
  }

  private void put(long value, int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> (8 * i)));
    }
  }
}
