package dev.annotir.processor.c;

import static dev.annotir.processor.c.Ir.*;
import static dev.annotir.processor.ir.DType.FLOAT32;
import static dev.annotir.processor.ir.DType.INT32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.analysis.ParamsMode;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.schedule.Target;
import dev.annotir.processor.schedule.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The preprocessor chooses the body for the vectors that a compiler's options allow. */
class VariantsTest {
  private static final int M = 4;
  private static final int K = 5;
  private static final int N = 32;
  private static final Expr.Var I = var("i", INT32);
  private static final Expr.Var J = var("j", INT32);
  private static final Expr.Var P = var("k", INT32);
  private static final Buffer A = tensor("a", FLOAT32, M, K);
  private static final Buffer B = tensor("b", FLOAT32, K, N);
  private static final Buffer C = tensor("c", FLOAT32, M, N);

  @TempDir Path folder;

  private static OperatorFacts product() {
    Buffer sum = local("sum", FLOAT32);
    Expr term = bin(BinaryOp.MUL, load(A, I, P), load(B, P, J));
    Stmt inner =
        alloc(
            sum,
            store(sum, f32(0)),
            loop(P, K, store(sum, add(load(sum), term))),
            store(C, load(sum), I, J));
    return facts(
        "product", List.of(A, B, C), null, List.of("a", "b"), loop(I, M, loop(J, N, inner)));
  }

  /** The same function with {@code lanes} columns and two rows at once. */
  private static Variant variant(int bits, PrimFunc func) {
    Target target =
        Target.ALL.stream().filter(t -> t.vectorBits() == bits).findFirst().orElseThrow();
    return new Variant(target, func, List.of());
  }

  private static Variant tiled(int bits) {
    int lanes = bits / 32;
    Expr all = ramp(i32(0), 1, lanes);
    Expr columns = ramp(bin(BinaryOp.MUL, J, i32(lanes)), 1, lanes);
    Expr.Var row = var("row", INT32);
    Expr.Var next = var("next", INT32);
    Expr.Var bs = new Expr.Var("bs", FLOAT32, lanes, SPAN);
    Buffer sum = local("sum", FLOAT32, lanes);
    Buffer other = local("other", FLOAT32, lanes);
    Stmt steps =
        loop(
            P,
            K,
            let(
                bs,
                load(B, P, columns),
                step(sum, row, bs, all, lanes),
                step(other, next, bs, all, lanes)));
    Stmt tile =
        alloc(
            sum,
            alloc(
                other,
                store(sum, all(f32(0), lanes), all),
                store(other, all(f32(0), lanes), all),
                steps,
                store(C, load(sum, all), row, columns),
                store(C, load(other, all), next, columns)));
    Stmt rows = let(row, bin(BinaryOp.MUL, I, i32(2)), let(next, add(row, i32(1)), tile));
    Stmt body = loop(I, M / 2, loop(J, N / lanes, rows));
    return variant(bits, product().func().withBody(body));
  }

  private static Stmt step(Buffer sum, Expr row, Expr bs, Expr all, int lanes) {
    Expr term = bin(BinaryOp.MUL, all(load(A, row, P), lanes), bs);
    return store(sum, add(load(sum, all), term), all);
  }

  private static List<Variant> variants() {
    return List.of(tiled(512), tiled(256), tiled(128));
  }

  static Stream<Arguments> builds() {
    List<Arguments> builds = new ArrayList<>();
    for (String compiler : List.of("gcc", "clang")) {
      builds.add(Arguments.of(compiler, List.of("-std=c99", "-O0")));
      builds.add(Arguments.of(compiler, List.of("-std=c11", "-O2", "-mavx2", "-mfma")));
      builds.add(Arguments.of(compiler, List.of("-std=c17", "-O3", "-march=native")));
      builds.add(
          Arguments.of(
              compiler, List.of("-fsanitize=undefined,address", "-fno-sanitize-recover=all")));
    }
    builds.add(Arguments.of("g++", List.of("-x", "c++", "-std=c++17", "-march=native")));
    builds.add(Arguments.of("clang++", List.of("-x", "c++", "-std=c++17", "-march=native")));
    return builds.stream();
  }

