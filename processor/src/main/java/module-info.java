/** What javac loads to compile operators. */
module dev.annotir.processor {
  requires com.fasterxml.jackson.databind;
  requires com.palantir.javapoet;
  requires dev.annotir;
  requires transitive java.compiler;
  requires jdk.compiler;
  requires org.apache.commons.compress;
  requires static com.google.auto.service;
  requires static org.jspecify;

  exports dev.annotir.processor;

  provides javax.annotation.processing.Processor with
      dev.annotir.processor.OperatorProcessor;
}
