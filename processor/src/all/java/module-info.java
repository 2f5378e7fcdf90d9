/** The processor together with what it is made of: the descriptor of the self-contained jar. */
module dev.annotir.processor {
  requires transitive java.compiler;
  requires java.logging;
  requires static java.desktop;
  requires static java.sql;
  requires static java.xml;
  requires jdk.compiler;

  exports dev.annotir.processor;

  provides javax.annotation.processing.Processor with
      dev.annotir.processor.OperatorProcessor;
}
