/**
 * C from functions after all passes: kernels, packed functions, function table, header, stand-alone
 * parts. Depends on {@code schedule}, {@code analysis}, {@code ir}.
 */
package dev.annotir.processor.c;
