package dev.annotir.processor;

import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.frontend.ClassFiles;
import dev.annotir.processor.frontend.tree.HelperFileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** The files of helpers: written beside the class files, and found there. */
public final class HelperFiles implements ClassFiles {
  private final Filer filer;
  private final Elements elements;
  private final OutputFiles outputs;
  private final ResourceFiles resources;

  public HelperFiles(ProcessingEnvironment environment) {
    this.filer = environment.getFiler();
    this.elements = environment.getElementUtils();
    this.outputs = new OutputFiles(filer);
    this.resources = new ResourceFiles(environment, outputs);
  }

  @Override
  public String helperPath(TypeElement type) {
    return "META-INF/annotir/" + elements.getBinaryName(type) + ".helpers";
  }

  private String classPath(TypeElement type) {
    return elements.getBinaryName(type).toString().replace('.', '/') + ".class";
  }

  @Override
  public byte @Nullable [] classFile(TypeElement type) {
    FileObject file = fileOf(type);
    if (file == null) {
      return outputs.read(type, classPath(type));
    }
    try (InputStream in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  /** The file beside the class file; else the processor's own, which has those of annotir. */
  @Override
  public byte @Nullable [] helperFile(TypeElement type) {
    String path = helperPath(type);
    FileObject file = fileOf(type);
    byte[] bytes =
        file == null ? outputs.read(type, path) : beside(file.toUri(), classPath(type), path);
    return bytes == null ? bundled(path) : bytes;
  }

  /**
   * The class file: JDK 18 and later tell it, older ones find it only on the class path; null where
   * nobody knows.
   */
  private @Nullable FileObject fileOf(TypeElement type) {
    try {
      return (FileObject)
          Elements.class.getMethod("getFileObjectOf", Element.class).invoke(elements, type);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      try {
        return filer.getResource(StandardLocation.CLASS_PATH, "", classPath(type));
      } catch (IOException | IllegalArgumentException none) {
        return null;
      }
    }
  }

  /** A file in the folder or jar that a class file lies in; null if it cannot be read. */
  private static byte @Nullable [] beside(URI classFile, String classPath, String path) {
    String uri = classFile.toString();
    if (!uri.endsWith(classPath)) {
      return null;
    }
    String root = uri.substring(0, uri.length() - classPath.length());
    try {
      URLConnection connection = URI.create(root + path).toURL().openConnection();
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return in.readAllBytes();
      }
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private static byte @Nullable [] bundled(String path) {
    try (InputStream in = HelperFiles.class.getResourceAsStream("/" + path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public Resource resource(String path, TypeElement type, @Nullable URI source) {
    return resources.find(path, type, source);
  }

  /** Removes what an earlier compilation has left. */
  void delete(TypeElement type) {
    outputs.delete(type, helperPath(type));
  }

  /** Writes a class's helpers, whose class files are there. */
  void write(TypeElement type, HelperFileWriter helpers, Messages messages) {
    Map<String, byte[]> classFiles = new HashMap<>();
    for (String owner : helpers.owners()) {
      TypeElement element = elements.getTypeElement(owner);
      byte[] classFile = element == null ? null : outputs.read(element, classPath(element));
      if (classFile == null) {
        messages.report(
            new Diagnostic(
                Id.CANNOT_WRITE,
                helperPath(type)
                    + " cannot be written: the class file of "
                    + owner
                    + " cannot be read\nlook at the folder that -d names",
                new Span("", 1, 1)));
        return;
      }
      classFiles.put(owner, classFile);
    }
    byte[] file = helpers.finish(classFiles);
    outputs.write(type, helperPath(type), out -> out.write(file), messages);
  }
}
