package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a function. All mutable state is in buffers; a Java local variable that changes is one
 * of rank 0.
 */
public sealed interface Stmt {
  Span span();

  <R> R accept(Visitor<R> visitor);

  /** The statements in order; none does nothing. */
  record SeqStmt(List<Stmt> stmts, Span span) implements Stmt {
    public SeqStmt {
      stmts = List.copyOf(stmts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code body}, in which {@code var} is the value that {@code value} has now. */
  record Let(Expr.Var var, Expr value, Stmt body, Span span) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code body} with a fresh buffer of scope LOCAL, zeroed each time. */
  record Allocate(Buffer buffer, Stmt body, Span span) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Sets an element; each index is an int32 within its extent. With an index of several lanes it
   * sets as many elements, one lane after the other when all lanes of the value are known.
   *
   * @param mask which lanes are stored, a bool in each; null: all. The indices of others count for
   *     nothing, and may be outside.
   */
  record BufferStore(Buffer buffer, List<Expr> indices, Expr value, @Nullable Expr mask, Span span)
      implements Stmt {
    public BufferStore {
      indices = List.copyOf(indices);
    }

    /** A store of all lanes. */
    public BufferStore(Buffer buffer, List<Expr> indices, Expr value, Span span) {
      this(buffer, indices, value, null, span);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  record IfThenElse(Expr condition, Stmt thenCase, Stmt elseCase, Span span) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code body} for var = 0, 1, ... extent - 1; the extent, of the variable's type (int32 or
   * int64), is evaluated once, and one below 1 means never.
   */
  record For(Expr.Var var, Expr extent, Stmt body, Span span) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code body} as long as the condition, evaluated before each time, holds. */
  record While(Expr condition, Stmt body, Span span) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code body}, whose end each Exit of the label within it goes to. */
  record Block(Label label, Stmt body, Span span) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Goes to the end of the enclosing Block of that label, or of the function: the only jump. */
  record Exit(Label label, Span span) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** Leaves the function with the fault unless the condition holds. */
  record Check(Expr condition, Fault fault, Span span) implements Stmt {
    /** Whether it leaves the function whenever it is reached, as a throw does. */
    public boolean alwaysFails() {
      return condition instanceof Expr.Const c && c.bits() == 0;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A statement that does nothing. */
  static Stmt nop(Span span) {
    return new SeqStmt(List.of(), span);
  }

  /** Whether it is a statement that does nothing. */
  default boolean isNop() {
    return this instanceof SeqStmt seq && seq.stmts().isEmpty();
  }

  /** A function over the kinds of statements. */
  interface Visitor<R> {
    R visit(SeqStmt s);

    R visit(Let s);

    R visit(Allocate s);

    R visit(BufferStore s);

    R visit(IfThenElse s);

    R visit(For s);

    R visit(While s);

    R visit(Block s);

    R visit(Exit s);

    R visit(Check s);
  }
}
