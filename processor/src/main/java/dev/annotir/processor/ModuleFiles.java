package dev.annotir.processor;

import dev.annotir.Tensor;
import dev.annotir.processor.frontend.Frontend;
import dev.annotir.processor.module.ModuleGenerator;
import dev.annotir.processor.module.ModuleSpec;
import dev.annotir.processor.module.OperatorSignature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Generates the Java module of a class from the signatures of its operators, before bodies can be
 * read.
 */
final class ModuleFiles {
  private ModuleFiles() {}

  /**
   * Writes the module; of a class with a wrong signature nothing, since its compilation fails
   * later.
   */
  static void generate(
      ProcessingEnvironment environment,
      Function<Element, @Nullable String> docComments,
      TypeElement type,
      List<ExecutableElement> operators) {
    List<OperatorSignature> signatures = new ArrayList<>();
    for (ExecutableElement operator : operators) {
      OperatorSignature signature =
          signature(environment.getElementUtils(), docComments, type, operator);
      boolean isNew =
          signature != null
              && signatures.stream().noneMatch(s -> s.name().equals(signature.name()));
      if (!isNew) {
        return;
      }
      signatures.add(signature);
    }
    ModuleSpec spec = spec(environment.getElementUtils(), type, signatures);
    try {
      ModuleGenerator.generate(spec).writeTo(environment.getFiler());
    } catch (FilerException e) {
      return; // the class came in an earlier round too
    } catch (IOException e) {
      environment
          .getMessager()
          .printMessage(
              javax.tools.Diagnostic.Kind.ERROR,
              spec.moduleName() + " cannot be written: " + e.getMessage(),
              type);
    }
  }

  private static ModuleSpec spec(
      Elements elements, TypeElement type, List<OperatorSignature> signatures) {
    List<String> enclosing = new ArrayList<>();
    boolean isPublic = type.getModifiers().contains(Modifier.PUBLIC);
    for (Element e = type.getEnclosingElement();
        e instanceof TypeElement;
        e = e.getEnclosingElement()) {
      enclosing.add(0, e.getSimpleName().toString());
      isPublic &= e.getModifiers().contains(Modifier.PUBLIC);
    }
    return new ModuleSpec(
        LibraryNames.of(type),
        elements.getPackageOf(type).getQualifiedName().toString(),
        enclosing,
        type.getSimpleName().toString(),
        isPublic,
        enclosing.isEmpty() ? type.getSimpleName() + ".java" : enclosing.get(0) + ".java",
        signatures);
  }

  private static @Nullable OperatorSignature signature(
      Elements elements,
      Function<Element, @Nullable String> docComments,
      TypeElement type,
      ExecutableElement operator) {
    List<OperatorSignature.Parameter> parameters = new ArrayList<>();
    for (VariableElement parameter : operator.getParameters()) {
      Tensor tensor = parameter.getAnnotation(Tensor.class);
      List<Integer> extents = extents(parameter.asType(), tensor);
      TypeMirror element = parameter.asType();
      while (element instanceof ArrayType array) {
        element = array.getComponentType();
      }
      if (extents == null || !element.getKind().isPrimitive()) {
        return null;
      }
      parameters.add(
          new OperatorSignature.Parameter(
              parameter.getSimpleName().toString(), element.getKind(), extents));
    }
    boolean isCallable =
        operator.getModifiers().contains(Modifier.STATIC)
            && !operator.getModifiers().contains(Modifier.PRIVATE)
            && !isInPrivateClass(operator)
            && SourceVersion.isIdentifier(Frontend.operatorName(operator))
            && operator.getTypeParameters().isEmpty();
    String doc = docComments.apply(operator);
    return !isCallable
        ? null
        : new OperatorSignature(
            Frontend.operatorName(operator),
            path(type, operator),
            doc == null ? "" : doc,
            parameters,
            operator.getReturnType().getKind() != TypeKind.VOID,
            elements.isDeprecated(operator)
                || elements.isDeprecated(operator.getEnclosingElement()));
  }

  private static boolean isInPrivateClass(Element element) {
    Element around = element.getEnclosingElement();
    return around instanceof TypeElement
        && (around.getModifiers().contains(Modifier.PRIVATE) || isInPrivateClass(around));
  }

  /** The method's name, after those of the nested classes between it and the library's class. */
  private static String path(TypeElement type, ExecutableElement operator) {
    String path = operator.getSimpleName().toString();
    Element around = operator.getEnclosingElement();
    while (around != null && !around.equals(type)) {
      path = around.getSimpleName() + "." + path;
      around = around.getEnclosingElement();
    }
    return path;
  }

  /** The extents of the Java array; none for a scalar, null where they do not fit the type. */
  private static @Nullable List<Integer> extents(TypeMirror type, @Nullable Tensor tensor) {
    int rank = 0;
    for (TypeMirror t = type; t instanceof ArrayType array; t = array.getComponentType()) {
      rank++;
    }
    if (rank == 0 || tensor == null) {
      return rank == 0 && tensor == null ? List.of() : null;
    }
    int[] extents = tensor.value();
    long elements = Arrays.stream(extents).asLongStream().reduce(1, (a, b) -> a * b);
    if (rank == extents.length) {
      return Arrays.stream(extents).boxed().toList();
    }
    return rank == 1 && elements == (int) elements ? List.of((int) elements) : null;
  }
}
