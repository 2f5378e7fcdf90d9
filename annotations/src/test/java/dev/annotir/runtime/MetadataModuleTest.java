package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetadataModuleTest {
  private static final Map<String, NDArray> CONSTANTS =
      new LinkedHashMap<>(
          Map.of("w", NDArray.of(new float[] {1, 2}), "b", NDArray.of(new int[][] {{3}})));

  /** Operators {@code a} and {@code b}, which give the sums of what their init functions got. */
  private static final class Code implements OperatorModule {
    final Map<String, AtomicInteger> inits =
        Map.of("a", new AtomicInteger(), "b", new AtomicInteger());
    final Map<String, List<?>> bound = new java.util.concurrent.ConcurrentHashMap<>();
    long initResult;

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
        bound.put(symbol, (List<?>) args[0]);
        return initResult;
      };
    }
  }

  private static MetadataModule module(OperatorModule... imports) {
    Map<String, List<String>> symbols = new LinkedHashMap<>();
    symbols.put("a", List.of("w", "b"));
    symbols.put("b", List.of());
    return new MetadataModule(CONSTANTS, symbols, List.of(imports));
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
    MetadataModule none = new MetadataModule(CONSTANTS, Map.of(), List.of(code));
    assertThatIllegalStateException()
        .isThrownBy(() -> none.getFunction("a"))
        .withMessage("No symbol is recorded for a");
    MetadataModule lacking = new MetadataModule(Map.of(), Map.of("a", List.of("w")), List.of(code));
    assertThatIllegalStateException()
        .isThrownBy(() -> lacking.getFunction("a"))
        .withMessage("Found not recorded constant variable: w");
    code.initResult = -7;
    MetadataModule failing = module(code);
    assertThatIllegalStateException()
        .isThrownBy(() -> failing.getFunction("a"))
        .withMessage("__init_a returned -7");
    code.initResult = 0;
    assertThat(failing.getFunction("a")).isNotNull();
    assertThat(code.inits.get("a")).hasValue(2);
  }

  @Test
  void concurrentLookupsInitializeOnce() throws Exception {
    for (int run = 0; run < 50; run++) {
      Code code = new Code();
      MetadataModule module = module(code);
      CountDownLatch start = new CountDownLatch(1);
      ExecutorService threads = Executors.newFixedThreadPool(64);
      List<Future<Object>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        String symbol = i % 2 == 0 ? "a" : "b";
        Callable<Object> call =
            () -> {
              start.await();
              return module.getFunction(symbol).call();
            };
        results.add(threads.submit(call));
      }
      start.countDown();
      for (int i = 0; i < 64; i++) {
        assertThat((List<?>) results.get(i).get()).hasSize(i % 2 == 0 ? 2 : 0);
      }
      threads.shutdown();
      assertThat(code.inits.get("a")).hasValue(1);
      assertThat(code.inits.get("b")).hasValue(1);
    }
  }

  private static byte[] saved() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    module().saveToBinary(out);
    return out.toByteArray();
  }

  @Test
  void bytesComeBack() throws IOException {
    MetadataModule loaded = MetadataModule.loadFromBinary(ByteBuffer.wrap(saved()), List.of());
    assertThat(loaded.symbols()).isEqualTo(module().symbols());
    assertThat(loaded.constants().keySet()).isEqualTo(CONSTANTS.keySet());
    assertThat(loaded.constants().get("w").toArray()).isEqualTo(new float[] {1, 2});
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    loaded.saveToBinary(again);
    assertThat(again.toByteArray()).isEqualTo(saved());
  }

  @Test
  void truncatedBytesSayWhere() throws IOException {
    byte[] bytes = saved();
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(bytes, 0, length);
      assertThatThrownBy(() -> MetadataModule.loadFromBinary(part, List.of()))
          .isInstanceOfSatisfying(
              InvalidFormatException.class,
              e -> assertThat(e.offset()).isBetween(0L, (long) part.limit()));
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> MetadataModule.loadFromBinary(ByteBuffer.wrap(longer), List.of()))
        .isInstanceOf(InvalidFormatException.class);
  }

  @Test
  void changedBytesAreReadOrRefused() throws IOException {
    Random random = new Random(5);
    int refused = 0;
    for (int run = 0; run < 20_000; run++) {
      byte[] bytes = saved();
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
      int at = random.nextInt(bytes.length - 8);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> buffer.putLong(at, -1);
        case 2 -> buffer.putLong(at, 1L << 31);
        default -> buffer.putLong(at, Long.MIN_VALUE);
      }
      try {
        MetadataModule.loadFromBinary(buffer, List.of());
      } catch (InvalidFormatException e) {
        assertThat(e.offset()).isBetween(0L, (long) bytes.length);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }
}
