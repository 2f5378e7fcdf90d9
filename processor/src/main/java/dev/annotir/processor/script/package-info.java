/** TVMScript from functions. Depends on {@code analysis}, {@code ir}. */
package dev.annotir.processor.script;
