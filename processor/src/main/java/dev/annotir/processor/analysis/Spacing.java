package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the lanes of an access are that are equally far from each other in memory.
 *
 * @param first the indices of the first lane
 * @param stride how many elements on the next lane is
 */
public record Spacing(List<Expr> first, long stride) {
  public Spacing {
    first = List.copyOf(first);
  }

  /** That of an access with these indices; null where the distances differ, or are not known. */
  public static @Nullable Spacing of(Buffer buffer, List<Expr> indices) {
    int lanes = Expr.lanesOf(indices);
    List<Expr> first = new ArrayList<>();
    long[] places = new long[lanes];
    long place = buffer.elements();
    for (int axis = 0; axis < indices.size(); axis++) {
      place /= buffer.shape().get(axis);
      Expr index = indices.get(axis);
      Expr.Ramp ramp = ramp(index);
      if (ramp != null) {
        for (int lane = 0; lane < lanes; lane++) {
          places[lane] += distance(index, ramp, lane) * place;
        }
        first.add(at(ramp, distance(index, ramp, 0)));
      } else if (index.lanes() == 1) {
        first.add(index);
      } else if (index instanceof Expr.Broadcast broadcast) {
        first.add(broadcast.value());
      } else {
        return null;
      }
    }
    return even(first, places);
  }

  private static @Nullable Spacing even(List<Expr> first, long[] places) {
    long stride = places.length == 1 ? 0 : places[1] - places[0];
    for (int lane = 1; lane < places.length; lane++) {
      if (places[lane] - places[lane - 1] != stride) {
        return null;
      }
    }
    return new Spacing(first, stride);
  }

  /**
   * The ramp whose lanes an index's are, in their order or another: null where there is none such.
   */
  public static Expr.@Nullable Ramp ramp(Expr index) {
    if (index instanceof Expr.Shuffle shuffle
        && shuffle.a() instanceof Expr.Ramp ramp
        && shuffle.b().equals(ramp)) {
      return ramp;
    }
    return index instanceof Expr.Ramp ramp ? ramp : null;
  }

  /** How much greater an index is in a lane than its ramp's base. */
  static long distance(Expr index, Expr.Ramp ramp, int lane) {
    int own =
        index instanceof Expr.Shuffle shuffle ? shuffle.indices().get(lane) % ramp.lanes() : lane;
    return (long) own * ramp.stride();
  }

  /** The base of a ramp and a distance from it. */
  static Expr at(Expr.Ramp ramp, long distance) {
    DType dtype = ramp.dtype();
    if (distance == 0) {
      return ramp.base();
    } else if (ramp.base() instanceof Expr.Const base) {
      return Expr.Const.of(dtype, base.bits() + distance, ramp.span());
    }
    return new Expr.Binary(
        BinaryOp.ADD, ramp.base(), Expr.Const.of(dtype, distance, ramp.span()), ramp.span());
  }
}
