package dev.annotir.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which tensor of an archive has an extent that is no constant. */
public final class NonStaticShapeError extends InvalidFormatException {
  private static final long serialVersionUID = 1;

  NonStaticShapeError(String parameter, List<@Nullable Object> shape, long offset) {
    this("Parameter " + parameter + " has shape with non-IntImm elements: " + shape, offset);
  }

  private NonStaticShapeError(String text, long offset) {
    super(text, offset);
  }

  @Override
  NonStaticShapeError within(String part, long start) {
    return new NonStaticShapeError(part + ": " + text(), start + offset());
  }
}
