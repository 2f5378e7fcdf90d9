package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * Elements at sums of loops' variables, many at a small distance from one that is accessed
 * elsewhere, so that rounds depend on each other.
 */
final class Subscripts {
  /** The last so many accesses are those that others are near. */
  private static final int REMEMBERED = 12;

  /**
   * A sum that is inside.
   *
   * @param terms all but the constant; a minus is its first character
   * @param low the least value with the constant
   */
  private record Sum(String terms, List<Variable> of, long constant, long low, long high) {
    Sum plus(long more) {
      return new Sum(terms, of, constant + more, low + more, high + more);
    }

    Code code() {
      String text =
          terms.isEmpty()
              ? "" + constant
              : terms.startsWith("-")
                  ? constant + " - " + terms.substring(1)
                  : constant == 0
                      ? terms
                      : terms + (constant > 0 ? " + " : " - ") + Math.abs(constant);
      return Code.expression(Type.INT, text);
    }
  }

  private record Access(Variable array, List<Sum> sums) {}

  private final Grammar g;
  private final List<Access> accesses = new ArrayList<>();

  Subscripts(Grammar g) {
    this.g = g;
  }

  /** Indices of all dimensions, each in brackets. */
  Code of(Variable array) {
    List<Sum> sums = near(array);
    if (sums == null) {
      sums = new ArrayList<>();
      for (int extent : array.shape()) {
        sums.add(sum(extent, sums));
      }
    }
    return code(array, sums);
  }

  /** An element that, if possible, each round of the innermost loops has for itself. */
  Code own(Variable array) {
    List<Sum> sums = new ArrayList<>();
    List<Variable> indices = g.scope.indices();
    int at = indices.size() - array.shape().size();
    for (int extent : array.shape()) {
      Variable i = at >= 0 ? indices.get(at) : null;
      boolean fits = i != null && i.low() >= 0 && i.high() < extent;
      sums.add(fits ? plain(i) : sum(extent, sums));
      at++;
    }
    return Code.expression(array.type(), "##", array.name(), code(array, sums));
  }

  private Code code(Variable array, List<Sum> sums) {
    accesses.add(new Access(array, sums));
    Code all = Code.text("");
    for (int i = 0; i < sums.size(); i++) {
      Code index =
          !g.indices.isNested() && g.kernels.mayFail()
              ? g.indices.uncertain(array.shape().get(i), 1)
              : sums.get(i).code();
      all = Code.text("#[#]", all, index);
    }
    return all;
  }

  /** Those of another access to an array of the same extents, moved a little; null for none. */
  private List<Sum> near(Variable array) {
    List<Access> others =
        accesses.subList(Math.max(0, accesses.size() - REMEMBERED), accesses.size()).stream()
            .filter(a -> a.array().shape().equals(array.shape()))
            .filter(a -> a.sums().stream().allMatch(s -> g.scope.indices().containsAll(s.of())))
            .toList();
    if (others.isEmpty() || g.dice.chance(65)) {
      return null;
    }
    List<Sum> sums = new ArrayList<>(g.dice.of(others).sums());
    for (int i = 0; i < sums.size(); i++) {
      long distance = g.dice.of(0, 0, 0, 1, -1, 1, -1, 2, -2, 3, -3, 4, -8);
      Sum moved = sums.get(i).plus(distance);
      if (moved.low() >= 0 && moved.high() < array.shape().get(i)) {
        sums.set(i, moved);
      }
    }
    return sums;
  }

  /** One that is inside, if possible of variables that are in none of the others. */
  private Sum sum(int extent, List<Sum> others) {
    List<Variable> fitting =
        new ArrayList<>(
            g.scope.indices().stream().filter(v -> v.high() - v.low() < extent).toList());
    List<Variable> unused =
        fitting.stream().filter(v -> others.stream().noneMatch(s -> s.of().contains(v))).toList();
    if (!unused.isEmpty() && g.dice.chance(90)) {
      fitting.retainAll(unused);
    }
    if (fitting.isEmpty() || g.dice.chance(4)) {
      int constant = g.dice.below(extent);
      return new Sum("", List.of(), constant, constant, constant);
    }
    Variable i = g.dice.of(fitting);
    Variable j = g.dice.of(g.scope.indices());
    Sum sum =
        g.dice
            .<Sum>forms()
            .add(20, () -> plain(i))
            .add(3, () -> new Sum("-" + Indices.asInt(i), List.of(i), 0, -i.high(), -i.low()))
            .add(2, () -> scaled(g.dice.of("2 * #", "# * 3", "# << 1"), i))
            .add(2, () -> halved(i))
            .add(2, () -> both(i, 1, j))
            .add(3, () -> both(i, (int) (j.high() - j.low() + 1), j))
            .add(3, () -> both(i, g.shapes.extent(), j))
            .draw();
    if (sum.high() - sum.low() >= extent) {
      sum = plain(i);
    }
    long room = extent - 1 - (sum.high() - sum.low());
    boolean fits = sum.low() >= 0 && sum.high() < extent;
    return fits && g.dice.chance(70) ? sum : sum.plus(g.dice.below((int) room + 1) - sum.low());
  }

  private static Sum plain(Variable i) {
    return new Sum(Indices.asInt(i), List.of(i), 0, i.low(), i.high());
  }

  private static Sum halved(Variable i) {
    String terms = "(" + Indices.asInt(i) + " >> 1)";
    return new Sum(terms, List.of(i), 0, i.low() >> 1, i.high() >> 1);
  }

  private static Sum scaled(String template, Variable i) {
    int factor = template.contains("3") ? 3 : 2;
    String terms = template.startsWith("# <<") ? "(" + template + ")" : template;
    return new Sum(
        terms.replace("#", Indices.asInt(i)), List.of(i), 0, factor * i.low(), factor * i.high());
  }

  /** As of a matrix whose rows lie one after the other. */
  private static Sum both(Variable i, int factor, Variable j) {
    String scaled = Indices.asInt(i) + (factor == 1 ? "" : " * " + factor);
    return new Sum(
        scaled + " + " + Indices.asInt(j),
        List.of(i, j),
        0,
        factor * i.low() + j.low(),
        factor * i.high() + j.high());
  }
}
