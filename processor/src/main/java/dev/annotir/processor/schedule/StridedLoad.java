package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A load whose lanes are few elements from each other: along one axis, and in equal places of the
 * axes after it, which are small.
 *
 * @param axis the one along which the lanes are
 * @param stride how many elements on the next lane is; less than 0 where they go back
 * @param place the elements of one step along the axis
 * @param offset the first lane's place in the axes after it
 */
record StridedLoad(Expr.BufferLoad load, int axis, int stride, int place, int offset) {
  /** Of more elements, shuffles choose too few. */
  private static final int LARGEST_STRIDE = 4;

  /** Null where a load is none such. */
  static @Nullable StridedLoad of(Expr.BufferLoad load) {
    List<Expr> indices = load.indices();
    int axis = ramp(indices);
    if (axis < 0 || load.dtype() == DType.BOOL) {
      return null;
    }
    Expr.Ramp ramp = (Expr.Ramp) indices.get(axis);
    long place = 1;
    long offset = 0;
    for (int i = axis + 1; i < indices.size(); i++) {
      int extent = load.buffer().shape().get(i);
      if (!(indices.get(i) instanceof Expr.Const c) || c.bits() < 0 || c.bits() >= extent) {
        return null;
      }
      place *= extent;
      offset = offset * extent + c.bits();
    }
    long stride = ramp.stride() * place;
    boolean isSmall = Math.abs(stride) <= LARGEST_STRIDE && stride != 0 && stride != 1;
    return isSmall && place <= load.lanes() && ramp.dtype() == DType.INT32
        ? new StridedLoad(load, axis, (int) stride, (int) place, (int) offset)
        : null;
  }

  /** The axis whose index is a ramp, the others having one lane; -1 where it is not so. */
  private static int ramp(List<Expr> indices) {
    int axis = -1;
    for (int i = 0; i < indices.size(); i++) {
      if (indices.get(i) instanceof Expr.Ramp && axis < 0) {
        axis = i;
      } else if (indices.get(i).lanes() > 1) {
        return -1;
      }
    }
    return axis;
  }

  int lanes() {
    return load.lanes();
  }

  /** The vectors loaded and shuffled for it, where there are as many such loads as fill them. */
  int cost() {
    return Math.abs(stride) + 1;
  }

  /**
   * Whether the next round of a loop may load elements of this one again, as sums do: other loops
   * then make better vectors, of which Pack collects the elements once.
   */
  boolean isLoadedAgain(Expr.@Nullable Var round) {
    if (round == null) {
      return false;
    }
    Integer factor = WrappingSum.of(base()).factor(round);
    return factor == null
        || factor != 0 && Math.abs((long) factor) * place < (long) lanes() * Math.abs(stride);
  }

  private Expr base() {
    return ((Expr.Ramp) load.indices().get(axis)).base();
  }

  /**
   * How many elements after that of another load the element of each lane is; null where that is
   * not known.
   */
  @Nullable Integer distanceFrom(StridedLoad other) {
    if (!load.buffer().equals(other.load.buffer())
        || lanes() != other.lanes()
        || axis != other.axis
        || stride != other.stride
        || !load.indices().subList(0, axis).equals(other.load.indices().subList(0, axis))) {
      return null;
    }
    Integer steps = WrappingSum.of(other.base()).distanceTo(WrappingSum.of(base()));
    long distance = steps == null ? Long.MAX_VALUE : (long) steps * place + offset - other.offset;
    return distance == (int) distance ? Integer.valueOf((int) distance) : null;
  }

  /** As many elements side by side as there are lanes, from some elements after the first lane. */
  Expr.BufferLoad from(int distance) {
    Buffer buffer = load.buffer();
    List<Expr> indices = new ArrayList<>(load.indices().subList(0, axis));
    int before = Math.floorDiv(offset + distance, place);
    List<Integer> places = new ArrayList<>();
    for (int lane = 0; lane < lanes(); lane++) {
      places.add(Math.floorMod(offset + distance, place) + lane);
    }
    Expr steps = Expr.Const.int32(before, load.span());
    Expr first = Simplify.simplify(new Expr.Binary(BinaryOp.ADD, base(), steps, load.span()));
    int size = place;
    indices.add(index(first, digits(places, size, Integer.MAX_VALUE)));
    for (int i = axis + 1; i < load.indices().size(); i++) {
      int extent = buffer.shape().get(i);
      size /= extent;
      indices.add(index(Expr.Const.int32(0, load.span()), digits(places, size, extent)));
    }
    return new Expr.BufferLoad(buffer, indices, load.span());
  }

  private static List<Integer> digits(List<Integer> places, int size, int extent) {
    return places.stream().map(place -> place / size % extent).toList();
  }

  /** The index that is so much more than a base in each lane. */
  private Expr index(Expr base, List<Integer> distances) {
    int first = distances.get(0);
    int step = distances.get(1) - first;
    for (int lane = 0; lane < lanes(); lane++) {
      if (distances.get(lane) != first + lane * step) {
        Expr.Ramp ramp = new Expr.Ramp(base, 1, lanes(), load.span());
        return new Expr.Shuffle(ramp, ramp, distances, load.span());
      }
    }
    Expr distance = Expr.Const.int32(first, load.span());
    Expr start = Simplify.simplify(new Expr.Binary(BinaryOp.ADD, base, distance, load.span()));
    return step == 0 ? start : new Expr.Ramp(start, step, lanes(), load.span());
  }
}
