package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps elements that a loop updates again and again in variables of their own: each is loaded
 * before the loop and stored after it.
 *
 * <p>Only where the loop surely runs and surely comes to the element, which is therefore inside its
 * array; and where the loop runs twice or more, so that the element is none of a tensor that may be
 * the same as another: those are accessed once.
 */
public record Promote(Expr.Var loop) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For found = Loops.find(func, loop);
      if (!Loops.runs(found, 2) || !Effects.escapes(found.body()).isEmpty()) {
        return new Result.Refused("not all rounds of " + loop.name() + " surely come");
      }
      if (Loops.mayFail(found.body())) {
        return new Result.Refused("a check in " + loop.name() + " may fail");
      }
      Map<Buffer, Expr.BufferLoad> elements = elements(found);
      if (elements.isEmpty()) {
        return new Result.Refused(loop.name() + " updates no single element");
      }
      FreshNames names = new FreshNames(func);
      Stmt result = found;
      for (Expr.BufferLoad element : elements.values()) {
        result = promoted(element, result, names);
      }
      return new Result.Done(Loops.replace(func, found, result));
    } catch (Refusal e) {
      return e.result();
    }
  }

  private static Stmt promoted(Expr.BufferLoad element, Stmt loop, FreshNames names) {
    Buffer buffer = element.buffer();
    String name = names.fresh(buffer.name() + "_value");
    Buffer variable = Buffer.local(name, buffer.dtype(), List.of(), element.span());
    Expr value = new Expr.BufferLoad(variable, List.of(), element.span());
    Stmt body =
        new Rewriter() {
          @Override
          public Expr visit(Expr.BufferLoad e) {
            return e.buffer().equals(buffer) ? value : super.visit(e);
          }

          @Override
          public Stmt visit(Stmt.BufferStore s) {
            return s.buffer().equals(buffer)
                ? new Stmt.BufferStore(variable, List.of(), rewrite(s.value()), s.span())
                : super.visit(s);
          }
        }.rewrite(loop);
    Stmt before = new Stmt.BufferStore(variable, List.of(), element, element.span());
    Stmt after = new Stmt.BufferStore(buffer, element.indices(), value, element.span());
    Stmt all = new Stmt.SeqStmt(List.of(before, body, after), element.span());
    return new Stmt.Allocate(variable, all, element.span());
  }

  /** By buffers, the one element of each that a loop loads and stores. */
  private static Map<Buffer, Expr.BufferLoad> elements(Stmt.For loop) {
    Set<Expr.Var> inside = new HashSet<>(Set.of(loop.var()));
    Set<Buffer> stored = new LinkedHashSet<>();
    Set<Buffer> fresh = new HashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Let let) {
          inside.add(let.var());
        } else if (s instanceof Stmt.For inner) {
          inside.add(inner.var());
        } else if (s instanceof Stmt.Allocate allocate) {
          fresh.add(allocate.buffer());
        } else if (s instanceof Stmt.BufferStore store) {
          stored.add(store.buffer());
        }
        super.enter(s);
      }
    }.walk(loop.body());
    Map<Buffer, Expr.BufferLoad> elements = new LinkedHashMap<>();
    for (Buffer buffer : stored) {
      Accesses accesses = new Accesses(buffer);
      accesses.walk(loop.body());
      if (!buffer.isScalar()
          && !fresh.contains(buffer)
          && accesses.certain != null
          && accesses.indices.size() == 1
          && accesses.certain.lanes() == 1
          && accesses.certain.indices().stream()
              .noneMatch(index -> Effects.dependsOn(index, inside, stored))) {
        elements.put(buffer, accesses.certain);
      }
    }
    return elements;
  }

  /** The accesses of one buffer. */
  private static final class Accesses extends RoundWalker {
    private final Buffer buffer;
    final Set<List<Expr>> indices = new HashSet<>();

    /** A load to which every round comes; null for none. */
    Expr.@Nullable BufferLoad certain;

    Accesses(Buffer buffer) {
      this.buffer = buffer;
    }

    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.BufferLoad load && load.buffer().equals(buffer)) {
        indices.add(load.indices());
        certain = isPerhaps() || certain != null ? certain : load;
      }
      super.enter(e);
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.BufferStore store && store.buffer().equals(buffer)) {
        indices.add(store.indices());
      }
      super.enter(s);
    }
  }
}
