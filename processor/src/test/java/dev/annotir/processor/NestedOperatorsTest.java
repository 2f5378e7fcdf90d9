package dev.annotir.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

/**
 * Operators of nested classes belong to the library, and to the module, of the class around them.
 */
class NestedOperatorsTest {
  @Test
  void moduleHasAllOperatorsOfTheLibrary() {
    Compilation compilation =
        javac()
            .withProcessors(new OperatorProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "Outer",
                    """
                    import dev.annotir.Operator;
                    class Outer {
                      @Operator static int f(int a) { return a; }
                      static class Inner { @Operator static int g(int a) { return a + 1; } }
                    }
                    """));
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation)
        .generatedSourceFile("OuterModule")
        .contentsAsUtf8String()
        .contains("return Outer.Inner.g(");
    assertThat(compilation).generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/mlf/outer.tar");
  }
}
