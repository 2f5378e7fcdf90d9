package dev.annotir.processor;

import dev.annotir.processor.frontend.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** Files where the JVM finds resources, or where builds have them before they are copied there. */
final class ResourceFiles {
  static final String OPTION = "annotir.resources";

  private final Filer filer;
  private final Elements elements;
  private final OutputFiles outputs;
  private final @Nullable String folder;

  ResourceFiles(ProcessingEnvironment environment, OutputFiles outputs) {
    this.filer = environment.getFiler();
    this.elements = environment.getElementUtils();
    this.outputs = outputs;
    this.folder = environment.getOptions().get(OPTION);
  }

  /** The first file of a path: beside the class files, then the sources, then other classes. */
  ClassFiles.Resource find(String path, TypeElement type, @Nullable URI source) {
    List<String> places = new ArrayList<>();
    places.add("beside the class files");
    byte[] bytes = outputs.read(type, path);
    if (bytes == null) {
      places.add("on the source path");
      bytes = read(StandardLocation.SOURCE_PATH, path);
    }
    Path root = source == null ? null : root(source, type);
    if (bytes == null && root != null) {
      places.add("in the folder of the sources");
      bytes = read(root, path);
    }
    if (bytes == null) {
      places.add("on the class path");
      bytes = read(StandardLocation.CLASS_PATH, path);
    }
    if (bytes == null && folder != null) {
      places.add("in " + folder);
      bytes = read(Path.of(folder), path);
    }
    return new ClassFiles.Resource(bytes, places);
  }

  private byte @Nullable [] read(StandardLocation location, String path) {
    try {
      FileObject file = filer.getResource(location, "", path);
      try (InputStream in = file.openInputStream()) {
        return in.readAllBytes();
      }
    } catch (IOException | IllegalArgumentException e) {
      return null; // there is none, or no such location
    }
  }

  private static byte @Nullable [] read(Path root, String path) {
    try {
      return Files.readAllBytes(root.resolve(path));
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** The folder below which the sources lie as their packages say; null if they lie otherwise. */
  private @Nullable Path root(URI source, TypeElement type) {
    if (!"file".equals(source.getScheme())) {
      return null;
    }
    Path root = Path.of(source).getParent();
    String[] names = elements.getPackageOf(type).getQualifiedName().toString().split("\\.", -1);
    for (int i = names.length - 1; i >= 0 && !names[i].isEmpty(); i--) {
      if (root == null || !root.endsWith(names[i])) {
        return null;
      }
      root = root.getParent();
    }
    return root;
  }
}
