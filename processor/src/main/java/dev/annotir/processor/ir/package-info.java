/**
 * The intermediate representation, in TVM's names: {@link dev.annotir.processor.ir.Expr}, {@link
 * dev.annotir.processor.ir.Stmt}, {@link dev.annotir.processor.ir.PrimFunc}, and what every pass
 * needs: {@link dev.annotir.processor.ir.Rewriter}, {@link dev.annotir.processor.ir.Walker}, the
 * interpreter, structural equality and the text form. Depends on {@code diagnostic} only.
 */
package dev.annotir.processor.ir;
