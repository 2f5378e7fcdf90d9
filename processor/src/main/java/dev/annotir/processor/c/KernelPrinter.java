package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Access;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.analysis.ParamsMode;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.schedule.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An operator's typed function as C. */
final class KernelPrinter {
  private static final int WIDTH = 120;

  private KernelPrinter() {}

  /** The definition, with a comment before it, where constants are in the C. */
  static String print(OperatorFacts facts, Library library) {
    return print(facts, library, ConstantPlaces.of(library, ParamsMode.LINK));
  }

  /** The definition, with a comment before it. */
  static String print(OperatorFacts facts, Library library, ConstantPlaces constants) {
    return print(facts, library, constants, List.of());
  }

  /**
   * The definition, with a comment before it.
   *
   * @param variants what the preprocessor may choose instead of the operator's own function, by the
   *     vectors that the compiler's options allow
   */
  static String print(
      OperatorFacts facts, Library library, ConstantPlaces constants, List<Variant> variants) {
    PrimFunc func = facts.func();
    String signature = signature(facts, library, constants.isBound(), "", " {") + " {\n";
    String otherwise = body(func, facts, library, constants);
    Map<String, List<Integer>> bodies = new LinkedHashMap<>();
    for (Variant variant : variants) {
      String body = body(variant.func(), facts, library, constants);
      if (!body.equals(otherwise)) {
        bodies.computeIfAbsent(body, b -> new ArrayList<>()).add(variant.target().vectorBits());
      }
    }
    if (bodies.isEmpty()) {
      return comment(func) + signature + otherwise + "}\n";
    }
    String chosen = choice(bodies, otherwise);
    return comment(func) + "ANNOTIR_VECTORS\n" + signature + chosen + "}\n";
  }

  /** One of the bodies by the bits of vectors, the other if none is for them. */
  private static String choice(Map<String, List<Integer>> bodies, String otherwise) {
    StringBuilder out = new StringBuilder();
    bodies.forEach(
        (body, widths) ->
            out.append(out.isEmpty() ? "#if " : "#elif ")
                .append(
                    widths.stream()
                        .map(bits -> "ANNOTIR_VECTOR_BITS == " + bits)
                        .collect(Collectors.joining(" || ")))
                .append('\n')
                .append(body));
    return out.append("#else\n").append(otherwise).append("#endif\n").toString();
  }

  private static String body(
      PrimFunc func, OperatorFacts facts, Library library, ConstantPlaces constants) {
    Places places = new Places(library, constants, func);
    Lines lines = new Lines();
    if (constants.isBound()) {
      facts.constants().forEach(constant -> bind(constant, constants, places, lines));
    }
    Stmt body = body(func);
    new StmtPrinter(facts.by(func), places, VectorVariables.of(body), lines).print(body);
    lines.add("return " + places.constant("OK") + ";");
    Set<String> named = lines.dropUnused();
    List<String> unused = parameterNames(facts).stream().filter(p -> !named.contains(p)).toList();
    if (!unused.isEmpty()) {
      lines.addFirst("(void)" + String.join(", (void)", unused) + ";");
    }
    return lines.toString();
  }

  /** The body in a form that compilers compile rightly. */
  private static Stmt body(PrimFunc func) {
    return FusedNegations.bySign(Squares.split(func.body()));
  }

  /** Declares the pointer to the elements of a constant that the function is given. */
  private static void bind(Buffer constant, ConstantPlaces constants, Places places, Lines lines) {
    String name = constants.symbol(constant);
    lines.add(
        "const "
            + CTypes.of(constant.dtype())
            + "* "
            + places.constant("RESTRICT")
            + " const "
            + name
            + " = constants->"
            + constant.name()
            + ";");
    lines.add("if (" + name + " == NULL) return " + places.constant("CONSTANTS_NOT_BOUND") + ";");
  }

  private static String comment(PrimFunc func) {
    String place = func.span().toString();
    String text = func.doc().isEmpty() ? place : place + ": " + func.doc();
    return Comments.block(text, javaNames(func));
  }

  /** Says which parameters and variables have another name in Java. */
  private static String javaNames(PrimFunc func) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, String> name : func.javaNames().entrySet()) {
      names.add(name.getKey() + " is " + name.getValue());
    }
    return names.isEmpty() ? "" : "In Java, " + String.join(", ", names) + ".";
  }

  /** The names of the C parameters in order. */
  private static List<String> parameterNames(OperatorFacts facts) {
    List<String> names = new ArrayList<>();
    facts.func().params().forEach(p -> names.add(p.name()));
    Buffer result = facts.func().result();
    if (result != null) {
      names.add(result.name());
    }
    if (facts.workspaceBytes() > 0) {
      names.add("workspace");
    }
    return names;
  }

  /** The declaration without a semicolon. */
  static String signature(OperatorFacts facts, Library library) {
    return signature(facts, library, false, "", ";");
  }

  /**
   * The declaration without what ends it, in lines of at most 120 characters.
   *
   * @param bound whether constants are given by a parameter
   * @param prefix what stands before it, such as {@code TVM_DLL} and a space
   * @param suffix what the caller will put behind it
   */
  static String signature(
      OperatorFacts facts, Library library, boolean bound, String prefix, String suffix) {
    String head = prefix + "int32_t " + library.name() + "_" + facts.func().name() + "(";
    List<String> parameters = parameters(facts, library, bound);
    if (parameters.isEmpty()) {
      return head + "void)";
    }
    StringBuilder out = new StringBuilder(head);
    int column = head.length();
    for (int i = 0; i < parameters.size(); i++) {
      boolean last = i == parameters.size() - 1;
      String text = parameters.get(i) + (last ? ")" : ",");
      int space = i == 0 ? 0 : 1;
      if (i > 0 && column + space + text.length() + (last ? suffix.length() : 0) > WIDTH) {
        out.append('\n').append(" ".repeat(head.length()));
        column = head.length();
      } else {
        out.append(" ".repeat(space));
        column += space;
      }
      out.append(text);
      column += text.length();
    }
    return out.toString();
  }

  private static List<String> parameters(OperatorFacts facts, Library library, boolean bound) {
    String restrict = Places.prefix(library.name()) + "RESTRICT ";
    List<String> parameters = new ArrayList<>();
    if (bound && !facts.constants().isEmpty()) {
      parameters.add("const " + library.name() + "_constants* constants");
    }
    for (Param p : facts.func().params()) {
      parameters.add(parameter(p, facts, restrict));
    }
    Buffer result = facts.func().result();
    if (result != null) {
      parameters.add(parameter(result, facts, restrict));
    }
    if (facts.workspaceBytes() > 0) {
      parameters.add("void* workspace");
    }
    return parameters;
  }

  private static String parameter(Param p, OperatorFacts facts, String restrict) {
    String type = CTypes.of(p.dtype());
    if (!(p instanceof Buffer)) {
      return type + " " + p.name();
    }
    String readOnly = facts.access().get(p.name()) == Access.READ ? "const " : "";
    return readOnly + type + "* " + (facts.isShared(p.name()) ? "" : restrict) + p.name();
  }
}
