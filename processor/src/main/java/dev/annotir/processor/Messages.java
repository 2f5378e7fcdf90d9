package dev.annotir.processor;

import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.frontend.Frontend;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/** Prints diagnostics as javac's own, at their places. */
final class Messages {
  private final ProcessingEnvironment environment;
  private @Nullable Frontend frontend;

  Messages(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** Says who knows the trees of spans. */
  void locate(Frontend knowing) {
    this.frontend = knowing;
  }

  void report(Diagnostic diagnostic) {
    if (frontend == null || !frontend.print(diagnostic)) {
      environment.getMessager().printMessage(diagnostic.id().kind(), diagnostic.message());
    }
  }
}
