/**
 * TVMScript and {@code primfn} text from functions. Depends on {@code analysis}, {@code ir}, {@code
 * diagnostic}.
 */
package dev.annotir.processor.script;
