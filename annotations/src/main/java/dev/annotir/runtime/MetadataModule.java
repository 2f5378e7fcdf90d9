package dev.annotir.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Constants apart from the code that reads them, as TVM's MetadataModule (later: const_loader).
 *
 * <p>The first lookup of a symbol calls {@code __init_<symbol>} of the first import that has it,
 * with that symbol's constants; later ones do not. An initialisation that fails is tried again. As
 * in the first MetadataModule, and unlike the later ones, an operator with an init function whose
 * symbol is not recorded is refused: it would run without its constants. Constants are looked for
 * when a symbol is initialised, not before.
 */
final class MetadataModule implements OperatorModule {
  static final String TYPE_KEY = "metadata";

  /** The kind in TVM 0.9 and later. */
  static final String LATER_TYPE_KEY = "const_loader";

  private static final String INIT = "__init_";

  private final String typeKey;
  private final Map<String, NDArray> constants;
  private final Map<String, Symbol> symbols = new LinkedHashMap<>();
  private final List<OperatorModule> imports;

  /** A recorded symbol, whose lock a thread holds while it initialises it. */
  private static final class Symbol {
    final List<String> variables;
    volatile boolean isInitialized;

    /** What its init function was given; a library counts it as in use as long as it is there. */
    List<NDArray> constants = List.of();

    Symbol(List<String> variables) {
      this.variables = List.copyOf(variables);
    }
  }

  /**
   * A module of constants.
   *
   * @param typeKey one of the two kinds
   * @param constants tensors by the names of variables
   * @param symbols the variables of each symbol, in the order of its init function
   * @param imports the code; an operator is that of the first that has it
   */
  MetadataModule(
      String typeKey,
      Map<String, NDArray> constants,
      Map<String, List<String>> symbols,
      List<OperatorModule> imports) {
    this.typeKey = typeKey;
    this.constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    symbols.forEach((symbol, variables) -> this.symbols.put(symbol, new Symbol(variables)));
    this.imports = List.copyOf(imports);
  }

  /** A module of the symbols that C source modules tell, which it imports after a library. */
  static MetadataModule of(
      Map<String, NDArray> constants, OperatorModule library, List<OperatorModule> sources) {
    Map<String, List<String>> symbols = new LinkedHashMap<>();
    List<OperatorModule> imports = new ArrayList<>(List.of(library));
    for (OperatorModule source : sources) {
      if (!source.typeKey().equals(CSourceModule.TYPE_KEY)) {
        throw new IllegalArgumentException(
            "Only csource submodule is handled for now, not " + source.typeKey());
      }
      String symbol = (String) ask(source, "get_symbol");
      List<String> variables = new ArrayList<>();
      for (Object variable : (List<?>) ask(source, "get_const_vars")) {
        variables.add((String) variable);
      }
      if (symbols.put(symbol, variables) != null) {
        throw new IllegalArgumentException("Found duplicated symbol: " + symbol);
      }
      imports.add(source);
    }
    return new MetadataModule(TYPE_KEY, constants, symbols, imports);
  }

  private static Object ask(OperatorModule source, String name) {
    PackedFunc function = source.getFunction(name);
    Object answer = function == null ? null : function.call();
    if (answer == null) {
      throw new IllegalArgumentException("a submodule does not answer " + name);
    }
    return answer;
  }

  @Override
  public String typeKey() {
    return typeKey;
  }

  @Override
  public List<OperatorModule> imports() {
    return imports;
  }

  @Override
  public @Nullable PackedFunc getFunction(String name) {
    initialize(name);
    if (name.equals("get_const_var_ndarray") || name.equals("get_const_var_tensor")) {
      return args -> constants; // TVM 0.9 and later
    }
    if (imports.isEmpty()) {
      throw new IllegalStateException("a metadata module without imports has no functions");
    }
    for (OperatorModule module : imports) {
      PackedFunc function = module.getFunction(name);
      if (function != null) {
        return keepingConstants(function);
      }
    }
    return null;
  }

  /** Native code holds the addresses of the constants as long as the function may be called. */
  private PackedFunc keepingConstants(PackedFunc function) {
    return args -> {
      try {
        return function.call(args);
      } finally {
        Reference.reachabilityFence(this);
      }
    };
  }

  private void initialize(String name) {
    Symbol symbol = symbols.get(name);
    if (symbol == null) {
      refuseInit(name);
    } else if (!symbol.isInitialized) {
      synchronized (symbol) {
        if (!symbol.isInitialized) {
          callInit(name, symbol);
          symbol.isInitialized = true;
        }
      }
    }
  }

  /** An operator whose constants nobody knows is not run; a module of constants knows its own. */
  private void refuseInit(String name) {
    for (OperatorModule module : imports) {
      if (!(module instanceof MetadataModule) && module.getFunction(INIT + name) != null) {
        throw new IllegalStateException("No symbol is recorded for " + name);
      }
    }
  }

  private @Nullable PackedFunc findInit(String name) {
    for (OperatorModule module : imports) {
      PackedFunc init = module.getFunction(INIT + name);
      if (init != null) {
        return init;
      }
    }
    return null;
  }

  private void callInit(String name, Symbol symbol) {
    PackedFunc init = findInit(name);
    if (init != null) {
      symbol.constants = constantsOf(symbol);
      Object result = init.call(symbol.constants);
      if (result != null && !(result instanceof Number code && code.longValue() == 0)) {
        throw new IllegalStateException(INIT + name + " returned " + result);
      }
    }
  }

  private List<NDArray> constantsOf(Symbol symbol) {
    List<NDArray> result = new ArrayList<>();
    for (String variable : symbol.variables) {
      NDArray constant = constants.get(variable);
      if (constant == null) {
        throw new IllegalStateException("Found not recorded constant variable: " + variable);
      }
      result.add(constant);
    }
    return result;
  }

  @Override
  public void saveToBinary(OutputStream to) throws IOException {
    BinaryWriter out = new BinaryWriter(to);
    ParameterFile.saveTensors(constants, out);
    out.writeStrings(new ArrayList<>(symbols.keySet()));
    out.writeLong(symbols.size());
    for (Symbol symbol : symbols.values()) {
      out.writeStrings(symbol.variables);
    }
  }

  /**
   * The module whose constants and symbols {@link #saveToBinary} wrote.
   *
   * @throws InvalidFormatException if the bytes are something else, or others follow
   */
  static MetadataModule loadFromBinary(
      String typeKey, ByteBuffer bytes, List<OperatorModule> imports) {
    BinaryReader in = new BinaryReader(bytes);
    Map<String, NDArray> constants = ParameterFile.loadTensors(in);
    List<String> names = in.readStrings("symbols");
    int at = in.offset();
    long count = in.readLong("the number of lists of variables");
    if (count != names.size()) {
      throw new InvalidFormatException(
          names.size() + " symbols, but " + Long.toUnsignedString(count) + " lists", at);
    }
    Map<String, List<String>> symbols = new LinkedHashMap<>();
    for (String name : names) {
      at = in.offset();
      if (symbols.put(name, in.readStrings("variables")) != null) {
        throw new InvalidFormatException("the symbol " + name + " stands twice", at);
      }
    }
    in.end();
    return new MetadataModule(typeKey, constants, symbols, imports);
  }
}
