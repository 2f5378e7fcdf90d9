package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.Tree;
import dev.annotir.processor.diagnostic.CompilerBug;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one kind of tree that are stored: the components of its record after the {@link
 * Attribution}, each named as the method of the tree's interface that gives it.
 */
final class Schema {
  private static final Map<Class<?>, Schema> BY_INTERFACE = new HashMap<>();

  static {
    Stream.of(StoredExpressions.class, StoredStatements.class)
        .flatMap(c -> Arrays.stream(c.getDeclaredClasses()))
        .filter(c -> c != StoredExpressions.Other.class)
        .forEach(c -> BY_INTERFACE.put(treeInterface(c), new Schema(c)));
  }

  /** A part: how to get it, and its type. */
  record Part(Method getter, Type type) {}

  private final Constructor<?> constructor;
  private final List<Part> parts = new ArrayList<>();

  private Schema(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      for (RecordComponent component : Arrays.asList(components).subList(1, components.length)) {
        Method getter = treeInterface(type).getMethod(component.getName());
        parts.add(new Part(getter, component.getGenericType()));
      }
    } catch (NoSuchMethodException e) {
      throw new CompilerBug(e.toString());
    }
  }

  private static Class<?> treeInterface(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .filter(i -> i != StoredTree.class)
        .findFirst()
        .orElseThrow();
  }

  /** That of a kind; null for kinds that are not stored. */
  static @Nullable Schema of(Tree.Kind kind) {
    return BY_INTERFACE.get(kind.asInterface());
  }

  List<Part> parts() {
    return parts;
  }

  @Nullable Object get(Part part, Tree tree) {
    try {
      return part.getter().invoke(tree);
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug(e.toString());
    }
  }

  /** A tree of this kind; {@code values} are its attribution and its parts. */
  Tree create(List<@Nullable Object> values) {
    try {
      return (Tree) constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new CompilerBug(e.toString());
    }
  }
}
