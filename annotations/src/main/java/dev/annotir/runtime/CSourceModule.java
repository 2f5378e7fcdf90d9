package dev.annotir.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C as text, which tells the names in it but runs nothing, as TVM's CSourceModule: the packed
 * functions {@code get_symbol}, {@code get_func_names} and {@code get_const_vars}.
 *
 * @param source the text
 * @param format the extension of its file, such as {@code c}
 * @param functions the functions that it defines; the first is its symbol
 * @param variables the constants with which {@code __init_<symbol>} is called
 */
record CSourceModule(
    String source,
    String format,
    List<String> functions,
    List<String> variables,
    List<OperatorModule> imports)
    implements OperatorModule {
  static final String TYPE_KEY = "c";

  CSourceModule {
    functions = List.copyOf(functions);
    variables = List.copyOf(variables);
    imports = List.copyOf(imports);
  }

  @Override
  public String typeKey() {
    return TYPE_KEY;
  }

  @Override
  public String getSource() {
    return source;
  }

  @Override
  public @Nullable PackedFunc getFunction(String name) {
    return switch (name) {
      case "get_symbol" -> args -> symbol();
      case "get_func_names" -> args -> functions;
      case "get_const_vars" -> args -> variables;
      default -> null;
    };
  }

  private String symbol() {
    if (functions.isEmpty()) {
      throw new IllegalStateException("a C source module without functions has no symbol");
    }
    return functions.get(0);
  }

  @Override
  public void saveToBinary(OutputStream to) throws IOException {
    BinaryWriter out = new BinaryWriter(to);
    out.writeString(source);
    out.writeString(format);
    out.writeStrings(functions);
    out.writeStrings(variables);
  }

  /**
   * The module that {@link #saveToBinary} wrote.
   *
   * @throws InvalidFormatException if the bytes are something else, or others follow
   */
  static CSourceModule loadFromBinary(ByteBuffer bytes, List<OperatorModule> imports) {
    BinaryReader in = new BinaryReader(bytes);
    String source = in.readString("the source");
    String format = in.readString("the format");
    List<String> functions = in.readStrings("functions");
    List<String> variables = in.readStrings("variables");
    in.end();
    return new CSourceModule(source, format, functions, variables, imports);
  }
}
