package dev.annotir.processor.frontend;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * javac's own interfaces behind a processing environment, which build tools wrap.
 *
 * @param task where listeners are registered
 */
public record JavacHost(Trees trees, JavacTask task) {
  /** What the end of annotation processing, and of the whole compilation, is told to. */
  public interface Listener {
    /** Annotation processing has ended; javac has not attributed or generated any class. */
    void processingEnded();

    /**
     * The compilation has ended.
     *
     * @param allGenerated whether javac generated every class that it analysed, which it does not
     *     for one with an error
     */
    void compilationEnded(boolean allGenerated);
  }

  /** The Javadoc comments of elements, as the trees are now; null of one without. */
  public Function<Element, @Nullable String> docComments() {
    Declarations declarations = new Declarations(trees);
    return element -> {
      TreePath path = declarations.path(element);
      return path == null ? null : trees.getDocComment(path);
    };
  }

  /** Tells a listener of the ends to come. */
  public void listen(Listener listener) {
    task.addTaskListener(new JavacEvents(listener));
  }

  /** The host of an environment; empty where the compiler is not javac. */
  public static Optional<JavacHost> of(ProcessingEnvironment environment) {
    ProcessingEnvironment current = environment;
    for (int depth = 0; current != null && depth < 8; depth++) {
      try {
        return Optional.of(new JavacHost(Trees.instance(current), JavacTask.instance(current)));
      } catch (IllegalArgumentException e) {
        current = wrapped(current);
      }
    }
    return Optional.empty();
  }

  /** The environment that a wrapper, or a proxy's handler, holds in one of its fields. */
  private static @Nullable ProcessingEnvironment wrapped(ProcessingEnvironment wrapper) {
    if (Proxy.isProxyClass(wrapper.getClass())) {
      InvocationHandler handler = Proxy.getInvocationHandler(wrapper);
      return heldBy(handler, handler.getClass());
    }
    return heldBy(wrapper, wrapper.getClass());
  }

  private static @Nullable ProcessingEnvironment heldBy(Object holder, Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        ProcessingEnvironment found = read(field, holder);
        if (found != null && found != holder) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable ProcessingEnvironment read(Field field, Object holder) {
    try {
      field.setAccessible(true);
      return field.get(holder) instanceof ProcessingEnvironment held ? held : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // another module's field: look further
    }
  }
}
