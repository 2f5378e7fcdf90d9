package dev.annotir.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
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

  /** The source text of this module, or an empty string where it has none. */
  default String getSource() {
    return "";
  }

  /**
   * Writes what {@link #loadFromBinary} reads: this module, without those that it imports.
   *
   * @throws UnsupportedInModelLibraryFormatError if modules of this kind are not written, as those
   *     that call Java
   */
  default void saveToBinary(OutputStream out) throws IOException {
    throw new UnsupportedInModelLibraryFormatError(List.of(typeKey()));
  }

  /**
   * Writes this module with all that it imports to a file that {@link #load(Path...)} reads. It
   * holds what TVM 0.22 and later put into a library as {@code __tvm_ffi__library_bin}.
   *
   * @throws UnsupportedInModelLibraryFormatError if a module is of a kind that is not written; then
   *     there is no file
   */
  default void save(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModuleTreeWriter.write(this, bytes);
    Files.write(file, bytes.toByteArray());
  }

  /**
   * C as text, of the kind {@code c}, which tells the names in it but runs nothing: it has the
   * functions {@code get_symbol}, {@code get_func_names} and {@code get_const_vars}.
   *
   * @param format the extension of its file, such as {@code c}
   * @param functions the functions that it defines; the first is its symbol
   * @param variables the constants with which {@code __init_<symbol>} is called
   */
  static OperatorModule cSource(
      String source, String format, List<String> functions, List<String> variables) {
    return new CSourceModule(source, format, functions, variables, List.of());
  }

  /**
   * A module of constants apart from the code that reads them, of the kind {@code metadata}. The
   * first lookup of a symbol calls {@code __init_<symbol>} of the first import that has it, once,
   * with a list of that symbol's constants; it throws IllegalStateException where that fails, where
   * a variable has no constant, and where an import has such a function of a symbol that is not
   * recorded here.
   *
   * @param constants tensors by the names of variables
   * @param symbols the variables of each symbol, in the order of its init function
   * @param imports the code; an operator is that of the first that has it
   */
  static OperatorModule metadata(
      Map<String, NDArray> constants,
      Map<String, List<String>> symbols,
      List<OperatorModule> imports) {
    return new MetadataModule(MetadataModule.TYPE_KEY, constants, symbols, imports);
  }

  /**
   * A module of constants for a library, where C source modules tell which constants their symbols
   * take. It imports the library, then the sources.
   *
   * @param constants tensors by the names of variables
   * @throws IllegalArgumentException if a source is of another kind, or two have the same symbol
   */
  static OperatorModule metadata(
      Map<String, NDArray> constants, OperatorModule library, List<OperatorModule> sources) {
    return MetadataModule.of(constants, library, sources);
  }

  /**
   * A module as {@link #saveToBinary}, or TVM, wrote it.
   *
   * @param typeKey {@code c}, or {@code metadata} and {@code const_loader}, which are the same
   * @throws IllegalArgumentException if modules of that kind are not read
   * @throws InvalidFormatException if the bytes are something else
   */
  static OperatorModule loadFromBinary(
      String typeKey, ByteBuffer bytes, List<OperatorModule> imports) {
    return switch (typeKey) {
      case CSourceModule.TYPE_KEY -> CSourceModule.loadFromBinary(bytes, imports);
      case MetadataModule.TYPE_KEY, MetadataModule.LATER_TYPE_KEY ->
          MetadataModule.loadFromBinary(typeKey, bytes, imports);
      default -> throw new IllegalArgumentException("no module of the kind " + typeKey);
    };
  }

  /**
   * The operators of archives or shared libraries as native code, or modules that {@link #save}
   * wrote. The C of an archive is built once by the system's compiler, see {@link
   * NativeBuild#ofEnvironment}, and called by java.lang.foreign from Java 22 on, before by JNA.
   *
   * <p>A function takes arrays as the operator's method does, which are copied, and without a copy
   * {@link NDArray}s and direct buffers. Of a shared library, whose name must be {@code
   * lib<library>.so} or such, it takes arrays of the tensors' ranks or NDArrays, and a result that
   * is a tensor as its last argument.
   *
   * @param files archives ({@code META-INF/mlf/*.tar}), shared libraries built from them, or saved
   *     modules; where several have an operator of a name, that of the first counts
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
