/** What a user of annotir writes and calls. */
module dev.annotir {
  requires static com.sun.jna;
  requires static org.jspecify;

  exports dev.annotir;
  exports dev.annotir.math;
  exports dev.annotir.runtime;
  exports dev.annotir.testing;
}
