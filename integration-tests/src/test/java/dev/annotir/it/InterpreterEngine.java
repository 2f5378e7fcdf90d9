package dev.annotir.it;

import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Interpreter;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.Outcome;
import dev.annotir.processor.ir.PrimFunc;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Interprets the IR after all passes. */
final class InterpreterEngine implements Engine {
  private final Map<String, Library> libraries;
  private final IdentityHashMap<OperatorInfo, Interpreter> interpreters = new IdentityHashMap<>();
  private final long steps;

  /**
   * An interpreter for libraries.
   *
   * @param libraries by their names
   * @param steps after how many steps a call is given up
   */
  InterpreterEngine(Map<String, Library> libraries, long steps) {
    this.libraries = libraries;
    this.steps = steps;
  }

  @Override
  public List<Reply> run(List<Job> jobs) {
    List<Reply> replies = new ArrayList<>();
    for (Job job : jobs) {
      replies.add(run(job.operator(), job.call().copy()));
    }
    return replies;
  }

  private Reply run(OperatorInfo operator, Call call) {
    Interpreter interpreter =
        interpreters.computeIfAbsent(operator, o -> new Interpreter(function(libraries, o)));
    Outcome outcome = interpreter.run(steps, call.arguments().toArray(long[][]::new));
    if (outcome instanceof Outcome.Faulted faulted) {
      Fault fault = faulted.fault();
      String text = fault.isStated() ? fault.text() : null;
      return new Reply.Failed(fault.exception(), fault.file(), fault.line(), text);
    } else if (outcome instanceof Outcome.Returned returned) {
      List<long[]> values = new ArrayList<>();
      for (int i = 0; i < operator.parameters().size(); i++) {
        if (operator.parameters().get(i).tensor()) {
          values.add(call.arguments().get(i));
        }
      }
      values.add(returned.result());
      return Reply.Returned.of(operator, values);
    }
    return new Reply.Endless();
  }

  /** The IR of an operator of libraries. */
  static PrimFunc function(Map<String, Library> libraries, OperatorInfo operator) {
    return libraries.get(operator.library()).functions().stream()
        .filter(function -> function.name().equals(operator.name()))
        .findFirst()
        .orElseThrow();
  }
}
