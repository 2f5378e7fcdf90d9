package dev.annotir.it.bench;

import dev.annotir.it.OperatorInfo;
import dev.annotir.it.Parameter;
import java.util.Map;
import java.util.Set;

/**
 * What any implementation of an operator has to do.
 *
 * @param kind of the arithmetic
 * @param operations additions, multiplications and the like; 0 where the memory alone counts
 * @param bytes that are read or written, each tensor once
 * @param footprint the bytes of all tensors
 */
record Work(Kind kind, double operations, double bytes, double footprint) {
  /** Which peak of the machine bounds an operator. */
  enum Kind {
    /** Products and sums rounded one by one; those of int32 take as long. */
    MUL_ADD_F32("float mul+add"),
    /** Rounded once. */
    FMA_F32("float fma"),
    /** Products and sums rounded one by one. */
    MUL_ADD_F64("double mul+add"),
    /** Rounded once. */
    FMA_F64("double fma"),
    /** Products of bytes, summed as int32. */
    DOT_I8("int8 dot product"),
    /** The memory alone. */
    MEMORY("memory"),
    /** Nothing that is measured. */
    UNBOUNDED("");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** The operators with exponentials, which the C library computes with other bits. */
  private static final Set<String> EXPONENTIALS = Set.of("softmax", "attention");

  private record Arithmetic(Kind kind, double operations) {}

  private static final Map<String, Arithmetic> ARITHMETIC =
      Map.ofEntries(
          f32("matmul128", 2.0 * 128 * 128 * 128),
          f32("matmul512", 2.0 * 512 * 512 * 512),
          f32("matmul1000", 2.0 * 1000 * 1000 * 1000),
          f32("matmulIkj512", 2.0 * 512 * 512 * 512),
          of("matmulFma512", Kind.FMA_F32, 2.0 * 512 * 512 * 512),
          of("matmulFma1000", Kind.FMA_F32, 2.0 * 1000 * 1000 * 1000),
          of("matmulF64", Kind.MUL_ADD_F64, 2.0 * 256 * 256 * 256),
          f32("matmulOdd", 2.0 * 127 * 131 * 113),
          f32("matmulTransposed", 2.0 * 256 * 256 * 256),
          f32("matmulFlat", 2.0 * 256 * 256 * 256),
          f32("matmulBatch", 2.0 * 8 * 64 * 48 * 96),
          of("gemmI8", Kind.DOT_I8, 2.0 * 256 * 256 * 256),
          f32("gemv", 2.0 * 1024 * 1024),
          f32("conv2d", 2.0 * 64 * 64 * 56 * 56 * 9),
          f32("conv2dSame", 2.0 * 64 * 64 * (3 * 56 - 2) * (3 * 56 - 2)),
          f32("conv5x5Strided", 2.0 * 32 * 30 * 30 * 3 * 25),
          f32("convBatch", 2.0 * 4 * 24 * 28 * 28 * 16 * 9),
          f32("convBiasRelu", 2.0 * 32 * 28 * 28 * (32 * 9 + 1)),
          of("conv2dI8", Kind.DOT_I8, 2.0 * 64 * 64 * 56 * 56 * 9),
          f32("depthwise", 2.0 * 64 * 56 * 56 * 9),
          f32("dot4k", 2.0 * 4096),
          f32("dot4kLanes", 2.0 * 4096),
          f32("attention", 4.0 * 128 * 128 * 64),
          of("jacobi2d", Kind.MUL_ADD_F64, 5.0 * 998 * 998 * 20),
          f32("floydWarshall", 2.0 * 256 * 256 * 256),
          of("histogram", Kind.UNBOUNDED, 0),
          of("mandelbrot", Kind.UNBOUNDED, 0));

  private static Map.Entry<String, Arithmetic> f32(String name, double operations) {
    return of(name, Kind.MUL_ADD_F32, operations);
  }

  private static Map.Entry<String, Arithmetic> of(String name, Kind kind, double operations) {
    return Map.entry(name, new Arithmetic(kind, operations));
  }

  static boolean hasExponentials(OperatorInfo operator) {
    return EXPONENTIALS.contains(operator.name());
  }

  static Work of(OperatorInfo operator) {
    Arithmetic arithmetic =
        ARITHMETIC.getOrDefault(operator.name(), new Arithmetic(Kind.MEMORY, 0));
    double bytes = 0;
    double footprint = 0;
    for (Parameter parameter : operator.parameters()) {
      if (!parameter.tensor()) {
        continue; // in a register
      }
      double size = (double) parameter.elements() * parameter.dtype().bytes();
      footprint += size;
      bytes += parameter.access().equals("readwrite") ? 2 * size : size;
    }
    return new Work(arithmetic.kind(), arithmetic.operations(), bytes, footprint);
  }
}
