package dev.annotir.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A library of operators by name, as TVM's {@code runtime::Module}. */
public interface OperatorModule extends AutoCloseable {
  /** The kind of this module, such as {@code "java"}. */
  String typeKey();

  /**
   * Looks an operator up; only a {@code metadata} module does more at the first time.
   *
   * @return the operator called {@code name}, which keeps what it needs of this module alive, or
   *     null if there is none
   */
  @Nullable PackedFunc getFunction(String name);

  /**
   * Looks an operator up, in the modules that this one imports too.
   *
   * @param queryImports whether to go on there where this module has none of the name
   */
  default @Nullable PackedFunc getFunction(String name, boolean queryImports) {
    PackedFunc function = getFunction(name);
    if (function == null && queryImports) {
      for (OperatorModule module : imports()) {
        function = module.getFunction(name, true);
        if (function != null) {
          return function;
        }
      }
    }
    return function;
  }

  /** The modules that this one imports, in the order in which they are asked. */
  default List<OperatorModule> imports() {
    return List.of();
  }

  /** Gives back what the module holds beside memory; its operators must not be called any more. */
  @Override
  default void close() {}
}
