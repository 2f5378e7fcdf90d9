package dev.annotir.processor.frontend;

import dev.annotir.Helper;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import dev.annotir.processor.frontend.tree.BadFile;
import dev.annotir.processor.frontend.tree.HelperFile;
import dev.annotir.processor.frontend.tree.Reference;
import dev.annotir.processor.frontend.tree.StoredConstant;
import dev.annotir.processor.frontend.tree.StoredField;
import dev.annotir.processor.frontend.tree.StoredMethod;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** The helpers of classes that were compiled earlier. */
final class StoredHelpers {
  private final Elements elements;
  private final Descriptors descriptors;
  private final ClassFiles files;
  private final Map<String, HelperFile> loaded = new HashMap<>();

  /** Why a class's helpers cannot be used, or an empty text: the classes that were looked at. */
  private final Map<String, String> problems = new HashMap<>();

  private final Map<HelperFile, Map<String, String>> misfits = new HashMap<>();
  private final Map<Reference, Element> resolved = new HashMap<>();
  private final Map<Reference.Field, StoredField> fields = new HashMap<>();

  StoredHelpers(Elements elements, Descriptors descriptors, ClassFiles files) {
    this.elements = elements;
    this.descriptors = descriptors;
    this.files = files;
  }

  /** A method, and the file that it was found in. */
  record Found(StoredMethod method, HelperFile file) {}

  static boolean isHelper(ExecutableElement method) {
    Element owner = method.getEnclosingElement();
    return method.getAnnotation(Helper.class) != null
        || owner != null && owner.getAnnotation(Helper.class) != null;
  }

  Reference.Method reference(ExecutableElement method) {
    return new Reference.Method(
        owner(method), method.getSimpleName().toString(), descriptors.ofParameters(method));
  }

  Reference.Field reference(VariableElement field) {
    return new Reference.Field(owner(field), field.getSimpleName().toString());
  }

  static String owner(Element member) {
    return member.getEnclosingElement() instanceof TypeElement type
        ? type.getQualifiedName().toString()
        : "";
  }

  /**
   * A method of an earlier compilation.
   *
   * @param caller where the caller was found, whose file has the methods that are no helpers
   *     themselves
   */
  Found find(ExecutableElement method, Places caller, Span call) {
    Reference.Method reference = reference(method);
    HelperFile file = null;
    if (isHelper(method) && method.getEnclosingElement() instanceof TypeElement owner) {
      file = file(owner, call);
    } else if (caller instanceof StoredPlaces stored) {
      file = stored.file();
    }
    StoredMethod found = file == null ? null : file.method(reference);
    if (file == null || found == null) {
      throw new UserError(
          Id.UNSUPPORTED_CALL,
          call,
          reference.name()
              + (isHelper(method)
                  ? " is no helper: it is private, or takes or returns what operators cannot have\n"
                      + "write a static method that takes and returns primitives and arrays of them"
                  : " has no source in this compilation, so it cannot be inlined\n"
                      + "compile its class together with this one, or write @Helper before it and"
                      + " compile it with annotir"));
    }
    checkFits(file, reference.owner(), call);
    return new Found(found, file);
  }

  private HelperFile file(TypeElement type, Span call) {
    String name = type.getQualifiedName().toString();
    if (!loaded.containsKey(name) && !problems.containsKey(name)) {
      load(type, name);
    }
    HelperFile file = loaded.get(name);
    if (file == null) {
      throw new UserError(Id.STALE_HELPER, call, problems.getOrDefault(name, ""));
    }
    return file;
  }

  private void load(TypeElement type, String name) {
    byte[] bytes = files.helperFile(type);
    if (bytes == null && files.classFile(type) == null) {
      problems.put(name, unreadable(name));
      return;
    } else if (bytes == null) {
      problems.put(
          name,
          name
              + " has helpers, but "
              + files.helperPath(type)
              + " is not where its class file is\n"
              + "compile "
              + name
              + " with annotir, and keep META-INF/annotir with the class files");
      return;
    }
    try {
      loaded.put(name, HelperFile.read(bytes, descriptors::type));
    } catch (BadFile e) {
      problems.put(
          name,
          files.helperPath(type)
              + " "
              + e.getMessage()
              + "\ncompile "
              + name
              + " again with this version of annotir");
    }
  }

  /** Refuses a class file other than the one that a file was written for. */
  private void checkFits(HelperFile file, String owner, Span call) {
    String problem =
        misfits
            .computeIfAbsent(file, f -> new HashMap<>())
            .computeIfAbsent(owner, o -> problem(file, o));
    if (!problem.isEmpty()) {
      throw new UserError(Id.STALE_HELPER, call, problem);
    }
  }

  private String problem(HelperFile file, String owner) {
    TypeElement type = elements.getTypeElement(owner);
    byte[] classFile = type == null ? null : files.classFile(type);
    if (classFile == null) {
      return unreadable(owner);
    }
    return file.fits(owner, classFile)
        ? ""
        : owner
            + " has changed since annotir wrote down its helpers\n"
            + "compile it again with annotir, and all helpers that use it, and let nothing change"
            + " the class files afterwards";
  }

  private static String unreadable(String owner) {
    return "the class file of "
        + owner
        + " cannot be read, so its helpers are not known\n"
        + "use JDK 18 or later, which shows processors the files of modules, or the class path, or"
        + " compile its source together with this one";
  }

  /** What a stored tree names; null if this compilation does not have it. */
  @Nullable Element element(Reference reference) {
    if (reference instanceof Reference.Variable variable) {
      return variable.variable();
    }
    if (!resolved.containsKey(reference)) {
      Element found = resolve(reference);
      if (found == null) {
        return null;
      }
      resolved.put(reference, found);
    }
    return resolved.get(reference);
  }

  private @Nullable Element resolve(Reference reference) {
    if (reference instanceof Reference.Type type) {
      return elements.getTypeElement(type.name());
    } else if (reference instanceof Reference.Method method) {
      return member(method.owner(), method.name(), method.parameters());
    } else if (reference instanceof Reference.Field field) {
      return member(field.owner(), field.name(), null);
    }
    throw new CompilerBug(reference.toString());
  }

  private @Nullable Element member(String owner, String name, @Nullable String parameters) {
    TypeElement type = elements.getTypeElement(owner);
    if (type == null) {
      return null;
    }
    for (Element member : type.getEnclosedElements()) {
      boolean fits =
          member instanceof ExecutableElement method
              ? descriptors.ofParameters(method).equals(parameters)
              : parameters == null && member.getKind() != ElementKind.CLASS;
      if (fits && member.getSimpleName().contentEquals(name)) {
        return member;
      }
    }
    return null;
  }

  /** A field that a stored method names, with its value; null where the file does not have it. */
  @Nullable StoredField field(Reference.Field reference, HelperFile file, Span use) {
    StoredConstant constant = file.constant(reference);
    if (constant == null) {
      return null;
    }
    checkFits(file, reference.owner(), use);
    return fields.computeIfAbsent(
        reference,
        r ->
            new StoredField(
                r.name(), constant, () -> descriptors.type(StoredField.descriptor(constant))));
  }
}
