package dev.annotir.processor;

import dev.annotir.processor.archive.Content;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** Archives and other files beside the class files; a path is below the folder of these. */
final class OutputFiles {
  private final Filer filer;

  OutputFiles(Filer filer) {
    this.filer = filer;
  }

  /** Removes what an earlier compilation has left. */
  void delete(TypeElement type, String path) {
    for (String module : new String[] {"", module(type)}) {
      try {
        FileObject old = filer.getResource(StandardLocation.CLASS_OUTPUT, module, path);
        // javac's own delete() does nothing.
        if (old.toUri().getScheme().equals("file")) {
          Files.deleteIfExists(Path.of(old.toUri()));
        }
      } catch (IOException | IllegalArgumentException e) {
        // There is none, or this is not where it would be.
      }
    }
  }

  /** Writes a file; what an error leaves of it is removed. */
  void write(TypeElement type, String path, Content content, Messages messages) {
    try (OutputStream out = new BufferedOutputStream(create(type, path).openOutputStream())) {
      content.writeTo(out);
    } catch (IOException | IllegalArgumentException e) {
      delete(type, path);
      messages.report(
          new Diagnostic(
              Id.CANNOT_WRITE,
              path + " cannot be written: " + e.getMessage() + "\nlook at the folder that -d names",
              new Span("", 1, 1)));
    }
  }

  /** What this compilation, or an earlier one, has left; null if there is none. */
  byte @Nullable [] read(TypeElement type, String path) {
    for (String module : new String[] {"", module(type)}) {
      try (InputStream in =
          filer.getResource(StandardLocation.CLASS_OUTPUT, module, path).openInputStream()) {
        return in.readAllBytes();
      } catch (IOException | IllegalArgumentException e) {
        // There is none, or this is not where it would be.
      }
    }
    return null;
  }

  private FileObject create(TypeElement type, String path) throws IOException {
    try {
      return filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, type);
    } catch (IllegalArgumentException e) {
      // With --module-source-path a resource lies in the folder of a module.
      return filer.createResource(StandardLocation.CLASS_OUTPUT, module(type), path, type);
    }
  }

  /** The prefix that names a class's module where a compilation has several. */
  private static String module(TypeElement type) {
    @Nullable Element element = type;
    while (element != null && !(element instanceof ModuleElement)) {
      element = element.getEnclosingElement();
    }
    return element instanceof ModuleElement module ? module.getQualifiedName() + "/" : "";
  }
}
