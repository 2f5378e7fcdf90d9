package dev.annotir.testing;

import dev.annotir.runtime.MlfArchive;
import dev.annotir.runtime.NativeBuild;
import dev.annotir.runtime.OperatorInfo;
import dev.annotir.runtime.OperatorModule;
import dev.annotir.runtime.PackedFunc;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A test of a class's operators: each is called on the JVM and as native code, with the same
 * arguments, and must leave the same bits behind, or throw the same exception at the same line.
 *
 * <pre>{@code
 * @Test
 * void nativeCodeAgrees() {
 *   OperatorTest.of(Vision.class).matchesNative();
 * }
 * }</pre>
 *
 * <p>The arguments are random, small, special (such as NaN, -0.0 and MIN_VALUE) and wrong ones
 * (indices outside, zero divisors). Not compared are the sign and payload of a NaN, outputs after
 * an exception, and operators that call what Java lets differ, such as {@code Math.exp}. Of an
 * operator that does not end for some arguments, the calls after these are left out.
 */
public final class OperatorTest {
  private static final int CALLS = 100;
  private static final int SECONDS = 10;

  /** Longer arguments are not spelled out. */
  private static final int LONGEST = 2000;

  /** What test frameworks throw to skip a test, with a text. */
  private static final List<String> SKIPPED =
      List.of(
          "org.opentest4j.TestAbortedException",
          "org.junit.AssumptionViolatedException",
          "org.testng.SkipException");

  private final Class<?> type;
  private final long seed;
  private final int calls;

  private OperatorTest(Class<?> type, long seed, int calls) {
    this.type = type;
    this.seed = seed;
    this.calls = calls;
  }

  /** A test of a class with operators, which annotir's processor has compiled. */
  public static OperatorTest of(Class<?> type) {
    return new OperatorTest(type, 1, CALLS);
  }

  /** The same test with other random arguments; without it the seed is 1. */
  public OperatorTest seed(long newSeed) {
    return new OperatorTest(type, newSeed, calls);
  }

  /** The same test with so many calls of each operator; without it there are 100. */
  public OperatorTest calls(int newCalls) {
    return new OperatorTest(type, seed, newCalls);
  }

  /**
   * Compares all operators. Without a C compiler the test is skipped, with that reason.
   *
   * @throws AssertionError for the first difference, with the call that shows it
   * @throws IllegalStateException if the class has no generated module or no archive, or has
   *     assertions and this JVM does not check them
   * @throws dev.annotir.runtime.OperatorException if the archive cannot be built or loaded
   */
  public void matchesNative() {
    Map<String, OperatorInfo> operators = operators();
    NativeBuild build = NativeBuild.ofEnvironment();
    if (!build.hasCompiler()) {
      skip("no C compiler: " + String.join(" ", build.compiler()) + " cannot be run");
    }
    OperatorModule jvm = module();
    OperatorModule code = OperatorModule.load(moduleType(), library());
    operators.values().stream()
        .filter(OperatorInfo::isExact)
        .forEach(operator -> compare(operator, jvm, code));
  }

  /**
   * The arguments of one of the calls, which a failed test names.
   *
   * @param operator its name
   * @param call its number
   */
  public Object[] arguments(String operator, int call) {
    OperatorInfo info = operators().get(operator);
    if (info == null) {
      throw new IllegalArgumentException(type.getName() + " has no operator " + operator);
    }
    return RandomArguments.of(info, seed, call);
  }

  private void compare(OperatorInfo operator, OperatorModule jvm, OperatorModule code) {
    boolean asserts =
        operator.faults().stream().anyMatch(f -> f.exception().equals("java.lang.AssertionError"));
    if (asserts && !type.desiredAssertionStatus()) {
      throw new IllegalStateException(
          operator.name() + " has assertions, which native code checks: run the test with -ea");
    }
    PackedFunc onJvm = function(jvm, operator);
    PackedFunc inCode = function(code, operator);
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "calls of " + operator.name());
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (int call = 0; call < calls; call++) {
        Object[] arguments = RandomArguments.of(operator, seed, call);
        if (!compare(operator, onJvm, inCode, arguments, call, executor)) {
          return;
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static PackedFunc function(OperatorModule module, OperatorInfo operator) {
    PackedFunc function = module.getFunction(operator.name());
    if (function == null) {
      throw new IllegalStateException(
          "the " + module.typeKey() + " module has no operator " + operator.name());
    }
    return function;
  }

  /** Returns whether the JVM's call has ended. */
  private boolean compare(
      OperatorInfo operator,
      PackedFunc jvm,
      PackedFunc code,
      Object[] arguments,
      int call,
      ExecutorService executor) {
    Future<Reply> running = executor.submit(() -> Reply.of(jvm, arguments));
    Reply expected;
    try {
      expected = running.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(operator.name() + " cannot be called: " + e.getCause(), e);
    }
    String difference = expected.differenceFrom(Reply.of(code, arguments), operator);
    if (difference != null) {
      throw new AssertionError(
          operator.name()
              + ": "
              + difference
              + "\nafter "
              + type.getSimpleName()
              + "."
              + operator.method()
              + "("
              + shown(arguments)
              + "),\nwhose arguments are OperatorTest.of("
              + type.getSimpleName()
              + ".class).seed("
              + seed
              + ").arguments(\""
              + operator.name()
              + "\", "
              + call
              + ")");
    }
    return true;
  }

  private static String shown(Object[] arguments) {
    String text = Arrays.stream(arguments).map(Literals::of).collect(Collectors.joining(", "));
    return text.length() <= LONGEST ? text : "...";
  }

  private Map<String, OperatorInfo> operators() {
    String name = "/META-INF/mlf/" + library() + ".tar";
    try (InputStream in = type.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path of " + type.getName());
      }
      return OperatorInfo.of(MlfArchive.of(ByteBuffer.wrap(in.readAllBytes())));
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }

  private Class<?> moduleType() {
    String name = type.getPackageName();
    name = (name.isEmpty() ? "" : name + ".") + type.getSimpleName() + "Module";
    try {
      return Class.forName(name, true, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "there is no " + name + ": was " + type.getName() + " compiled with annotir's processor?",
          e);
    }
  }

  private String library() {
    try {
      Field field = moduleType().getDeclaredField("LIBRARY");
      field.setAccessible(true);
      return (String) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(moduleType() + " is not of annotir's", e);
    }
  }

  private OperatorModule module() {
    try {
      Constructor<?> constructor = moduleType().getDeclaredConstructor();
      constructor.setAccessible(true);
      return (OperatorModule) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(moduleType() + " cannot be made", e);
    }
  }

  private static void skip(String reason) {
    for (String name : SKIPPED) {
      RuntimeException skipped;
      try {
        skipped =
            Class.forName(name)
                .asSubclass(RuntimeException.class)
                .getConstructor(String.class)
                .newInstance(reason);
      } catch (ReflectiveOperationException e) {
        continue; // another framework runs the test
      }
      throw skipped;
    }
    throw new IllegalStateException(reason);
  }
}
