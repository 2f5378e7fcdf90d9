/**
 * Random operators that javac accepts: {@link dev.annotir.it.generator.Programs} gives them, {@link
 * dev.annotir.it.generator.Reductions} makes them smaller.
 *
 * <p>One class writes each part of the language, and lists its forms with their weights: to add a
 * form, add a line to {@code Statements}, {@code Expressions}, {@code Conditions}, {@code Loops},
 * {@code Indices} or {@code LibraryCalls}. Every form asks {@code Scope} what can be named, and
 * gives {@code Code}, a tree, so that whatever is added is also reduced.
 */
package dev.annotir.it.generator;
