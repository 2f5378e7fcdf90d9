package dev.annotir.processor.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.annotir.processor.module.OperatorSignature.Parameter;
import dev.annotir.runtime.OperatorModule;
import dev.annotir.runtime.PackedFunc;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.lang.model.type.TypeKind;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated module, compiled with all warnings and called. */
class ModuleGeneratorTest {
  private static final String OPERATORS =
      """
      package com.acme;

      final class Outer {
        private Outer() {}

        static final class Ops {
          private Ops() {}

          static int take(float[] x, int[] index, float[] y) {
            for (int i = 0; i < 2; i++) y[i] = x[index[i]];
            return index.length;
          }

          static void sum(int[][][] x, int[][] y, int[] z) {
            for (int i = 0; i < 2; i++)
              for (int j = 0; j < 2; j++) for (int k = 0; k < 3; k++) y[i][j] += x[i][j][k];
          }

          static boolean z(boolean x) { return x; }
          static byte b(byte x) { return x; }
          static short s(short x) { return x; }
          static char c(char x) { return x; }
          static int i(int x) { return x; }
          static long l(long x) { return x; }
          static float f(float x) { return x; }
          static double d(double x) { return x; }
          static String[] log = new String[1];
          static void nothing() { log[0] = "nothing"; }
          @Deprecated static int old() { return 3; }
          static float[] made(float[] x) { return x.clone(); }
        }
      }
      """;

  @TempDir static Path classes;
  private static String source;
  private static OperatorModule module;

  @BeforeAll
  static void compile() throws Exception {
    source = ModuleGenerator.generate(spec()).toString();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-Xlint:all", "-Werror", "-proc:none", "--release", "17", "-d", classes.toString());
    List<JavaFileObject> files =
        List.of(file("com/acme/Outer", OPERATORS), file("com/acme/OpsModule", source));
    boolean good = compiler.getTask(messages, null, null, options, null, files).call();
    assertThat(good).as("%s%n%s", messages, source).isTrue();
    URL[] urls = {classes.toUri().toURL()};
    URLClassLoader loader = new URLClassLoader(urls, OperatorModule.class.getClassLoader());
    var constructor = loader.loadClass("com.acme.OpsModule").getDeclaredConstructor();
    constructor.setAccessible(true);
    module = (OperatorModule) constructor.newInstance();
  }

  private static ModuleSpec spec() {
    return new ModuleSpec(
        "ops",
        "com.acme",
        List.of("Outer"),
        "Ops",
        false,
        "Outer.java",
        List.of(
            operator(
                "take",
                "take",
                "Gathers {@code x}: $T costs 5% *&#47; or \\u12 less.\n @param x the table",
                tensor("x", TypeKind.FLOAT, 4),
                tensor("index", TypeKind.INT, 2),
                tensor("y", TypeKind.FLOAT, 2)),
            new OperatorSignature(
                "sum",
                "sum",
                "",
                List.of(
                    tensor("x", TypeKind.INT, 2, 2, 3),
                    tensor("y", TypeKind.INT, 2, 2),
                    tensor("z", TypeKind.INT, 2)),
                false,
                false),
            scalar("boolean", "z", TypeKind.BOOLEAN),
            scalar("byte", "b", TypeKind.BYTE),
            scalar("short", "s", TypeKind.SHORT),
            scalar("char", "c", TypeKind.CHAR),
            scalar("int", "i", TypeKind.INT),
            scalar("long", "l", TypeKind.LONG),
            scalar("float", "f", TypeKind.FLOAT),
            scalar("double", "d", TypeKind.DOUBLE),
            new OperatorSignature("nothing", "nothing", "", List.of(), false, false),
            new OperatorSignature("notify", "old", "", List.of(), true, true),
            new OperatorSignature("notify_", "old", "", List.of(), true, true),
            operator("toString", "i", "", new Parameter("x", TypeKind.INT, List.of())),
            operator("getFunction", "i", "", new Parameter("x", TypeKind.INT, List.of())),
            operator("equals", "i", "", new Parameter("x", TypeKind.INT, List.of())),
            operator("typeKey", "made", "", tensor("args", TypeKind.FLOAT, 2))));
  }

  private static OperatorSignature operator(
      String name, String method, String doc, Parameter... parameters) {
    return new OperatorSignature(name, method, doc, List.of(parameters), true, false);
  }

  private static OperatorSignature scalar(String name, String method, TypeKind type) {
    return operator(name, method, "", new Parameter("x", type, List.of()));
  }

  private static Parameter tensor(String name, TypeKind element, Integer... extents) {
    return new Parameter(name, element, List.of(extents));
  }

