/**
 * The archive: metadata, operators.json, parameters and the tar file. Depends on {@code schedule},
 * {@code analysis}, {@code ir}.
 */
package dev.annotir.processor.archive;