  @ParameterizedTest
  @MethodSource("builds")
  void eachHasTheSameBits(String compiler, List<String> flags) {
    Assumptions.assumeTrue(CToolchain.has(compiler));
    Samples samples = new Samples(3);
    Batch batch = new Batch();
    long[] c = new long[M * N];
    batch.add(product(), samples.of(FLOAT32, M * K), samples.of(FLOAT32, K * N), c);
    batch.vary(product(), variants());
    batch.check(folder, compiler, flags);
  }

  private static String print(List<Variant> variants) {
    ConstantPlaces constants = ConstantPlaces.of(LIBRARY, ParamsMode.LINK);
    return KernelPrinter.print(product(), LIBRARY, constants, variants);
  }

  @Test
  void vectorsAreVariables() {
    assertEquals(
        """
        /* T.java:7: Tests. */
        ANNOTIR_VECTORS
        int32_t t_product(const float* T_RESTRICT a, const float* T_RESTRICT b, float* T_RESTRICT c) {
        #if ANNOTIR_VECTOR_BITS == 512
          for (int32_t i = 0; i < 2; ++i) { /* T.java:7 */
            for (int32_t j = 0; j < 2; ++j) { /* T.java:7 */
              int32_t row = i * 2;
              int32_t next = row + 1;
              annotir_f32x16 sum = {0};
              annotir_f32x16 other = {0};
              for (int32_t k = 0; k < 5; ++k) { /* T.java:7 */
                annotir_f32x16 bs = *(const annotir_f32x16_unaligned*)&b[k * 32 + j * 16];
                sum += a[row * 5 + k] * bs;
                other += a[next * 5 + k] * bs;
              }
              *(annotir_f32x16_unaligned*)&c[row * 32 + j * 16] = sum;
              *(annotir_f32x16_unaligned*)&c[next * 32 + j * 16] = other;
            }
          }
          return T_OK;
        #else
          for (int32_t i = 0; i < 4; ++i) { /* T.java:7 */
            for (int32_t j = 0; j < 32; ++j) { /* T.java:7 */
              float sum = 0.0f;
              for (int32_t k = 0; k < 5; ++k) { /* T.java:7 */
                sum += a[i * 5 + k] * b[k * 32 + j];
              }
              c[i * 32 + j] = sum;
            }
          }
          return T_OK;
        #endif
        }
        """,
        print(List.of(tiled(512))));
  }

  @Test
  void whatIsTheSameIsPrintedOnce() {
    Variant scalar = variant(256, product().func());
    assertEquals(print(List.of()), print(List.of(scalar)));
    assertEquals(print(List.of(tiled(512))), print(List.of(tiled(512), scalar)));
    Variant wide = tiled(512);
    String both = print(List.of(wide, variant(256, wide.func())));
    assertEquals(
        print(List.of(wide))
            .replace(
                "#if ANNOTIR_VECTOR_BITS == 512",
                "#if ANNOTIR_VECTOR_BITS == 512 || ANNOTIR_VECTOR_BITS == 256"),
        both);
  }

  /** Whatever the operator's own function has in the workspace. */
  @Test
  void arraysHavePlacesOfTheirOwn() {
    Buffer array = local("tmp", FLOAT32, 8);
    Buffer wider = local("tmp", FLOAT32, 8, 64);
    OperatorFacts facts =
        facts(
                "f",
                List.of(C),
                null,
                List.of(),
                Map.of(),
                alloc(array, store(C, load(array, i32(0)), i32(0), i32(0))))
            .withWorkspace(2048);
    Stmt other = alloc(wider, store(C, load(wider, i32(0), i32(0)), i32(0), i32(0)));
    List<Variant> variants = List.of(variant(512, facts.func().withBody(other)));
    ConstantPlaces constants = ConstantPlaces.of(LIBRARY, ParamsMode.LINK);
    String text = KernelPrinter.print(facts, LIBRARY, constants, variants);
    assertTrue(text.contains("tmp = (float*)(void*)((char*)workspace + 0);"), text);
    assertTrue(text.contains("float tmp[8] = {0};"), text);
  }
}
