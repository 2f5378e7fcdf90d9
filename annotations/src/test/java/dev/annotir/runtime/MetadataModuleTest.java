package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetadataModuleTest {
  private static final Map<String, NDArray> CONSTANTS =
      new LinkedHashMap<>(
          Map.of("w", NDArray.of(new float[] {1, 2}), "b", NDArray.of(new int[][] {{3}})));

  /** Operators {@code a} and {@code b}, which give what their init functions got. */
  private static final class Code implements OperatorModule {
    final Map<String, AtomicInteger> inits =
        Map.of("a", new AtomicInteger(), "b", new AtomicInteger());
    final Map<String, List<?>> bound = new ConcurrentHashMap<>();
    @Nullable Object initResult = 0;

    @Override
    public String typeKey() {
      return "library";
    }

    @Override
    public @Nullable PackedFunc getFunction(String name) {
      String symbol = name.replace("__init_", "");
      if (!inits.containsKey(symbol)) {
        return null;
      } else if (symbol.equals(name)) {
        return args -> bound.get(name);
      }
      return args -> {
        inits.get(symbol).incrementAndGet();
        LockSupport.parkNanos(100_000); // so that others come while the symbol is not bound yet
        bound.put(symbol, (List<?>) args[0]);
        return initResult;
      };
    }
  }

  private static MetadataModule module(OperatorModule... imports) {
    Map<String, List<String>> symbols = new LinkedHashMap<>();
    symbols.put("a", List.of("w", "b"));
    symbols.put("b", List.of());
    return new MetadataModule("metadata", CONSTANTS, symbols, List.of(imports));
  }

  @Test
  void eachSymbolIsInitializedAtItsFirstLookup() {
    Code code = new Code();
    MetadataModule module = module(code);
    assertThat(code.bound).isEmpty();
    PackedFunc a = module.getFunction("a");
    assertThat(module.getFunction("a")).isNotNull();
    assertThat(code.inits.get("a")).hasValue(1);
    assertThat(code.inits.get("b")).hasValue(0);
    assertThat(a.call()).isEqualTo(List.of(CONSTANTS.get("w"), CONSTANTS.get("b")));
    assertThat(module.getFunction("c")).isNull();
  }

  @Test
  void theFirstImportWithAnInitFunctionIsAsked() {
    Code first = new Code();
    Code second = new Code();
    module(first, second).getFunction("a");
    assertThat(first.inits.get("a")).hasValue(1);
    assertThat(second.inits.get("a")).hasValue(0);
  }

  @Test
  void errorsSurfaceAtTheLookup() {
    assertThatIllegalStateException().isThrownBy(() -> module().getFunction("a"));
    Code code = new Code();
    MetadataModule none = new MetadataModule("metadata", CONSTANTS, Map.of(), List.of(code));
    assertThatIllegalStateException()
        .isThrownBy(() -> none.getFunction("a"))
        .withMessage("No symbol is recorded for a");
    MetadataModule lacking =
        new MetadataModule("metadata", Map.of(), Map.of("a", List.of("w")), List.of(code));
    assertThatIllegalStateException()
        .isThrownBy(() -> lacking.getFunction("a"))
        .withMessage("Found not recorded constant variable: w");
    code.initResult = -7;
    MetadataModule failing = module(code);
    assertThatIllegalStateException().isThrownBy(() -> failing.getFunction("a"));
    code.initResult = 0;
    assertThat(failing.getFunction("a")).isNotNull();
    assertThat(code.inits.get("a")).hasValue(2);
  }

  @Test
  void resultsOfInitFunctions() {
    Code code = new Code();
    for (Object other : new Object[] {1, -7L, "text"}) {
      code.initResult = other;
      MetadataModule failing = module(code);
      assertThatIllegalStateException()
          .isThrownBy(() -> failing.getFunction("a"))
          .withMessage("__init_a returned " + other);
    }
    code.initResult = null;
    assertThat(module(code).getFunction("a")).isNotNull();
  }

  @Test
  void operatorsOfAllImports() {
    OperatorModule source = OperatorModule.cSource("int f;", "c", List.of("f"), List.of());
    Code second = new Code();
    MetadataModule module = module(source, second);
    assertThat(module.getFunction("a").call())
        .isEqualTo(List.of(CONSTANTS.get("w"), CONSTANTS.get("b")));
    assertThat(module.getFunction("get_symbol").call()).isEqualTo("f");
    assertThat(module.getFunction("get_const_var_tensor").call()).isEqualTo(CONSTANTS);
    assertThat(module.getFunction("get_const_var_ndarray").call()).isEqualTo(CONSTANTS);
  }

  @Test
  void modulesOfConstantsInsideOthers() {
    MetadataModule outer =
        new MetadataModule("metadata", Map.of(), Map.of(), List.of(module(new Code())));
    assertThat((List<?>) outer.getFunction("a").call()).hasSize(2);
  }

  @Test
  void sourcesTellSymbols() {
    Code code = new Code();
    OperatorModule a = OperatorModule.cSource("", "c", List.of("a", "x"), List.of("w", "b"));
    OperatorModule b = OperatorModule.cSource("", "c", List.of("b"), List.of());
    OperatorModule module = OperatorModule.metadata(CONSTANTS, code, List.of(a, b));
    assertThat(module.typeKey()).isEqualTo("metadata");
    assertThat(module.imports()).containsExactly(code, a, b);
    module.getFunction("a");
    module.getFunction("b");
    assertThat(code.bound)
        .isEqualTo(Map.of("a", List.of(CONSTANTS.get("w"), CONSTANTS.get("b")), "b", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorModule.metadata(CONSTANTS, code, List.of(a, b, a)))
        .withMessage("Found duplicated symbol: a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorModule.metadata(CONSTANTS, code, List.of(code)))
        .withMessage("Only csource submodule is handled for now, not library");
  }

  @Test
  void concurrentLookupsInitializeOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(64);
    for (int run = 0; run < 50; run++) {
      Code code = new Code();
      MetadataModule module = module(code);
      CountDownLatch start = new CountDownLatch(1);
      List<Future<List<Object>>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        List<String> order = i % 2 == 0 ? List.of("a", "b") : List.of("b", "a");
        Callable<List<Object>> calls =
            () -> {
              start.await();
              Object first = module.getFunction(order.get(0)).call();
              Object second = module.getFunction(order.get(1)).call();
              return order.get(0).equals("a") ? List.of(first, second) : List.of(second, first);
            };
        results.add(threads.submit(calls));
      }
      start.countDown();
      for (Future<List<Object>> result : results) {
        assertThat(result.get())
            .containsExactly(List.of(CONSTANTS.get("w"), CONSTANTS.get("b")), List.of());
      }
      assertThat(code.inits.get("a")).hasValue(1);
      assertThat(code.inits.get("b")).hasValue(1);
    }
    threads.shutdown();
  }

  @Test
  void concurrentLookupsTryAgain() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    OperatorModule code =
        new OperatorModule() {
          @Override
          public String typeKey() {
            return "library";
          }

          @Override
          public PackedFunc getFunction(String name) {
            return args -> name.startsWith("__init_") && attempts.incrementAndGet() <= 10 ? -1 : 0;
          }
        };
    MetadataModule module = module(code);
    ExecutorService threads = Executors.newFixedThreadPool(64);
    AtomicInteger failures = new AtomicInteger();
    for (int i = 0; i < 64; i++) {
      threads.execute(
          () -> {
            try {
              module.getFunction("a");
            } catch (IllegalStateException e) {
              failures.incrementAndGet();
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(failures).hasValue(10);
    assertThat(attempts).hasValue(11);
  }

  private static byte[] saved(OperatorModule module) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    module.saveToBinary(out);
    return out.toByteArray();
  }

  @Test
  void bytesComeBack() throws IOException {
    for (String typeKey : List.of("metadata", "const_loader")) {
      Code code = new Code();
      ByteBuffer bytes = ByteBuffer.wrap(saved(module(code)));
      OperatorModule loaded = OperatorModule.loadFromBinary(typeKey, bytes, List.of(code));
      assertThat(loaded.typeKey()).isEqualTo(typeKey);
      List<?> bound = (List<?>) loaded.getFunction("a").call();
      assertThat(((NDArray) bound.get(0)).toArray()).isEqualTo(new float[] {1, 2});
      assertThat(((NDArray) bound.get(1)).toArray()).isEqualTo(new int[][] {{3}});
      assertThat((List<?>) loaded.getFunction("b").call()).isEmpty();
      assertThat(ByteBuffer.wrap(saved(loaded))).isEqualTo(bytes);
    }
  }
}
