package dev.annotir.processor.c;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.PrimFunc;
import java.util.HashSet;
import java.util.Set;

/** The C names of what a function reads and writes. */
final class Places {
  private final String library;
  private final ConstantPlaces constants;
  private final Set<Expr.Var> params = new HashSet<>();

  Places(Library library, ConstantPlaces constants, PrimFunc func) {
    this.library = library.name();
    this.constants = constants;
    func.params()
        .forEach(
            p -> {
              if (p instanceof Expr.Var var) {
                params.add(var);
              }
            });
  }

  /** The name of a buffer: the pointer to its elements, or a local scalar itself. */
  String name(Buffer buffer) {
    return buffer.scope() == Buffer.Scope.CONST ? constants.elements(buffer) : buffer.name();
  }

  /** A constant of the library's enum of errors. */
  String constant(String suffix) {
    return prefix(library) + suffix;
  }

  /** How the macros and constants of a library start. */
  static String prefix(String library) {
    return library.toUpperCase(java.util.Locale.ROOT) + "_";
  }

  /** The value of a scalar; of a bool always 0 or 1. */
  CExpr value(Expr.Var var) {
    CExpr name = CExpr.primary(var.name());
    return var.dtype() == DType.BOOL && params.contains(var) ? isTrue(name) : name;
  }

  /** The value of an element at a place; of a bool always 0 or 1. */
  CExpr value(Buffer buffer, CExpr place) {
    return buffer.dtype() == DType.BOOL && !isVariable(buffer) ? isTrue(place) : place;
  }

  private static CExpr isTrue(CExpr byteValue) {
    return CExpr.binary(byteValue, "!=", CExpr.primary("0"), CExpr.COMPARISON);
  }

  /** Whether a buffer is a C variable: a bool is then an {@code int} of value 0 or 1. */
  static boolean isVariable(Buffer buffer) {
    return buffer.isScalar() && buffer.scope() == Buffer.Scope.LOCAL;
  }

  /** The C type of a local variable, in which a bool is an {@code int} of value 0 or 1. */
  static String variableType(DType dtype) {
    return dtype == DType.BOOL ? "int" : CTypes.of(dtype);
  }
}
