package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads vectors along rows where a loop of vectors walks along several rows at once: as many
 * columns as there are rows, which a network of shuffles turns into vectors across the rows; and
 * stores likewise.
 *
 * <p>Of a buffer that the loop stores into, it may access one element in each lane of each round,
 * none of which is another's; so nobody sees that all are loaded before, and stored after.
 *
 * @param loop along the rows; afterwards the one that counts blocks of columns
 */
public record Transpose(Expr.Var loop) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For found = Loops.find(func, loop);
      if (!Effects.escapes(found.body()).isEmpty()) {
        return new Result.Refused("not all rounds of " + loop.name() + " surely come");
      }
      if (!Loops.within(found.body()).isEmpty()) {
        return new Result.Refused("there are loops in " + loop.name());
      }
      if (Loops.mayFail(found.body())) {
        return new Result.Refused("a check in " + loop.name() + " may fail");
      }
      List<RowAccess> accesses = RowAccess.within(found);
      if (accesses.isEmpty()) {
        return new Result.Refused(loop.name() + " walks along no rows");
      }
      int lanes = accesses.get(0).lanes();
      accesses.removeIf(access -> access.lanes() != lanes);
      FreshNames names = new FreshNames(func);
      Strips.Strip blocks =
          new Strips.Strip(lanes, first -> block(found, accesses, first, lanes, names));
      return new Result.Done(
          Loops.replace(func, found, new Strips(found, names).of(List.of(blocks))));
    } catch (Refusal e) {
      return e.result();
    }
  }

  /** So many rounds from the first on. */
  private static Stmt block(
      Stmt.For found, List<RowAccess> accesses, Expr first, int lanes, FreshNames names) {
    List<Columns> all = new ArrayList<>();
    for (RowAccess access : accesses) {
      all.add(new Columns(access, found.var(), first, names));
    }
    List<Stmt> stmts = new ArrayList<>();
    all.forEach(columns -> stmts.addAll(columns.before()));
    for (int i = 0; i < lanes; i++) {
      Stmt body = found.body();
      for (Columns columns : all) {
        body = columns.use(i, body);
      }
      Expr number = Expr.Const.of(found.var().dtype(), i, found.span());
      Expr round = new Expr.Binary(Expr.BinaryOp.ADD, first, number, found.span());
      stmts.add(new Copy(names).set(found.var(), Simplify.simplify(round)).rewrite(body));
    }
    all.forEach(columns -> stmts.addAll(columns.after()));
    Stmt result = new Stmt.SeqStmt(stmts, found.span());
    for (Columns columns : all) {
      result = columns.around(result);
    }
    return result;
  }

  /** The elements that a block accesses, as vectors across the rows. */
  private static final class Columns {
    private final RowAccess access;
    private final Expr.Var loop;
    private final Expr first;
    private final Network network;
    private final FreshNames names;

    /** Those that are loaded before the block. */
    private final List<Expr.Var> loaded;

    /** Where the columns are if the block stores into them. */
    private final List<Buffer> stored = new ArrayList<>();

    Columns(RowAccess access, Expr.Var loop, Expr first, FreshNames names) {
      this.access = access;
      this.loop = loop;
      this.first = first;
      this.names = names;
      this.network = new Network(access.buffer(), access.lanes(), names);
      this.loaded = access.isLoaded() ? load() : List.of();
      for (int i = 0; access.isStored() && i < access.lanes(); i++) {
        String name = names.fresh(access.buffer().name() + "_column");
        List<Integer> shape = List.of(access.lanes());
        stored.add(Buffer.local(name, access.buffer().dtype(), shape, access.span()));
      }
    }

    private List<Expr.Var> load() {
      List<Expr.Var> rows = new ArrayList<>();
      for (int i = 0; i < access.lanes(); i++) {
        List<Expr> row = access.row(loop, first, i);
        rows.add(network.bind(new Expr.BufferLoad(access.buffer(), row, access.span())));
      }
      return network.transposed(rows);
    }

    /** The statement with variables in the place of a column. */
    Stmt use(int column, Stmt stmt) {
      return new Rewriter() {
        @Override
        public Expr visit(Expr.BufferLoad e) {
          return access.is(e.buffer(), e.indices()) ? value(column) : super.visit(e);
        }

        @Override
        public Stmt visit(Stmt.BufferStore s) {
          return access.is(s.buffer(), s.indices())
              ? set(column, rewrite(s.value()))
              : super.visit(s);
        }
      }.rewrite(stmt);
    }

    private Expr value(int column) {
      return stored.isEmpty()
          ? loaded.get(column)
          : new Expr.BufferLoad(stored.get(column), all(), access.span());
    }

    private Stmt set(int column, Expr value) {
      return new Stmt.BufferStore(stored.get(column), all(), value, access.span());
    }

    private List<Expr> all() {
      return List.of(Expr.Ramp.numbers(access.lanes(), access.span()));
    }

    List<Stmt> before() {
      List<Stmt> stmts = new ArrayList<>();
      for (int i = 0; !loaded.isEmpty() && i < stored.size(); i++) {
        stmts.add(set(i, loaded.get(i)));
      }
      return stmts;
    }

    List<Stmt> after() {
      if (stored.isEmpty()) {
        return List.of();
      }
      Network back = new Network(access.buffer(), access.lanes(), names);
      List<Expr.Var> columns = new ArrayList<>();
      for (int i = 0; i < stored.size(); i++) {
        columns.add(back.bind(value(i)));
      }
      List<Stmt> stores = new ArrayList<>();
      List<Expr.Var> rows = back.transposed(columns);
      for (int i = 0; i < rows.size(); i++) {
        List<Expr> row = access.row(loop, first, i);
        stores.add(new Stmt.BufferStore(access.buffer(), row, rows.get(i), access.span()));
      }
      return List.of(back.with(stores));
    }

    /** The block within what its columns need. */
    Stmt around(Stmt block) {
      Stmt result = network.with(List.of(block));
      for (Buffer column : stored) {
        result = new Stmt.Allocate(column, result, access.span());
      }
      return result;
    }
  }
}
