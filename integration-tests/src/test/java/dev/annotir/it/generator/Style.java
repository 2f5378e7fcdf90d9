package dev.annotir.it.generator;

/**
 * What sort of code an operator is; all in percent but the sizes.
 *
 * @param canonical loops that run over an extent
 * @param inside indices that are inside whatever the data
 * @param wild indices that may be anything; the rest are probably inside
 * @param safe divisors that are not zero
 * @param special literals at the limits of their types
 * @param effects assignments inside expressions
 * @param jumps statements that jump
 * @param kernels statements that are nests as schedulers look for
 * @param near elements at a small distance from others
 * @param depth of expressions
 * @param nesting of statements
 * @param statements how many there are at most
 */
record Style(
    int canonical,
    int inside,
    int wild,
    int safe,
    int special,
    int effects,
    int jumps,
    int kernels,
    int near,
    int depth,
    int nesting,
    int statements) {
  /** Loops over tensors, as numeric code has. */
  private static final Style DENSE = new Style(95, 97, 0, 99, 4, 0, 1, 6, 30, 2, 4, 5);

  /** What people write. */
  private static final Style PLAIN = new Style(75, 92, 3, 94, 10, 3, 5, 2, 5, 2, 3, 8);

  /** Branches, jumps and state. */
  private static final Style CONTROL = new Style(45, 94, 3, 95, 10, 5, 16, 1, 5, 2, 4, 12);

  /** Long expressions. */
  private static final Style ARITHMETIC = new Style(60, 94, 2, 92, 25, 8, 3, 1, 5, 4, 2, 5);

  /** What breaks compilers. */
  private static final Style CHAOTIC = new Style(30, 80, 12, 85, 30, 15, 12, 1, 5, 3, 3, 9);

  /** Nests of loops in which nothing fails. */
  private static final Style KERNELS = new Style(95, 100, 0, 100, 4, 0, 0, 300, 85, 2, 3, 5);

  /** Nests of loops in which several things may fail. */
  private static final Style FAULTY = new Style(95, 85, 25, 85, 4, 1, 1, 300, 75, 2, 3, 5);

  /** Whether nests are most of it. */
  boolean isKernels() {
    return this == KERNELS || this == FAULTY;
  }

  static Style draw(Dice dice) {
    return dice.<Style>forms()
        .add(20, () -> DENSE)
        .add(17, () -> PLAIN)
        .add(10, () -> CONTROL)
        .add(10, () -> ARITHMETIC)
        .add(10, () -> CHAOTIC)
        .add(20, () -> KERNELS)
        .add(13, () -> FAULTY)
        .draw();
  }
}
