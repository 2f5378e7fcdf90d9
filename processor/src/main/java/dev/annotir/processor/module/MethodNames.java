package dev.annotir.processor.module;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * The names of a module's methods: the operator's, with {@code _} at its end where Java or the
 * module itself takes it.
 */
final class MethodNames {
  private static final Set<String> TAKEN =
      Set.of(
          "typeKey",
          "getFunction",
          "imports",
          "save",
          "saveToBinary",
          "nativeModule",
          "close",
          "load",
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  private MethodNames() {}

  /** The method's name by the operator's. */
  static Map<String, String> of(List<OperatorSignature> operators) {
    Set<String> used = new HashSet<>(TAKEN);
    Map<String, String> names = new HashMap<>();
    for (OperatorSignature operator : operators) {
      if (isFree(operator.name())) {
        used.add(operator.name());
        names.put(operator.name(), operator.name());
      }
    }
    for (OperatorSignature operator : operators) {
      if (!isFree(operator.name())) {
        String name = operator.name() + "_";
        while (!used.add(name)) {
          name += "_";
        }
        names.put(operator.name(), name);
      }
    }
    return names;
  }

  private static boolean isFree(String name) {
    return !TAKEN.contains(name) && SourceVersion.isName(name);
  }
}
