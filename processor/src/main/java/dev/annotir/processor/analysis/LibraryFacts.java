package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Library;
import java.util.List;

/** A library after all passes: what every generator of code and metadata works from. */
public record LibraryFacts(Library library, List<OperatorFacts> operators) {
  public LibraryFacts {
    operators = List.copyOf(operators);
  }

  /** The errors of all operators in the order of their codes. */
  public List<ErrorCode> errors() {
    return operators.stream().flatMap(o -> o.errors().stream()).toList();
  }
}
