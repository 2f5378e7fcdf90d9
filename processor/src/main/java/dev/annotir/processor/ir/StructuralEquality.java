package dev.annotir.processor.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether two trees mean the same: equal but for places in the source and for the names of
 * parameters, bound variables, local buffers and labels. What a tree does not bind must have the
 * same name in both.
 */
public final class StructuralEquality {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> reverse = new HashMap<>();

  private StructuralEquality() {}

  /** Whether two functions of one name are equal, their parameters matched by position. */
  public static boolean equal(PrimFunc a, PrimFunc b) {
    return new StructuralEquality().functions(a, b);
  }

  public static boolean equal(Stmt a, Stmt b) {
    return new StructuralEquality().same(a, b);
  }

  public static boolean equal(Expr a, Expr b) {
    return new StructuralEquality().same(a, b);
  }

  private boolean functions(PrimFunc a, PrimFunc b) {
    return a.name().equals(b.name())
        && all(a.params(), b.params(), this::bindParam)
        && bindResult(a.result(), b.result())
        && bind("label " + a.exit().name(), "label " + b.exit().name())
        && same(a.body(), b.body());
  }

  private boolean bindParam(Param a, Param b) {
    return a instanceof Buffer x && b instanceof Buffer y
        ? bindBuffer(x, y)
        : a instanceof Expr.Var v && b instanceof Expr.Var w && bindVar(v, w);
  }

  private boolean bindResult(@Nullable Buffer a, @Nullable Buffer b) {
    return a == null || b == null ? a == b : bindBuffer(a, b);
  }

  private boolean bindVar(Expr.Var a, Expr.Var b) {
    return a.dtype() == b.dtype() && a.lanes() == b.lanes() && bind(a.name(), b.name());
  }

  private boolean bindBuffer(Buffer a, Buffer b) {
    return sameButName(a, b) && bind(a.name(), b.name());
  }

  private static boolean sameButName(Buffer a, Buffer b) {
    return a.dtype() == b.dtype()
        && a.shape().equals(b.shape())
        && a.tensorShape().equals(b.tensorShape())
        && a.scope() == b.scope()
        && Objects.equals(a.data(), b.data());
  }

  /** Makes both names the same one; a name is bound at most once in a valid function. */
  private boolean bind(String a, String b) {
    names.put(a, b);
    reverse.put(b, a);
    return true;
  }

  private boolean sameName(String a, String b) {
    return names.getOrDefault(a, a).equals(b) && reverse.getOrDefault(b, b).equals(a);
  }

  private boolean sameBuffer(Buffer a, Buffer b) {
    return sameButName(a, b) && sameName(a.name(), b.name());
  }

  private boolean sameLabel(Label a, Label b) {
    return sameName("label " + a.name(), "label " + b.name());
  }

  private boolean same(Expr a, Expr b) {
    return a.getClass() == b.getClass() && a.dtype() == b.dtype() && a.accept(new Exprs(b));
  }

  private boolean same(Stmt a, Stmt b) {
    return a.getClass() == b.getClass() && a.accept(new Stmts(b));
  }

  private boolean sameExprs(List<Expr> a, List<Expr> b) {
    return all(a, b, this::same);
  }

