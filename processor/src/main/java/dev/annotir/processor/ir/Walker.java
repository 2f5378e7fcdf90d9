package dev.annotir.processor.ir;

/**
 * A walk over all nodes of a tree in order; subclasses override what they care about and call super
 * to go on down.
 */
public abstract class Walker {
  /** Visits the expression, then its operands. */
  protected void enter(Expr e) {
    e.accept(operands);
  }

  /** Visits the statement, then its parts. */
  protected void enter(Stmt s) {
    s.accept(parts);
  }

  public final void walk(Expr e) {
    enter(e);
  }

  public final void walk(Stmt s) {
    enter(s);
  }

  private final Operands operands = new Operands();
  private final Parts parts = new Parts();

  private final class Operands implements Expr.Visitor<Void> {
    @Override
    public Void visit(Expr.Const e) {
      return done();
    }

    @Override
    public Void visit(Expr.Var e) {
      return done();
    }

    @Override
    public Void visit(Expr.BufferLoad e) {
      e.indices().forEach(Walker.this::enter);
      return done();
    }

    @Override
    public Void visit(Expr.Unary e) {
      enter(e.a());
      return done();
    }

    @Override
    public Void visit(Expr.Binary e) {
      enter(e.a());
      enter(e.b());
      return done();
    }

    @Override
    public Void visit(Expr.Cast e) {
      enter(e.value());
      return done();
    }

    @Override
    public Void visit(Expr.Call e) {
      e.args().forEach(Walker.this::enter);
      return done();
    }

    @Override
    public Void visit(Expr.Select e) {
      enter(e.condition());
      enter(e.a());
      enter(e.b());
      return done();
    }

    @Override
    public Void visit(Expr.IfThenElse e) {
      enter(e.condition());
      enter(e.a());
      enter(e.b());
      return done();
    }

    @Override
    public Void visit(Expr.Ramp e) {
      enter(e.base());
      return done();
    }

    @Override
    public Void visit(Expr.Broadcast e) {
      enter(e.value());
      return done();
    }

    @Override
    public Void visit(Expr.Shuffle e) {
      enter(e.a());
      enter(e.b());
      return done();
    }
  }

  private final class Parts implements Stmt.Visitor<Void> {
    @Override
    public Void visit(Stmt.SeqStmt s) {
      s.stmts().forEach(Walker.this::enter);
      return done();
    }

    @Override
    public Void visit(Stmt.Let s) {
      enter(s.value());
      enter(s.body());
      return done();
    }

    @Override
    public Void visit(Stmt.Allocate s) {
      enter(s.body());
      return done();
    }

    @Override
    public Void visit(Stmt.BufferStore s) {
      s.indices().forEach(Walker.this::enter);
      enter(s.value());
      if (s.mask() != null) {
        enter(s.mask());
      }
      return done();
    }

    @Override
    public Void visit(Stmt.IfThenElse s) {
      enter(s.condition());
      enter(s.thenCase());
      enter(s.elseCase());
      return done();
    }

    @Override
    public Void visit(Stmt.For s) {
      enter(s.extent());
      enter(s.body());
      return done();
    }

    @Override
    public Void visit(Stmt.While s) {
      enter(s.condition());
      enter(s.body());
      return done();
    }

    @Override
    public Void visit(Stmt.Block s) {
      enter(s.body());
      return done();
    }

    @Override
    public Void visit(Stmt.Exit s) {
      return done();
    }

    @Override
    public Void visit(Stmt.Check s) {
      enter(s.condition());
      return done();
    }
  }

  @SuppressWarnings("NullAway") // a Void has no other value
  private static Void done() {
    return null;
  }
}
