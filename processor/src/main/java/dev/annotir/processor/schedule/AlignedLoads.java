package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads whole lines of the cache where vectors of neighbours reach from one line into the next, and
 * chooses the lanes by shuffles: a load of two lines takes twice as long, and neighbours have lines
 * in common.
 */
public record AlignedLoads() implements Step {
  /** What a shuffle costs, in loads of a line. */
  private static final double SHUFFLE = 0.5;

  /** Narrower elements have no shuffle of two vectors on some processors. */
  private static final int LEAST_BITS = 32;

  @Override
  public Result apply(PrimFunc func) {
    Stmt body = new Placement(func).rewrite(func.body());
    return body == func.body()
        ? new Result.Refused("no neighbours have lines of the cache in common")
        : new Result.Done(func.withBody(body));
  }

  /** A load of lanes side by side, from a place that is so many elements after the line's start. */
  private record Member(Expr.BufferLoad load, Expr first, int after) {}

  /** A line of a tensor. */
  private record Line(Buffer buffer, List<Expr> indices) {}

  /** Puts the loads of lines before the statement that needs them. */
  private static final class Placement extends Rewriter {
    private final FreshNames names;
    private final VariableRanges ranges;

    Placement(PrimFunc func) {
      names = new FreshNames(func);
      ranges = new VariableRanges(func);
    }

    /** Nothing within an expression is a place for statements. */
    @Override
    public Expr rewrite(Expr e) {
      return e;
    }

    @Override
    public Stmt visit(Stmt.BufferStore s) {
      return s.mask() == null ? aligned(s, s.value()) : s;
    }

    @Override
    public Stmt visit(Stmt.Let s) {
      Stmt.Let let = (Stmt.Let) super.visit(s);
      Map<Expr, Expr> values = new LinkedHashMap<>();
      Lets lets = new Lets(names);
      align(members(s.value()), lets, values);
      return values.isEmpty()
          ? let
          : lets.with(
              new Stmt.Let(s.var(), new Replaced(values).rewrite(s.value()), let.body(), s.span()));
    }

    private Stmt aligned(Stmt.BufferStore s, Expr value) {
      Map<Expr, Expr> values = new LinkedHashMap<>();
      Lets lets = new Lets(names);
      align(members(value), lets, values);
      return values.isEmpty()
          ? s
          : lets.with(
              new Stmt.BufferStore(
                  s.buffer(), s.indices(), new Replaced(values).rewrite(value), s.span()));
    }

    private List<Member> members(Expr value) {
      Set<Member> members = new LinkedHashSet<>();
      new Walker() {
        @Override
        protected void enter(Expr e) {
          if (e instanceof Expr.BufferLoad load) {
            Member member = member(load);
            if (member != null) {
              members.add(member);
            }
          } else if (!(e instanceof Expr.IfThenElse)) { // of which only one case is computed
            super.enter(e);
          }
        }
      }.walk(value);
      return List.copyOf(members);
    }

    private @Nullable Member member(Expr.BufferLoad load) {
      int last = load.indices().size() - 1;
      boolean isRow =
          load.lanes() * load.dtype().bytes() == Split.LINE
              && load.dtype().bits() >= LEAST_BITS
              && load.buffer().scope() != Buffer.Scope.LOCAL
              && Split.hasAlignedRows(load.buffer())
              && Cost.isContiguous(load.indices());
      if (!isRow) {
        return null;
      }
      Expr first = ((Expr.Ramp) load.indices().get(last)).base();
      Integer after = WrappingSum.of(first).multipleOf(load.lanes(), null);
      if (after == null) {
        return null;
      }
      Member member = new Member(load, first, Math.floorMod(after, load.lanes()));
      boolean isInside = lines(member).stream().allMatch(line -> isInside(line, load));
      return isInside ? member : null;
    }

    /** Whether a line is inside its row, as what was loaded of it is inside the tensor. */
    private boolean isInside(Line line, Expr.BufferLoad load) {
      int last = line.indices().size() - 1;
      long extent = line.buffer().shape().get(last);
      Expr index = new Expr.Ramp(line.indices().get(last), 1, load.lanes(), load.span());
      return ranges.of(index).within(new Interval(0, extent - 1));
    }

    /** The lines that a load reaches into. */
    private static List<Line> lines(Member member) {
      List<Line> lines = new ArrayList<>();
      int lanes = member.load().lanes();
      for (int distance = -member.after();
          distance < lanes && lines.size() < 2;
          distance += lanes) {
        if (lines.isEmpty() || member.after() > 0) {
          Expr more = Expr.Const.of(member.first().dtype(), distance, member.first().span());
          Expr sum = new Expr.Binary(BinaryOp.ADD, member.first(), more, member.first().span());
          List<Expr> indices = new ArrayList<>(member.load().indices());
          // One expression for each line, whichever load it is of.
          indices.set(
              indices.size() - 1,
              Simplify.simplify(WrappingSum.of(sum).expr(member.first().span())));
          lines.add(new Line(member.load().buffer(), indices));
        }
      }
      return lines;
    }

    /** Gives values to loads of several lines where that costs less. */
    private void align(List<Member> members, Lets lets, Map<Expr, Expr> values) {
      Set<Line> lines = new LinkedHashSet<>();
      double before = 0;
      double shuffles = 0;
      for (Member member : members) {
        List<Line> own = lines(member);
        lines.addAll(own);
        before += own.size();
        shuffles += member.after() > 0 ? SHUFFLE : 0;
      }
      if (lines.size() + shuffles >= before) {
        return;
      }
      Map<Line, Expr> loaded = new LinkedHashMap<>();
      for (Line line : lines) {
        Member any =
            members.stream().filter(m -> lines(m).contains(line)).findFirst().orElseThrow();
        List<Expr> indices = new ArrayList<>(line.indices());
        int last = indices.size() - 1;
        Expr.BufferLoad at = any.load();
        indices.set(last, new Expr.Ramp(indices.get(last), 1, at.lanes(), at.span()));
        Expr load = new Expr.BufferLoad(line.buffer(), indices, at.span());
        loaded.put(line, lets.bind(line.buffer().name() + "_line", load));
      }
      for (Member member : members) {
        List<Line> own = lines(member);
        Expr low = Objects.requireNonNull(loaded.get(own.get(0)));
        Expr high = Objects.requireNonNull(loaded.get(own.get(own.size() - 1)));
        List<Integer> lanes = new ArrayList<>();
        for (int lane = 0; lane < member.load().lanes(); lane++) {
          lanes.add(lane + member.after());
        }
        Expr value = low;
        if (member.after() > 0) {
          Expr shuffle = new Expr.Shuffle(low, high, lanes, member.load().span());
          value = lets.bind(member.load().buffer().name() + "_lanes", shuffle);
        }
        values.put(member.load(), value);
      }
    }
  }
}
