package dev.annotir.processor.frontend;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Tells a listener when one run of javac comes to the ends that matter. */
final class JavacEvents implements TaskListener {
  private final JavacHost.Listener listener;

  /** The classes that javac has analysed, and has not generated: those with errors stay here. */
  private final Set<String> unfinished = new HashSet<>();

  /** Whether javac has generated a class: after some errors it analyses none either. */
  private boolean generates;

  JavacEvents(JavacHost.Listener listener) {
    this.listener = listener;
  }

  @Override
  public void started(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    // What describes a package or module is analysed too, but has no class file of its own.
    if (event.getKind() == TaskEvent.Kind.ANALYZE
        && type != null
        && SourceVersion.isIdentifier(type.getSimpleName())) {
      unfinished.add(type.getQualifiedName().toString());
    }
  }

  @Override
  public void finished(TaskEvent event) {
    switch (event.getKind()) {
      case ANNOTATION_PROCESSING -> listener.processingEnded();
      case GENERATE -> {
        generates = true;
        if (event.getTypeElement() != null) {
          unfinished.remove(event.getTypeElement().getQualifiedName().toString());
        }
      }
      case COMPILATION -> listener.compilationEnded(generates && unfinished.isEmpty());
      default -> {}
    }
  }
}
