package dev.annotir.processor.schedule;

import java.util.List;

/**
 * Instructions that C is printed for.
 *
 * @param vectorBits the width of a vector register; 0 where there are none
 * @param registers the number of vector registers
 * @param fma whether there is an instruction for Math.fma of vectors
 */
public record Target(String name, int vectorBits, int registers, boolean fma) {
  public static final Target AVX512 = new Target("avx512", 512, 32, true);

  /** With FMA, as all processors with AVX2 have it. */
  public static final Target AVX2 = new Target("avx2", 256, 16, true);

  /** SSE2, or NEON of AArch64. */
  public static final Target V128 = new Target("v128", 128, 16, false);

  public static final Target SCALAR = new Target("scalar", 0, 0, false);

  /** All of them, widest vectors first. */
  public static final List<Target> ALL = List.of(AVX512, AVX2, V128, SCALAR);
}