  private static JavaFileObject file(String name, String text) {
    URI uri = URI.create("string:///" + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return text;
      }
    };
  }

  private static Object call(String name, Object... args) {
    PackedFunc function = module.getFunction(name);
    assertThat(function).as(name).isNotNull();
    return function.call(args);
  }

  private static void refused(String message, String name, Object... args) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call(name, args))
        .withMessage(name + ": " + message);
  }

  @Test
  void theSourceSaysWhereItIsFrom() throws IOException {
    assertThat(source)
        .startsWith("// Generated from Outer.java by annotir 0.1.0; do not edit.\n")
        .contains("Gathers {@code x}: $T costs 5% *&#47; or &#92;u12 less.")
        .contains("Object notify__(Object... args)");
  }

  @Test
  void everyOperatorIsFoundByItsName() {
    assertThat(module.typeKey()).isEqualTo("java");
    assertThat(module.getFunction("missing")).isNull();
    spec().operators().forEach(o -> assertThat(module.getFunction(o.name())).isNotNull());
    assertThat(call("notify")).isEqualTo(3);
    assertThat(call("toString", 5)).isEqualTo(5);
    assertThat(call("getFunction", 5)).isEqualTo(5);
    assertThat(call("equals", 5)).isEqualTo(5);
    assertThat(call("nothing")).isNull();
  }

  @Test
  void tensorsAreChecked() {
    float[] x = {1, 2, 3, 4};
    float[] y = new float[2];
    int[] index = {3, 1};
    assertThat(call("take", x, index, y)).isEqualTo(2);
    assertThat(y).containsExactly(4, 2);
    assertThat((float[]) call("typeKey", (Object) y)).containsExactly(4, 2);
    refused("arguments: expected 3, but got 1", "take", (Object) x);
    refused("arguments: expected 3, but got null", "take", (Object[]) null);
    refused("x: expected float[4], but got null", "take", null, index, y);
    refused("x: expected float[4], but got float[3]", "take", new float[3], index, y);
    refused("x: expected float[4], but got double[4]", "take", new double[4], index, y);
    refused("index: expected int[2], but got int[2][0]", "take", x, new int[2][0], y);
    refused("y: expected float[2], but got String", "take", x, index, "y");
    refused("y: expected float[2], but got Integer 3", "take", x, index, 3);
  }

  @Test
  void rowsAreChecked() {
    int[][][] x = {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {1, 1, 1}}};
    int[][] y = new int[2][2];
    int[] z = new int[2];
    call("sum", x, y, z);
    assertThat(y).isEqualTo(new int[][] {{6, 15}, {24, 3}});
    refused("z: expected an array of its own, but got y[1]", "sum", x, y, y[1]);
    int[][] twice = {y[0], y[0]};
    refused("y[1]: expected an array of its own, but got y[0]", "sum", x, twice, z);
    int[][][] shared = {x[0], {x[1][0], x[0][1]}};
    refused("x[1][1]: expected an array of its own, but got x[0][1]", "sum", shared, y, z);
    int[][][] ragged = {x[0], {x[1][0], {1}}};
    refused("x[1][1]: expected int[3], but got int[1]", "sum", ragged, y, z);
    int[][][] holes = {x[0], null};
    refused("x[1]: expected int[2][3], but got null", "sum", holes, y, z);
    int[][][] few = {x[0]};
    refused("x: expected int[2][2][3], but got int[1][2][3]", "sum", few, y, z);
  }

  @Test
  void scalarsAreConverted() {
    assertThat(call("boolean", true)).isEqualTo(true);
    assertThat(call("boolean", 1L)).isEqualTo(true);
    assertThat(call("byte", -128)).isEqualTo((byte) -128);
    assertThat(call("short", (byte) 3)).isEqualTo((short) 3);
    assertThat(call("char", 'x')).isEqualTo('x');
    assertThat(call("char", 65535)).isEqualTo('\uffff');
    assertThat(call("int", 'x')).isEqualTo((int) 'x');
    assertThat(call("int", true)).isEqualTo(1);
    assertThat(call("long", Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(call("float", 0.1)).isEqualTo(0.1f);
    assertThat(call("float", 9007199791611905L)).isEqualTo((float) 9007199791611905L);
    assertThat(call("double", 0.1f)).isEqualTo((double) 0.1f);
    assertThat(call("double", 3)).isEqualTo(3.0);
    refused("x: expected boolean, but got Integer 2", "boolean", 2);
    refused("x: expected byte, but got Integer 128", "byte", 128);
    refused("x: expected short, but got Character 65535", "short", '\uffff');
    refused("x: expected char, but got Integer -1", "char", -1);
    refused("x: expected int, but got Double 1.0", "int", 1.0);
    refused("x: expected long, but got null", "long", (Object) null);
    refused("x: expected float, but got String", "float", "1");
    refused("x: expected double, but got float[0]", "double", (Object) new float[0]);
  }
}
