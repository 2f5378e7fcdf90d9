/** The generated Java module of a library, by JavaPoet. */
package dev.annotir.processor.module;
