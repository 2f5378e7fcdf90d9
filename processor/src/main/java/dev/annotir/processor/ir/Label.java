package dev.annotir.processor.ir;

/** The end of a {@link Stmt.Block} or of a function; its name is unique in its function. */
public record Label(String name) {}
