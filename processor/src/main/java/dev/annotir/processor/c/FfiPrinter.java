package dev.annotir.processor.c;

import dev.annotir.processor.analysis.ErrorCode;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Fault;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints {@code <library>_ffi.c}: the entry points for tvm-ffi. */
final class FfiPrinter {
  private final LibraryFacts facts;
  private final Symbols symbols;

  FfiPrinter(LibraryFacts facts) {
    this.facts = facts;
    this.symbols = Symbols.of(facts.library());
  }

  String print() {
    Traits traits = Traits.of(facts);
    return Template.of("standalone/ffi.c", symbols)
        .when("integer result", traits.hasIntegerResult())
        .when("float result", traits.hasFloatResult())
        .when("no result", traits.results().isEmpty())
        .set("count", "" + traits.most())
        .set("prototypes", PackedPrinter.prototypes("", facts))
        .set("exports", exports())
        .set("kinds", kinds())
        .set("functions", functions())
        .text();
  }

  private String functions() {
    return Stream.concat(
            facts.operators().stream().map(this::function),
            facts.boundOperators().stream().map(o -> plain(Symbols.init(o.func().name()))))
        .collect(Collectors.joining("\n"));
  }

  private String exports() {
    return PackedPrinter.names(facts).stream()
        .map(name -> "TVM_DLL annotir_ffi " + Symbols.ffi(name) + ";\n")
        .collect(Collectors.joining());
  }

  private String kinds() {
    StringBuilder text = new StringBuilder();
    if (facts.operators().stream().anyMatch(o -> o.workspaceBytes() > 0)) {
      text.append(label(symbols.macros() + "_NO_WORKSPACE", "MemoryError"));
    }
    for (ErrorCode error : facts.errors()) {
      String kind = kind(error.fault());
      text.append(kind.equals("RuntimeError") ? "" : label(error.constant(), kind));
    }
    return text.toString();
  }

  private static String label(String constant, String kind) {
    return "    case " + constant + ": return \"" + kind + "\";\n";
  }

  /** The Python exception that fits a Java exception. */
  private static String kind(Fault fault) {
    return switch (fault.exceptionSimpleName()) {
      case "ArrayIndexOutOfBoundsException",
          "IndexOutOfBoundsException",
          "StringIndexOutOfBoundsException" ->
          "IndexError";
      case "ArithmeticException" ->
          fault.isDivision()
              ? "ZeroDivisionError"
              : fault.isStated() ? "ArithmeticError" : "OverflowError";
      case "AssertionError" -> "AssertionError";
      case "IllegalArgumentException", "NumberFormatException", "NegativeArraySizeException" ->
          "ValueError";
      case "ClassCastException", "NullPointerException", "ArrayStoreException" -> "TypeError";
      case "UnsupportedOperationException" -> "NotImplementedError";
      case "OutOfMemoryError" -> "MemoryError";
      default -> "RuntimeError";
    };
  }

  private String function(OperatorFacts operator) {
    String name = operator.func().name();
    Buffer result = operator.func().result();
    if (result != null && result.tensorShape().isEmpty() && result.dtype() == DType.BOOL) {
      return head(name)
          + "  int32_t code = "
          + call(name)
          + "  (void)self;\n"
          + "  if (code == 0) result->type_index = kTVMFFIBool;\n"
          + "  return code;\n}\n";
    }
    return plain(name);
  }

  private String plain(String name) {
    return head(name) + "  (void)self;\n  return " + call(name) + "}\n";
  }

  private static String head(String name) {
    return "int32_t "
        + Symbols.ffi(name)
        + "(void* self, const TVMFFIAny* args, int32_t num_args, TVMFFIAny* result) {\n";
  }

  private String call(String name) {
    return "annotir_ffi_call(" + symbols.packed(name) + ", args, num_args, result);\n";
  }
}
