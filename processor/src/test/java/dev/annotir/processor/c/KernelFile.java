package dev.annotir.processor.c;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.analysis.ParamsMode;
import dev.annotir.processor.schedule.Variant;
import java.util.List;
import java.util.Map;

/** A kernel file of the library {@code t} without packed functions. */
final class KernelFile {
  private KernelFile() {}

  static String of(List<OperatorFacts> operators) {
    return of(operators, Map.of());
  }

  static String of(List<OperatorFacts> operators, Map<OperatorFacts, List<Variant>> variants) {
    ConstantPlaces constants = ConstantPlaces.of(Ir.LIBRARY, ParamsMode.LINK);
    StringBuilder kernels = new StringBuilder();
    for (OperatorFacts o : operators) {
      List<Variant> ofOperator = variants.getOrDefault(o, List.of());
      kernels.append(KernelPrinter.print(o, Ir.LIBRARY, constants, ofOperator)).append('\n');
    }
    StringBuilder out = new StringBuilder("#include <float.h>\n#include <stdint.h>\n");
    out.append(VectorFunctions.headers(kernels.toString())).append(Prologue.print("t"));
    out.append(
        """
        #ifdef __cplusplus
        #define T_RESTRICT __restrict
        extern "C" {
        #else
        #define T_RESTRICT restrict
        #endif
        enum { T_OK = 0, T_FAILED = 1 };
        int t_check(void);
        """);
    operators.forEach(o -> out.append(KernelPrinter.signature(o, Ir.LIBRARY)).append(";\n"));
    out.append('\n').append(RuntimeFunctions.usedBy(kernels.toString())).append(kernels);
    out.append(SelfTest.print("t"));
    return out.append("#ifdef __cplusplus\n}\n#endif\n").toString();
  }
}
