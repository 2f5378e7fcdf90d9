package dev.annotir.processor;

import com.sun.source.util.Trees;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.frontend.Frontend;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/** Prints diagnostics as javac's own, at their places. */
final class Messages {
  private final ProcessingEnvironment environment;
  private final Trees trees;
  private @Nullable Frontend frontend;

  Messages(ProcessingEnvironment environment, Trees trees) {
    this.environment = environment;
    this.trees = trees;
  }

  /** Says who knows the trees of spans. */
  void locate(Frontend knowing) {
    this.frontend = knowing;
  }

  void report(Diagnostic diagnostic) {
    Frontend.Position at = frontend == null ? null : frontend.position(diagnostic.span());
    if (at == null) {
      environment.getMessager().printMessage(diagnostic.id().kind(), diagnostic.message());
    } else {
      trees.printMessage(diagnostic.id().kind(), diagnostic.message(), at.tree(), at.unit());
    }
  }
}
