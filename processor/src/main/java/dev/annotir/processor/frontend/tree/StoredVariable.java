package dev.annotir.processor.frontend.tree;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ElementVisitor;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** A variable that a stored method declares, or a field of which it knows only the value. */
public class StoredVariable implements VariableElement {
  private final String name;
  private final ElementKind kind;
  private final String descriptor;
  private final @Nullable Object constant;
  private final Supplier<TypeMirror> type;

  /**
   * @param descriptor of its type
   * @param constant its value where Java calls it constant
   * @param type what the descriptor stands for in the compilation at hand
   */
  public StoredVariable(
      String name,
      ElementKind kind,
      String descriptor,
      @Nullable Object constant,
      Supplier<TypeMirror> type) {
    this.name = name;
    this.kind = kind;
    this.descriptor = descriptor;
    this.constant = constant;
    this.type = type;
  }

  final String descriptor() {
    return descriptor;
  }

  @Override
  public TypeMirror asType() {
    return type.get();
  }

  @Override
  public @Nullable Object getConstantValue() {
    return constant;
  }

  @Override
  public Name getSimpleName() {
    return new StoredName(name);
  }

  @Override
  public ElementKind getKind() {
    return kind;
  }

  @Override
  public Set<Modifier> getModifiers() {
    return Set.of();
  }

  @Override
  @SuppressWarnings("NullAway") // the method around it is known to who asks
  public Element getEnclosingElement() {
    return null;
  }

  @Override
  public List<? extends Element> getEnclosedElements() {
    return List.of();
  }

  @Override
  public List<? extends AnnotationMirror> getAnnotationMirrors() {
    return List.of();
  }

  @Override
  @SuppressWarnings("NullAway") // it has no annotations
  public <A extends Annotation> A getAnnotation(Class<A> annotationType) {
    return null;
  }

  @Override
  @SuppressWarnings("unchecked") // there are none
  public <A extends Annotation> A[] getAnnotationsByType(Class<A> annotationType) {
    return (A[]) java.lang.reflect.Array.newInstance(annotationType, 0);
  }

  @Override
  public <R, P> R accept(ElementVisitor<R, P> visitor, P parameter) {
    return visitor.visitVariable(this, parameter);
  }

  @Override
  public String toString() {
    return name;
  }
}
