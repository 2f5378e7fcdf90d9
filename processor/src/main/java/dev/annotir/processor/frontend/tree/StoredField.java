package dev.annotir.processor.frontend.tree;

import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** A static final field of an earlier compilation, which Java does not call constant. */
public final class StoredField extends StoredVariable {
  private final StoredConstant value;

  public StoredField(String name, StoredConstant value, Supplier<TypeMirror> type) {
    super(name, ElementKind.FIELD, descriptor(value), null, type);
    this.value = value;
  }

  /** The descriptor of the field's type. */
  public static String descriptor(StoredConstant value) {
    return "[".repeat(value.shape().size()) + value.type();
  }

  public StoredConstant value() {
    return value;
  }

  @Override
  public Set<Modifier> getModifiers() {
    return Set.of(Modifier.STATIC, Modifier.FINAL);
  }
}
