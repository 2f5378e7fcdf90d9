package x;
import dev.annotir.*; import dev.annotir.runtime.*;
public final class U { static Object f(OperatorModule m) { PackedFunc g = m.getFunction("a"); return g == null ? null : g.call(1, null); } 
 static final PackedFunc P = a -> null; @Operator static void k(@Tensor(1) float[] x) {} }
