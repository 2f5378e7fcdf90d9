package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Loads of one buffer whose lanes are few elements from each other, at known distances: together
 * they are shuffles of vectors of elements side by side.
 *
 * <p>The vectors reach from the lowest to the highest element that is loaded, and no further: the
 * last one begins where it ends there.
 */
final class Interleaved {
  /** A load, and how many elements after the first load's its own are. */
  private record Member(StridedLoad load, int distance) {}

  private final List<Member> members = new ArrayList<>();

  Interleaved(StridedLoad first) {
    members.add(new Member(first, 0));
  }

  /** Whether a load belongs here; then it does. */
  boolean add(StridedLoad load) {
    Integer distance = load.distanceFrom(first());
    if (distance == null) {
      return false;
    }
    members.add(new Member(load, distance));
    return true;
  }

  private StridedLoad first() {
    return members.get(0).load();
  }

  /** Those that are close to each other, or alone where that is as cheap; cheaper by shuffles. */
  List<Interleaved> parts() {
    List<Member> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparingInt(Member::distance));
    List<Interleaved> parts = new ArrayList<>();
    int end = 0;
    for (Member member : sorted) {
      if (parts.isEmpty() || (long) member.distance() - end > member.load().lanes()) {
        parts.add(new Interleaved(member.load()));
      } else {
        parts.get(parts.size() - 1).add(member.load());
      }
      end = member.distance();
    }
    List<Interleaved> cheapest = new ArrayList<>();
    parts.forEach(part -> cheapest.addAll(part.isCheaperTogether() ? List.of(part) : part.alone()));
    cheapest.removeIf(part -> part.cost() >= Cost.GATHER * lanes() * part.members.size());
    return cheapest;
  }

  private boolean isCheaperTogether() {
    return cost() < alone().stream().mapToInt(Interleaved::cost).sum();
  }

  /** One for each element. */
  private List<Interleaved> alone() {
    List<Interleaved> alone = new ArrayList<>();
    for (Member member : members) {
      int last = alone.size() - 1;
      if (last >= 0 && Objects.equals(member.load().distanceFrom(alone.get(last).first()), 0)) {
        alone.get(last).add(member.load());
      } else {
        alone.add(new Interleaved(member.load()));
      }
    }
    return alone;
  }

  /** The vectors from which a load's lanes are taken, by the numbers of elements before them. */
  private List<Integer> vectors(Member member) {
    List<Integer> vectors = new ArrayList<>();
    for (int lane = 0; lane < lanes(); lane++) {
      vectors.add(vector(member, lane));
    }
    return vectors;
  }

  private int lanes() {
    return first().lanes();
  }

  private int vector(Member member, int lane) {
    int element = element(member, lane);
    return Math.min(element / lanes() * lanes(), length() - lanes());
  }

  /** How many elements are between the lowest one and that of a lane. */
  private int element(Member member, int lane) {
    return member.distance() + lane * first().stride() - lowest();
  }

  /** The lowest element, as a distance from the first load's first lane. */
  private int lowest() {
    int distance = members.stream().mapToInt(Member::distance).min().orElse(0);
    return distance + Math.min(0, (lanes() - 1) * first().stride());
  }

  private int length() {
    int distance = members.stream().mapToInt(Member::distance).max().orElse(0);
    return distance + Math.max(0, (lanes() - 1) * first().stride()) - lowest() + 1;
  }

  /** The vectors that are loaded and shuffled. */
  private int cost() {
    SortedSet<Integer> loads = new TreeSet<>();
    SortedMap<Integer, Integer> shuffles = new TreeMap<>();
    for (Member member : members) {
      SortedSet<Integer> own = new TreeSet<>(vectors(member));
      loads.addAll(own);
      shuffles.put(member.distance(), Math.max(1, own.size() - 1));
    }
    return loads.size() + shuffles.values().stream().mapToInt(i -> i).sum();
  }

  /** Whether one of the loads is in a statement. */
  boolean isIn(Stmt stmt) {
    boolean[] isIn = {false};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        isIn[0] |= members.stream().anyMatch(member -> member.load().load().equals(e));
        super.enter(e);
      }
    }.walk(stmt);
    return isIn[0];
  }

  /** A statement with shuffles in the place of the loads. */
  Stmt before(Stmt stmt, FreshNames names) {
    Lets lets = new Lets(names);
    String name = first().load().buffer().name();
    SortedSet<Integer> needed = new TreeSet<>();
    members.forEach(member -> needed.addAll(vectors(member)));
    Map<Integer, Expr.Var> vectors = new LinkedHashMap<>();
    for (int vector : needed) {
      Expr value = first().from(lowest() + vector);
      vectors.put(vector, lets.bind(name + "_span", value));
    }
    Map<Integer, Expr.Var> loaded = new LinkedHashMap<>();
    Map<Expr, Expr> values = new LinkedHashMap<>();
    for (Member member : members) {
      Expr.Var value = loaded.get(member.distance());
      if (value == null) {
        value = shuffled(member, vectors, lets, name);
        loaded.put(member.distance(), value);
      }
      values.put(member.load().load(), value);
    }
    return lets.with(new Replaced(values).rewrite(stmt));
  }

  /** The lanes of a load, from one vector after the other. */
  private Expr.Var shuffled(Member member, Map<Integer, Expr.Var> vectors, Lets lets, String name) {
    List<Integer> sources = vectors(member);
    List<Integer> order = sources.stream().distinct().sorted().toList();
    Expr.Var result = Objects.requireNonNull(vectors.get(order.get(0)));
    for (int i = Math.min(1, order.size() - 1); i < order.size(); i++) {
      Expr.Var next = Objects.requireNonNull(vectors.get(order.get(i)));
      List<Integer> indices = new ArrayList<>();
      for (int lane = 0; lane < lanes(); lane++) {
        int source = order.indexOf(sources.get(lane));
        int within = element(member, lane) - sources.get(lane);
        if (source == i) {
          indices.add(lanes() + within);
        } else {
          indices.add(source == 0 && i == 1 ? within : lane);
        }
      }
      result = lets.bind(name + "_lanes", shuffle(result, next, indices));
    }
    return result;
  }

  private static Expr shuffle(Expr.Var a, Expr.Var b, List<Integer> indices) {
    return new Expr.Shuffle(a, b, indices, a.span());
  }
}
