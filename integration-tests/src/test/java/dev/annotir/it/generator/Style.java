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
    int depth,
    int nesting,
    int statements) {
  /** Loops over tensors, as numeric code has. */
  private static final Style DENSE = new Style(95, 97, 0, 99, 4, 0, 1, 2, 4, 5);

  /** What people write. */
  private static final Style PLAIN = new Style(75, 92, 3, 94, 10, 3, 5, 2, 3, 8);

  /** Branches, jumps and state. */
  private static final Style CONTROL = new Style(45, 94, 3, 95, 10, 5, 16, 2, 4, 12);

  /** Long expressions. */
  private static final Style ARITHMETIC = new Style(60, 94, 2, 92, 25, 8, 3, 4, 2, 5);

  /** What breaks compilers. */
  private static final Style CHAOTIC = new Style(30, 80, 12, 85, 30, 15, 12, 3, 3, 9);

  static Style draw(Dice dice) {
    return dice.<Style>forms()
        .add(30, () -> DENSE)
        .add(25, () -> PLAIN)
        .add(15, () -> CONTROL)
        .add(15, () -> ARITHMETIC)
        .add(15, () -> CHAOTIC)
        .draw();
  }
}
