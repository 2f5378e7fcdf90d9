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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Constants apart from the code that reads them, as TVM's MetadataModule (later: const_loader).
 *
 * <p>The first lookup of a symbol calls {@code __init_<symbol>} of the first import that has it,
 * with that symbol's constants; later ones do not. An initialisation that fails is tried again.
 */
final class MetadataModule implements OperatorModule {
  private static final String INIT = "__init_";

  private final Map<String, NDArray> constants;
  private final Map<String, List<String>> symbols;
  private final List<OperatorModule> imports;

  private final Set<String> initialized = ConcurrentHashMap.newKeySet();

  /** What a thread holds while it initialises a symbol: others may be initialised meanwhile. */
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /**
   * A module of constants.
   *
   * @param constants tensors by the names of variables
   * @param symbols the variables of each symbol, in the order of its init function
   * @param imports the code; operators are those of the first
   */
  MetadataModule(
      Map<String, NDArray> constants,
      Map<String, List<String>> symbols,
      List<OperatorModule> imports) {
    this.constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    this.symbols = Collections.unmodifiableMap(new LinkedHashMap<>(symbols));
    this.imports = List.copyOf(imports);
  }

  @Override
  public String typeKey() {
    return "metadata";
  }

  @Override
  public List<OperatorModule> imports() {
    return imports;
  }

  Map<String, NDArray> constants() {
    return constants;
  }

  Map<String, List<String>> symbols() {
    return symbols;
  }

  @Override
  public @Nullable PackedFunc getFunction(String name) {
    initialize(name);
    if (imports.isEmpty()) {
      throw new IllegalStateException("a metadata module without imports has no functions");
    }
    PackedFunc function = imports.get(0).getFunction(name);
    return function == null ? null : keepingConstants(function);
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

  private void initialize(String symbol) {
    if (initialized.contains(symbol)) {
      return;
    }
    synchronized (locks.computeIfAbsent(symbol, s -> new Object())) {
      if (!initialized.contains(symbol)) {
        callInit(symbol);
        initialized.add(symbol);
      }
    }
  }

  private void callInit(String symbol) {
    for (OperatorModule module : imports) {
      PackedFunc init = module.getFunction(INIT + symbol);
      if (init != null) {
        Object result = init.call(constantsOf(symbol));
        if (result instanceof Number code && code.longValue() != 0) {
          throw new IllegalStateException(INIT + symbol + " returned " + code);
        }
        return;
      }
    }
  }

  private List<NDArray> constantsOf(String symbol) {
    List<String> variables = symbols.get(symbol);
    if (variables == null) {
      throw new IllegalStateException("No symbol is recorded for " + symbol);
    }
    List<NDArray> result = new ArrayList<>();
    for (String variable : variables) {
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
    for (List<String> variables : symbols.values()) {
      out.writeStrings(variables);
    }
  }

  /**
   * The module whose constants and symbols {@link #saveToBinary} wrote.
   *
   * @throws InvalidFormatException if the bytes are something else, or others follow
   */
  static MetadataModule loadFromBinary(ByteBuffer bytes, List<OperatorModule> imports) {
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
    return new MetadataModule(constants, symbols, imports);
  }
}
