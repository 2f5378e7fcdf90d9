/** Java sources with mistakes: {@link dev.annotir.it.mutator.Mutator} makes them from good ones. */
package dev.annotir.it.mutator;
