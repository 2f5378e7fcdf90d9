package dev.annotir.processor.frontend;

import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** What earlier compilations have left of classes. */
public interface ClassFiles {
  /** The class file; null if it cannot be read here. */
  byte @Nullable [] classFile(TypeElement type);

  /** The file of its helpers; null if there is none. */
  byte @Nullable [] helperFile(TypeElement type);

  /** The path of that file. */
  String helperPath(TypeElement type);
}
