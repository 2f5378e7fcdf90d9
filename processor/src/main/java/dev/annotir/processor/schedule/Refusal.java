package dev.annotir.processor.schedule;

/** Ends a step that finds in the middle of its work that it cannot be made. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refusal(String reason) {
    super(reason, null, false, false);
  }

  Step.Result result() {
    return new Step.Result.Refused(String.valueOf(getMessage()));
  }
}
