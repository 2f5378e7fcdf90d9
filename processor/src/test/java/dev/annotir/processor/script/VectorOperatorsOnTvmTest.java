package dev.annotir.processor.script;

/** Each operator on vectors of special values. */
class VectorOperatorsOnTvmTest extends OperatorsOnTvmTest {
  @Override
  int lanes() {
    return 8;
  }
}
