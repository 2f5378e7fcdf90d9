package dev.annotir.processor.dependence;

/** Where the sink of a dependence lies, seen from its source, among the rounds of a loop. */
public enum Direction {
  LATER("<"),
  SAME("="),
  EARLIER(">"),
  /** Nobody knows. */
  ANY("*");

  private final String symbol;

  Direction(String symbol) {
    this.symbol = symbol;
  }

  /** The sign that compares the rounds of source and sink. */
  public String symbol() {
    return symbol;
  }
}
