package dev.annotir.processor.schedule;

import java.util.List;

/**
 * Instructions that C is printed for.
 *
 * @param vectorBits the width of a vector register; 0 where there are none
 * @param registers the number of vector registers
 * @param fma whether there is an instruction for Math.fma of vectors
 * @param products as many products as an instruction may add to each int32, the most first
 */
public record Target(
    String name, int vectorBits, int registers, boolean fma, List<Integer> products) {
  /** With VNNI, as nearly all processors with AVX-512 have it; without, it is slower. */
  public static final Target AVX512 = new Target("avx512", 512, 32, true, List.of(4, 2));

  /** With FMA, as all processors with AVX2 have it. */
  public static final Target AVX2 = new Target("avx2", 256, 16, true, List.of(2));

  /** SSE2, or NEON of AArch64. */
  public static final Target V128 = new Target("v128", 128, 16, false, List.of(2));

  public static final Target SCALAR = new Target("scalar", 0, 0, false, List.of());

  /** All of them, widest vectors first. */
  public static final List<Target> ALL = List.of(AVX512, AVX2, V128, SCALAR);
}
