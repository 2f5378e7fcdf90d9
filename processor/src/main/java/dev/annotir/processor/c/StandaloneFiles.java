package dev.annotir.processor.c;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of {@code standalone/}, with which the sources build without TVM. */
final class StandaloneFiles {
  private StandaloneFiles() {}

  /** The files by their paths in the archive. */
  static SortedMap<String, String> of(LibraryFacts facts, MlfVersion version) {
    Symbols symbols = Symbols.of(facts.library());
    String runtime = "standalone/include/tvm/runtime/";
    SortedMap<String, String> files = new TreeMap<>();
    for (String header : new String[] {"c_backend_api.h", "c_runtime_api.h"}) {
      files.put(runtime + header, Template.of("standalone/" + header, symbols).text());
    }
    files.put(
        runtime + "crt/module.h",
        Template.of("standalone/module.h", symbols).when("byte", version.countBytes() == 1).text());
    files.put("standalone/src/runtime.c", Template.of("standalone/runtime.c", symbols).text());
    files.put("standalone/src/" + symbols.library() + "_ffi.c", new FfiPrinter(facts).print());
    boolean constants = new ConstantsPrinter(facts).hasArrays();
    files.put(
        "standalone/CMakeLists.txt",
        Template.of("standalone/CMakeLists.txt", symbols)
            .set("lib2", constants ? " ${host}/src/lib2.c" : "")
            .text());
    return files;
  }
}
