package dev.annotir.processor.script;

/** Each operator on vectors of special values. */
class VectorOperatorsOnTvmTest extends OperatorsOnTvmTest {
  VectorOperatorsOnTvmTest() {
    super(8);
  }
}
