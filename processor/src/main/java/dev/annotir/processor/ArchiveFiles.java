package dev.annotir.processor;

import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import java.io.IOException;
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

/** The archives beside the class files. */
final class ArchiveFiles {
  private final Filer filer;

  ArchiveFiles(Filer filer) {
    this.filer = filer;
  }

  private static String path(String library) {
    return "META-INF/mlf/" + library + ".tar";
  }

  /** Removes the archive of an earlier compilation. */
  void delete(TypeElement type, String library) {
    for (String module : new String[] {"", module(type)}) {
      try {
        FileObject old = filer.getResource(StandardLocation.CLASS_OUTPUT, module, path(library));
        // javac's own delete() does nothing.
        if (old.toUri().getScheme().equals("file")) {
          Files.deleteIfExists(Path.of(old.toUri()));
        }
      } catch (IOException | IllegalArgumentException e) {
        // There is none, or this is not where it would be.
      }
    }
  }

  void write(TypeElement type, String library, byte[] archive, Messages messages) {
    try (OutputStream out = create(type, library).openOutputStream()) {
      out.write(archive);
    } catch (IOException | IllegalArgumentException e) {
      messages.report(
          new Diagnostic(
              Id.CANNOT_WRITE,
              path(library)
                  + " cannot be written: "
                  + e.getMessage()
                  + "\nlook at the folder that -d names",
              new Span("", 1, 1)));
    }
  }

  private FileObject create(TypeElement type, String library) throws IOException {
    try {
      return filer.createResource(StandardLocation.CLASS_OUTPUT, "", path(library), type);
    } catch (IllegalArgumentException e) {
      // With --module-source-path a resource lies in the folder of a module.
      return filer.createResource(StandardLocation.CLASS_OUTPUT, module(type), path(library), type);
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
