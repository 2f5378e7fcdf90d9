/** Modules and packed functions, named as in TVM's runtime. Depends on nothing. */
package dev.annotir.runtime;
