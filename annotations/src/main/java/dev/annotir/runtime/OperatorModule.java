package dev.annotir.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  /**
   * Writes what {@link #loadFromBinary} reads: this module, without those that it imports.
   *
   * @throws UnsupportedOperationException if modules of this kind are not written
   */
  default void saveToBinary(OutputStream out) throws IOException {
    throw new UnsupportedOperationException("a module of the kind " + typeKey() + " is not saved");
  }

  /**
   * A module of constants apart from the code that reads them, of the kind {@code metadata}. The
   * first lookup of a symbol calls {@code __init_<symbol>} of the first import that has it, once,
   * with a list of that symbol's constants; it throws IllegalStateException where that fails.
   *
   * @param constants tensors by the names of variables
   * @param symbols the variables of each symbol, in the order of its init function
   * @param imports the code; operators are those of the first
   */
  static OperatorModule metadata(
      Map<String, NDArray> constants,
      Map<String, List<String>> symbols,
      List<OperatorModule> imports) {
    return new MetadataModule(constants, symbols, imports);
  }

  /**
   * A module as {@link #saveToBinary}, or TVM, wrote it.
   *
   * @param typeKey {@code metadata} or {@code const_loader}, which are the same
   * @throws IllegalArgumentException if modules of that kind are not read
   * @throws InvalidFormatException if the bytes are something else
   */
  static OperatorModule loadFromBinary(
      String typeKey, ByteBuffer bytes, List<OperatorModule> imports) {
    return switch (typeKey) {
      case "metadata", "const_loader" -> MetadataModule.loadFromBinary(bytes, imports);
      default -> throw new IllegalArgumentException("no module of the kind " + typeKey);
    };
  }

  /**
   * The operators of archives or shared libraries as native code. The C of an archive is built once
   * by the system's compiler, see {@link NativeBuild#ofEnvironment}, and called by
   * java.lang.foreign from Java 22 on, before by JNA.
   *
   * <p>A function takes arrays as the operator's method does, which are copied, and without a copy
   * {@link NDArray}s and direct buffers. Of a shared library, whose name must be {@code
   * lib<library>.so} or such, it takes arrays of the tensors' ranks or NDArrays, and a result that
   * is a tensor as its last argument.
   *
   * @param files archives ({@code META-INF/mlf/*.tar}), or shared libraries built from them; where
   *     several have an operator of a name, that of the first counts
   * @throws InvalidFormatException if a file is something else
   * @throws OperatorException if there is no compiler, the library cannot be written, built or
   *     loaded, or JNA is missing
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  static OperatorModule load(Path... files) {
    return load(NativeBuild.ofEnvironment(), files);
  }

  /**
   * The operators of archives or shared libraries, as {@link #load(Path...)}.
   *
   * @param build how the C of archives is built
   */
  static OperatorModule load(NativeBuild build, Path... files) {
    return NativeModules.load(build, List.of(files));
  }

  /**
   * The operators of the archive {@code META-INF/mlf/<library>.tar} on the class path, as {@link
   * #load(Path...)}.
   *
   * @param type a class that was compiled with the library
   */
  static OperatorModule load(Class<?> type, String library) {
    return NativeModules.load(NativeBuild.ofEnvironment(), type, library);
  }

  /** Gives back what the module holds beside memory; its operators must not be called any more. */
  @Override
  default void close() {}
}
