package dev.annotir.processor.frontend;

import java.net.URI;
import java.util.List;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** What earlier compilations have left of classes, and files beside them. */
public interface ClassFiles {
  /** The class file; null if it cannot be read here. */
  byte @Nullable [] classFile(TypeElement type);

  /** The file of its helpers; null if there is none. */
  byte @Nullable [] helperFile(TypeElement type);

  /** The path of that file. */
  String helperPath(TypeElement type);

  /**
   * A file that the JVM would find as a resource.
   *
   * @param path from the root, without a slash before it
   * @param type the class that asks for it
   * @param source the source of that class; null if this compilation has none
   */
  Resource resource(String path, TypeElement type, @Nullable URI source);

  /**
   * A file, or where it was looked for.
   *
   * @param bytes null if there is none
   * @param places in words
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Resource(byte @Nullable [] bytes, List<String> places) {}
}
