/** Modules and packed functions, named as in TVM's runtime. Depends on nothing. */
@NullMarked
package dev.annotir.runtime;

import org.jspecify.annotations.NullMarked;
