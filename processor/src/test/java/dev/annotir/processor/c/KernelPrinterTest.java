package dev.annotir.processor.c;

import static dev.annotir.processor.c.Ir.*;
import static dev.annotir.processor.ir.DType.BOOL;
import static dev.annotir.processor.ir.DType.FLOAT32;
import static dev.annotir.processor.ir.DType.FLOAT64;
import static dev.annotir.processor.ir.DType.INT32;
import static dev.annotir.processor.ir.DType.INT8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The C reads as if written by hand. */
class KernelPrinterTest {
  private static final Expr.Var I = var("i", INT32);
  private static final Expr.Var K = var("k", INT32);

  @Test
  void narrowSumsAreCastOnce() {
    Buffer a = tensor("a", INT8, 2);
    Buffer c = tensor("c", INT8, 2);
    Expr sum = add(cast(INT32, load(a, I)), cast(INT32, load(a, i32(0))));
    assertEquals(
        """
        /* T.java:7: Tests. */
        int32_t t_add(const int8_t* T_RESTRICT a, int8_t* T_RESTRICT c) {
          for (int32_t i = 0; i < 2; ++i) { /* T.java:7 */
            c[i] = (int8_t)(a[i] + a[0]);
          }
          return T_OK;
        }
        """,
        KernelPrinter.print(
            facts(
                "add", List.of(a, c), null, List.of("a"), loop(I, 2, store(c, cast(INT8, sum), I))),
            LIBRARY));
  }

  @Test
  void indicesAreCheckedByOneComparison() {
    Buffer x = tensor("x", FLOAT32, 4, 3);
    Buffer y = tensor("y", FLOAT32, 2);
    Buffer index = tensor("index", INT32, 2);
    Expr.Var at = var("index_i", INT32);
    Expr inside = bin(BinaryOp.AND, bin(BinaryOp.GE, at, i32(0)), bin(BinaryOp.LT, at, i32(4)));
    assertEquals(
        """
        /* T.java:7: Tests. */
        int32_t t_take(float* T_RESTRICT x, const int32_t* T_RESTRICT index, float* T_RESTRICT y) {
          for (int32_t i = 0; i < 2; ++i) { /* T.java:7 */
            int32_t index_i = index[i];
            if ((uint32_t)index_i >= 4u) return T_FAILED; /* T.java:7 */
            y[i] = x[index_i * 3 + i + 1];
          }
          return T_OK;
        }
        """,
        KernelPrinter.print(
            facts(
                "take",
                List.of(x, index, y),
                null,
                List.of("index"),
                loop(
                    I,
                    2,
                    let(
                        at,
                        load(index, I),
                        check(inside, fault("FAILED")),
                        store(y, load(x, at, add(I, i32(1))), I)))),
            LIBRARY));
  }

  @Test
  void variablesStartWithTheirFirstValue() {
    Buffer x = tensor("x", FLOAT64, 4);
    Buffer sum = local("sum", FLOAT64);
    Buffer result = result(FLOAT64);
    Expr.Var v = var("v", FLOAT64);
    assertEquals(
        """
        /* T.java:7: Tests. */
        int32_t t_energy(const double* T_RESTRICT x, double k, double* T_RESTRICT result) {
          (void)k;
          double sum = 0.5;
          for (int32_t i = 0; i < 4; ++i) { /* T.java:7 */
            double v = x[i];
            sum += v * v;
          }
          *result = sum;
          return T_OK;
        }
        """,
        KernelPrinter.print(
            facts(
                "energy",
                List.of(x, var("k", FLOAT64)),
                result,
                List.of("x"),
                alloc(
                    sum,
                    store(sum, f64(0.5)),
                    loop(
                        I,
                        4,
                        let(v, load(x, I), store(sum, add(load(sum), bin(BinaryOp.MUL, v, v))))),
                    store(result, load(sum)))),
            LIBRARY));
  }

  @Test
  void jumpsAreBreaksAndContinues() {
    Buffer x = tensor("x", BOOL, 4);
    assertEquals(
        """
        /* T.java:7: Tests. */
        int32_t t_f(uint8_t* T_RESTRICT x) {
          for (int32_t i = 0; i < 4; ++i) { /* T.java:7 */
            if (x[i] != 0) continue;
            for (int32_t k = 0; k < 4; ++k) { /* T.java:7 */
              if (x[k] != 0 || k < i) break;
              x[k] = 1;
            }
            x[i] = (uint8_t)(x[3] == 0);
          }
          return T_OK;
        }
        """,
        KernelPrinter.print(
            facts(
                "f",
                List.of(x),
                null,
                List.of(),
                loop(
                    I,
                    4,
                    block(
                        "next",
                        when(load(x, I), exit("next")),
                        block(
                            "out",
                            loop(
                                K,
                                4,
                                when(
                                    lazy(load(x, K), bool(true), bin(BinaryOp.LT, K, I)),
                                    exit("out")),
                                store(x, bool(true), K))),
                        store(x, un(Expr.UnaryOp.NOT, load(x, i32(3))), I)))),
            LIBRARY));
  }

  @Test
  void floatsHaveTheFewestDigits() {
    assertEquals("0.1f", CTypes.literal(DType.FLOAT32, Float.floatToIntBits(0.1f)));
    assertEquals("1e-45f", CTypes.literal(DType.FLOAT32, 1));
    assertEquals("16777216.0f", CTypes.literal(DType.FLOAT32, Float.floatToIntBits(16777216f)));
    assertEquals("-0.0", CTypes.literal(DType.FLOAT64, Double.doubleToLongBits(-0.0)));
    assertEquals("2e-323", CTypes.literal(DType.FLOAT64, 4));
    assertEquals(
        "2e23", CTypes.literal(DType.FLOAT64, Double.doubleToLongBits(Double.parseDouble("2e23"))));
    assertEquals(
        "-__builtin_inff()",
        CTypes.literal(DType.FLOAT32, Float.floatToIntBits(Float.NEGATIVE_INFINITY)));
    assertEquals("(-2147483647 - 1)", CTypes.literal(DType.INT32, Integer.MIN_VALUE));
    assertEquals("-2147483648LL", CTypes.literal(DType.INT64, Integer.MIN_VALUE));
  }

  @Test
  void commentsCannotBeLeft() {
    assertEquals("a* /b / *c ? ?/ caf\\u00E9", Comments.safe("a*/b\n/*c ??/ caf\u00e9"));
  }

  @Test
  void onlyUsedFunctionsAreDefined() {
    assertEquals("", RuntimeFunctions.usedBy("int32_t x; /* annotir_div_int32 */"));
    String used = RuntimeFunctions.usedBy("annotir_floordiv_int32(a, b)");
    assertEquals(3, used.split("static inline", -1).length - 1);
  }
}
