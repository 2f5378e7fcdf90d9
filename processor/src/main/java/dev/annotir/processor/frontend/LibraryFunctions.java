package dev.annotir.processor.frontend;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The methods of the Java library that operators can call, by their signatures. Another method is
 * another line in {@link MathFunctions}, {@link IntegerFunctions}, {@link FloatFunctions} or {@link
 * CheckFunctions}.
 */
final class LibraryFunctions {
  /** The tables, each made when it is asked for first. */
  private static final class OfMath {
    static final LibraryFunctions ALL = new LibraryFunctions(MathFunctions::addTo);
  }

  private static final class OfIntegers {
    static final LibraryFunctions ALL = new LibraryFunctions(IntegerFunctions::addTo);
  }

  private static final class OfFloats {
    static final LibraryFunctions ALL = new LibraryFunctions(FloatFunctions::addTo);
  }

  private static final class OfChecks {
    static final LibraryFunctions ALL = new LibraryFunctions(CheckFunctions::addTo);
  }

  private final Map<String, LibraryFunction> functions = new LinkedHashMap<>();

  private LibraryFunctions(Consumer<LibraryFunctions> functions) {
    functions.accept(this);
  }

  /** The function of a method, or null if operators cannot call it. */
  static @Nullable LibraryFunction find(ExecutableElement method) {
    String owner = owner(method);
    LibraryFunctions table =
        switch (owner.substring(owner.lastIndexOf('.') + 1)) {
          case "Math", "StrictMath" -> OfMath.ALL;
          case "Integer", "Long", "Short", "Byte", "Character", "Boolean" -> OfIntegers.ALL;
          case "Float", "Double" -> OfFloats.ALL;
          case "Objects" -> OfChecks.ALL;
          default -> null;
        };
    return table == null ? null : table.functions.get(signature(method));
  }

  /** All that operators can call, such as {@code java.lang.Math.min(int, int)}. */
  static Set<String> signatures() {
    Set<String> signatures = new LinkedHashSet<>();
    for (LibraryFunctions table : List.of(OfMath.ALL, OfIntegers.ALL, OfFloats.ALL, OfChecks.ALL)) {
      signatures.addAll(table.functions.keySet());
    }
    return signatures;
  }

  /** The qualified name of a method's class. */
  static String owner(ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement type
        ? type.getQualifiedName().toString()
        : "";
  }

  /** A method as the source says it, such as {@code Math.exp}. */
  static String name(ExecutableElement method) {
    String owner = owner(method);
    return owner.substring(owner.lastIndexOf('.') + 1) + "." + method.getSimpleName();
  }

  static String signature(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> parameter.asType().toString())
        .collect(Collectors.joining(", ", owner(method) + "." + method.getSimpleName() + "(", ")"));
  }

  /**
   * A class, and the type that {@code T} is in its methods.
   *
   * @param name qualified
   */
  record Owner(String name, String type) {}

  /** Classes of java.lang, each with its type: {@code "Integer int"}. */
  static List<Owner> owners(String... classesAndTypes) {
    return Arrays.stream(classesAndTypes)
        .map(text -> text.split(" "))
        .map(words -> new Owner("java.lang." + words[0], words[1]))
        .toList();
  }

  void add(List<Owner> owners, String method, LibraryFunction.Of1 function) {
    put(owners, method, function);
  }

  void add(List<Owner> owners, String method, LibraryFunction.Of2 function) {
    put(owners, method, function);
  }

  void add(List<Owner> owners, String method, LibraryFunction.Of3 function) {
    put(owners, method, function);
  }

  /** The signature with a type in the place of {@code T}. */
  private static String typed(String signature, String type) {
    return signature.replace("(T", "(" + type).replace(", T", ", " + type);
  }

  private void put(List<Owner> owners, String method, LibraryFunction function) {
    for (Owner owner : owners) {
      functions.put(owner.name() + "." + typed(method, owner.type()), function);
    }
  }
}
