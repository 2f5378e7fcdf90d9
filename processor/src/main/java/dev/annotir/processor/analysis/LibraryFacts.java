package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A library after all passes: what every generator of code and metadata works from.
 *
 * @param params where compiled operators have the constants
 */
public record LibraryFacts(Library library, List<OperatorFacts> operators, ParamsMode params) {
  public LibraryFacts {
    operators = List.copyOf(operators);
  }

  /** A library whose constants are in the C. */
  public LibraryFacts(Library library, List<OperatorFacts> operators) {
    this(library, operators, ParamsMode.LINK);
  }

  /** Whether operators are given the addresses of constants. */
  public boolean bindsConstants() {
    return params == ParamsMode.METADATA && !library.constants().isEmpty();
  }

  /** The operators that are given the addresses of constants. */
  public List<OperatorFacts> boundOperators() {
    return operators.stream().filter(o -> bindsConstants() && !o.constants().isEmpty()).toList();
  }

  /** The errors of all operators in the order of their codes. */
  public List<ErrorCode> errors() {
    return operators.stream().flatMap(o -> o.errors().stream()).toList();
  }

  /**
   * What is known of a library whose functions went through all passes; constants that none loads
   * are left out.
   */
  public static LibraryFacts of(Library library, ParamsMode params) {
    Set<Buffer> loaded = new LinkedHashSet<>();
    library.functions().forEach(f -> loaded.addAll(Effects.loaded(f.body())));
    List<Buffer> constants = library.constants().stream().filter(loaded::contains).toList();
    Library used =
        new Library(
            library.name(),
            library.qualifiedClass(),
            library.file(),
            library.source(),
            library.functions(),
            constants);
    List<OperatorFacts> operators = new ArrayList<>();
    int codes = 0;
    for (PrimFunc func : used.functions()) {
      OperatorFacts facts = operator(used, func, codes);
      codes += facts.errors().size();
      operators.add(facts);
    }
    return new LibraryFacts(used, operators, params);
  }

  /** The same, with the constants in the C. */
  public static LibraryFacts of(Library library) {
    return of(library, ParamsMode.LINK);
  }

  private static OperatorFacts operator(Library library, PrimFunc func, int codesBefore) {
    Map<String, Access> access = Directions.of(func);
    List<Fault> faults = new ArrayList<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Check check) {
          faults.add(check.fault());
        }
        super.enter(s);
      }
    }.walk(func.body());
    Workspace workspace = Workspace.of(func);
    Set<Buffer> loaded = Effects.loaded(func.body());
    return new OperatorFacts(
        func,
        access,
        InPlace.of(func, access),
        codes(library, func, faults, codesBefore),
        (int) faults.stream().filter(f -> f.origin() != Fault.Origin.THROW).count(),
        library.constants().stream().filter(loaded::contains).toList(),
        workspace.offsets(),
        workspace.bytes());
  }

  private static List<ErrorCode> codes(
      Library library, PrimFunc func, List<Fault> faults, int codesBefore) {
    String prefix = (library.name() + "_" + func.name() + "_").toUpperCase(Locale.ROOT);
    List<ErrorCode> errors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fault fault : new LinkedHashSet<>(faults)) {
      String name = prefix + fault.kind();
      for (int i = 2; !names.add(name); i++) {
        name = prefix + fault.kind() + "_" + i;
      }
      errors.add(new ErrorCode(codesBefore + errors.size() + 1, name, fault));
    }
    return errors;
  }

  /** The tensors that callers pass, the result last. */
  static List<Buffer> tensors(PrimFunc func) {
    List<Buffer> tensors = new ArrayList<>();
    for (Param param : func.params()) {
      if (param instanceof Buffer buffer) {
        tensors.add(buffer);
      }
    }
    if (func.result() != null && !func.result().isScalar()) {
      tensors.add(func.result());
    }
    return tensors;
  }
}
