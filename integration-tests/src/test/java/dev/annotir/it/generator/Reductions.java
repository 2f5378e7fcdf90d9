package dev.annotir.it.generator;

import dev.annotir.it.generator.Code.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Programs that are a little smaller than a given one; javac may refuse them. */
public final class Reductions {
  private final List<Code> smaller = new ArrayList<>();

  private Reductions() {}

  /** All single steps, the greatest first. */
  public static List<Program> of(Program program) {
    Reductions reductions = new Reductions();
    reductions.visit(program.code(), code -> code);
    int size = size(program.code());
    return reductions.smaller.stream()
        .filter(code -> size(code) < size)
        .sorted((a, b) -> Integer.compare(size(a), size(b)))
        .map(code -> new Program(program.name(), program.origin(), code))
        .toList();
  }

  private static int size(Code code) {
    return code.java().length();
  }

  /** Takes the steps of a piece, each put back into the whole. */
  private void visit(Code code, UnaryOperator<Code> whole) {
    switch (code.sort()) {
      case LIST -> leaveOut(code, whole);
      case EXPRESSION -> simplify(code, whole);
      case STATEMENT, TEXT -> {}
    }
    for (int i = 0; i < code.parts().size(); i++) {
      int part = i;
      if (code.parts().get(i) instanceof Code inner) {
        visit(inner, replacement -> whole.apply(code.with(part, replacement)));
      }
    }
  }

  /** Leaves out runs of pieces, and puts the statements of loops and branches in their place. */
  private void leaveOut(Code list, UnaryOperator<Code> whole) {
    List<Object> parts = list.parts();
    for (int run = parts.size(); run >= 1; run /= 2) {
      for (int from = 0; from + run <= parts.size(); from += run) {
        List<Object> rest = new ArrayList<>(parts);
        rest.subList(from, from + run).clear();
        smaller.add(whole.apply(new Code(Sort.LIST, list.type(), rest)));
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Code statement && statement.sort() == Sort.STATEMENT) {
        for (Code inner : lists(statement)) {
          List<Object> opened = new ArrayList<>(parts);
          opened.remove(i);
          opened.addAll(i, inner.parts());
          smaller.add(whole.apply(new Code(Sort.LIST, list.type(), opened)));
        }
      }
    }
  }

  /** The lists in a statement that are in no other list. */
  private static List<Code> lists(Code statement) {
    List<Code> found = new ArrayList<>();
    for (Object part : statement.parts()) {
      if (part instanceof Code code) {
        if (code.sort() == Sort.LIST) {
          found.add(code);
        } else {
          found.addAll(lists(code));
        }
      }
    }
    return found;
  }

  private void simplify(Code expression, UnaryOperator<Code> whole) {
    List<Code> inner = new ArrayList<>();
    collect(expression, expression.type(), inner);
    inner.forEach(code -> smaller.add(whole.apply(code)));
    for (String constant : constants(expression.type())) {
      smaller.add(whole.apply(new Code(Sort.EXPRESSION, expression.type(), List.of(constant))));
    }
  }

  /** The expressions of a type inside another. */
  private static void collect(Code code, String type, List<Code> found) {
    for (Object part : code.parts()) {
      if (part instanceof Code inner) {
        if (inner.sort() == Sort.EXPRESSION && inner.type().equals(type)) {
          found.add(inner);
        }
        collect(inner, type, found);
      }
    }
  }

  private static List<String> constants(String type) {
    return switch (type) {
      case "boolean" -> List.of("false", "true");
      case "int" -> List.of("0", "1");
      case "long" -> List.of("0L", "1L");
      case "float" -> List.of("0f", "1f");
      case "double" -> List.of("0.0", "1.0");
      default -> List.of("(" + type + ") 0", "(" + type + ") 1");
    };
  }
}