  private static <T> boolean all(List<T> a, List<T> b, BiPredicate<T, T> same) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same.test(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Compares with another expression of the same class and type. */
  private final class Exprs implements Expr.Visitor<Boolean> {
    private final Expr other;

    Exprs(Expr other) {
      this.other = other;
    }

    @Override
    public Boolean visit(Expr.Const e) {
      return e.bits() == ((Expr.Const) other).bits();
    }

    @Override
    public Boolean visit(Expr.Var e) {
      return sameName(e.name(), ((Expr.Var) other).name());
    }

    @Override
    public Boolean visit(Expr.BufferLoad e) {
      Expr.BufferLoad o = (Expr.BufferLoad) other;
      return sameBuffer(e.buffer(), o.buffer()) && sameExprs(e.indices(), o.indices());
    }

    @Override
    public Boolean visit(Expr.Unary e) {
      Expr.Unary o = (Expr.Unary) other;
      return e.op() == o.op() && same(e.a(), o.a());
    }

    @Override
    public Boolean visit(Expr.Binary e) {
      Expr.Binary o = (Expr.Binary) other;
      return e.op() == o.op() && same(e.a(), o.a()) && same(e.b(), o.b());
    }

    @Override
    public Boolean visit(Expr.Cast e) {
      return same(e.value(), ((Expr.Cast) other).value());
    }

    @Override
    public Boolean visit(Expr.Call e) {
      Expr.Call o = (Expr.Call) other;
      return e.intrinsic() == o.intrinsic() && sameExprs(e.args(), o.args());
    }

    @Override
    public Boolean visit(Expr.Select e) {
      Expr.Select o = (Expr.Select) other;
      return same(e.condition(), o.condition()) && same(e.a(), o.a()) && same(e.b(), o.b());
    }

    @Override
    public Boolean visit(Expr.IfThenElse e) {
      Expr.IfThenElse o = (Expr.IfThenElse) other;
      return same(e.condition(), o.condition()) && same(e.a(), o.a()) && same(e.b(), o.b());
    }

    @Override
    public Boolean visit(Expr.Ramp e) {
      Expr.Ramp o = (Expr.Ramp) other;
      return e.stride() == o.stride() && e.lanes() == o.lanes() && same(e.base(), o.base());
    }

    @Override
    public Boolean visit(Expr.Broadcast e) {
      Expr.Broadcast o = (Expr.Broadcast) other;
      return e.lanes() == o.lanes() && same(e.value(), o.value());
    }

    @Override
    public Boolean visit(Expr.Shuffle e) {
      Expr.Shuffle o = (Expr.Shuffle) other;
      return e.indices().equals(o.indices()) && same(e.a(), o.a()) && same(e.b(), o.b());
    }
  }

  /** Compares with another statement of the same class. */
  private final class Stmts implements Stmt.Visitor<Boolean> {
    private final Stmt other;

    Stmts(Stmt other) {
      this.other = other;
    }

    @Override
    public Boolean visit(Stmt.SeqStmt s) {
      return all(s.stmts(), ((Stmt.SeqStmt) other).stmts(), StructuralEquality.this::same);
    }

    @Override
    public Boolean visit(Stmt.Let s) {
      Stmt.Let o = (Stmt.Let) other;
      return same(s.value(), o.value()) && bindVar(s.var(), o.var()) && same(s.body(), o.body());
    }

    @Override
    public Boolean visit(Stmt.Allocate s) {
      Stmt.Allocate o = (Stmt.Allocate) other;
      return bindBuffer(s.buffer(), o.buffer()) && same(s.body(), o.body());
    }

    @Override
    public Boolean visit(Stmt.BufferStore s) {
      Stmt.BufferStore o = (Stmt.BufferStore) other;
      return sameBuffer(s.buffer(), o.buffer())
          && sameExprs(s.indices(), o.indices())
          && same(s.value(), o.value())
          && sameMask(s.mask(), o.mask());
    }

    private boolean sameMask(@Nullable Expr a, @Nullable Expr b) {
      return a == null || b == null ? a == b : same(a, b);
    }

    @Override
    public Boolean visit(Stmt.IfThenElse s) {
      Stmt.IfThenElse o = (Stmt.IfThenElse) other;
      return same(s.condition(), o.condition())
          && same(s.thenCase(), o.thenCase())
          && same(s.elseCase(), o.elseCase());
    }

    @Override
    public Boolean visit(Stmt.For s) {
      Stmt.For o = (Stmt.For) other;
      return same(s.extent(), o.extent()) && bindVar(s.var(), o.var()) && same(s.body(), o.body());
    }

    @Override
    public Boolean visit(Stmt.While s) {
      Stmt.While o = (Stmt.While) other;
      return same(s.condition(), o.condition()) && same(s.body(), o.body());
    }

    @Override
    public Boolean visit(Stmt.Block s) {
      Stmt.Block o = (Stmt.Block) other;
      return bind("label " + s.label().name(), "label " + o.label().name())
          && same(s.body(), o.body());
    }

    @Override
    public Boolean visit(Stmt.Exit s) {
      return sameLabel(s.label(), ((Stmt.Exit) other).label());
    }

    @Override
    public Boolean visit(Stmt.Check s) {
      Stmt.Check o = (Stmt.Check) other;
      return s.fault().equals(o.fault()) && same(s.condition(), o.condition());
    }
  }
}
