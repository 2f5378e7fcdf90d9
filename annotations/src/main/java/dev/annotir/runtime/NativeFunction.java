package dev.annotir.runtime;

/** A packed function of a library, TVM's {@code TVMBackendPackedCFunc}. */
@FunctionalInterface
interface NativeFunction {
  /**
   * What the function returns: 0, or the code of an error.
   *
   * @param values the address of the arguments, {@code TVMValue}s
   * @param typeCodes the address of what says which member each uses
   * @param count how many there are
   * @param result the address of the {@code TVMValue} that takes the result
   * @param resultCode the address of what says which member that uses
   */
  int call(long values, long typeCodes, int count, long result, long resultCode);
}
