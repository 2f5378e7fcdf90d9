package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Access;
import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.ir.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Prints what gives a library's operators constants that lie outside the C. */
final class BoundConstants {
  /** The largest element. */
  private static final int ALIGNMENT = 8;

  private final LibraryFacts facts;
  private final Symbols symbols;

  BoundConstants(LibraryFacts facts) {
    this.facts = facts;
    this.symbols = Symbols.of(facts.library());
  }

  /** The members of the structure: a pointer to the elements of each constant. */
  String members(boolean withComments) {
    List<String> lines = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (Buffer constant : facts.library().constants()) {
      lines.add("const " + CTypes.of(constant.dtype()) + "* " + constant.name() + ";");
      comments.add(
          withComments
              ? Comments.safe(
                  constant.dtype() + "" + constant.tensorShape() + ", " + constant.span())
              : "");
    }
    return Layout.commented("  ", lines, comments);
  }

  /**
   * The remainder that the address of the .params file has so that all elements are aligned: the
   * lengths of the names are all that is no multiple of 8 before the first.
   */
  int offset() {
    int names = facts.library().constants().stream().mapToInt(c -> c.name().length()).sum();
    return Math.floorMod(-names, ALIGNMENT);
  }

  /** The function that finds the constants in a .params file. */
  String loader() {
    PackedPrinter packed = new PackedPrinter(facts);
    StringBuilder table = new StringBuilder();
    StringBuilder pointers = new StringBuilder();
    List<Buffer> constants = facts.library().constants();
    for (int i = 0; i < constants.size(); i++) {
      Buffer c = constants.get(i);
      Argument argument =
          new Argument(c.name(), c.name(), c.dtype(), c.tensorShape(), Access.READ, List.of());
      table.append(packed.parameter(argument, List.of(argument)).substring(2));
      pointers.append("  constants->").append(c.name()).append(" = (const ");
      pointers.append(CTypes.of(c.dtype())).append("*)found[").append(i).append("];\n");
    }
    return Template.of("bound.c", symbols)
        .set("count", "" + constants.size())
        .set("extents", "" + Math.max(Traits.of(facts).rank(), 8))
        .set("table", table.toString())
        .set("pointers", pointers.toString())
        .text();
  }
}
