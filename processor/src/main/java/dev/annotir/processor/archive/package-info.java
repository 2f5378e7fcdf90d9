/**
 * The archive: metadata, operators.json, parameters and the tar file. Depends on {@code analysis},
 * {@code ir}.
 */
package dev.annotir.processor.archive;
