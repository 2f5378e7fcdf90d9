package dev.annotir.processor.module;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.annotir.processor.diagnostic.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Generates {@code <Class>Module}: the operators of a class by name, on the JVM. */
public final class ModuleGenerator {
  private static final String RUNTIME = "dev.annotir.runtime";
  private static final ClassName ARGUMENTS = ClassName.get(RUNTIME, "Arguments");
  private static final ClassName PACKED_FUNC = ClassName.get(RUNTIME, "PackedFunc");
  private static final ClassName OPERATOR_MODULE = ClassName.get(RUNTIME, "OperatorModule");

  private final ModuleSpec spec;
  private final Map<String, String> methods;

  private ModuleGenerator(ModuleSpec spec) {
    this.spec = spec;
    this.methods = MethodNames.of(spec.operators());
  }

  /** The source of the module. */
  public static JavaFile generate(ModuleSpec spec) {
    return JavaFile.builder(spec.packageName(), new ModuleGenerator(spec).type())
        .addFileComment("Generated from $L by $L; do not edit.", spec.file(), Version.ANNOTIR)
        .skipJavaLangImports(true)
        .build();
  }

  private TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(spec.moduleName())
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(OPERATOR_MODULE)
            .addJavadoc("The operators of {@link $T} by name.\n", owner())
            .addField(library())
            .addMethod(constructor())
            .addMethod(nativeModule())
            .addMethod(typeKey())
            .addMethod(getFunction());
    if (spec.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    spec.operators().forEach(operator -> type.addMethod(operator(operator)));
    return type.build();
  }

  private ClassName owner() {
    List<String> names = new ArrayList<>(spec.enclosing());
    names.add(spec.className());
    return ClassName.get(
        spec.packageName(), names.get(0), names.subList(1, names.size()).toArray(new String[0]));
  }

  private FieldSpec library() {
    return FieldSpec.builder(String.class, "LIBRARY")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The name of the archive, {@code META-INF/mlf/$L.tar}.\n", spec.library())
        .initializer("$S", spec.library())
        .build();
  }

  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("A module that calls the class's methods.\n")
        .build();
  }

  private MethodSpec nativeModule() {
    ClassName module = ClassName.get(spec.packageName(), spec.moduleName());
    return MethodSpec.methodBuilder("nativeModule")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(
            "The same operators as native code, from the archive beside the classes: built once by"
                + " the system's\nC compiler, as {@link $T#load(Class, String)} says.\n",
            OPERATOR_MODULE)
        .returns(OPERATOR_MODULE)
        .addStatement("return $T.load($T.class, LIBRARY)", OPERATOR_MODULE, module)
        .build();
  }

  private static MethodSpec typeKey() {
    return MethodSpec.methodBuilder("typeKey")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $S", "java")
        .build();
  }

  private MethodSpec getFunction() {
    CodeBlock.Builder ladder = CodeBlock.builder().add("return switch (name) {\n").indent();
    for (OperatorSignature operator : spec.operators()) {
      ladder.add("case $S -> this::$L;\n", operator.name(), methods.get(operator.name()));
    }
    ladder.add("default -> null;\n").unindent().add("};\n");
    return MethodSpec.methodBuilder("getFunction")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(PACKED_FUNC)
        .addParameter(String.class, "name")
        .addCode(ladder.build())
        .build();
  }

  private MethodSpec operator(OperatorSignature operator) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(methods.get(operator.name()))
            .addModifiers(Modifier.PUBLIC)
            .returns(Object.class)
            .addParameter(Object[].class, "args")
            .varargs()
            .addJavadoc(doc(operator));
    if (operator.deprecated()) {
      method.addAnnotation(
          AnnotationSpec.builder(SuppressWarnings.class)
              .addMember("value", "{$S, $S}", "deprecation", "removal")
              .build());
    }
    method.addStatement(
        "$1T values = $2T.of($3S, args)", Object[].class, ARGUMENTS, signature(operator));
    CodeBlock call = call(operator);
    if (operator.returns()) {
      method.addStatement("return $L", call);
    } else {
      method.addStatement(call).addStatement("return null");
    }
    return method.build();
  }

  private CodeBlock doc(OperatorSignature operator) {
    String description = Docs.description(operator.doc());
    CodeBlock.Builder doc = CodeBlock.builder();
    if (description.isEmpty()) {
      doc.add("Calls {@code $L.$L}.\n", spec.className(), operator.method());
    } else {
      doc.add("$L\n", description);
    }
    return doc.add("\n@param args $L\n", parameters(operator))
        .add("@return $L\n", operator.returns() ? "what the method returns" : "null")
        .add("@throws IllegalArgumentException if the arguments do not fit\n")
        .build();
  }

  /** The operator as {@code scale(float[3][4] x, int n)}. */
  private static String signature(OperatorSignature operator) {
    return operator.parameters().stream()
        .map(p -> type(p) + " " + p.name())
        .collect(Collectors.joining(", ", operator.name() + "(", ")"));
  }

  private static String parameters(OperatorSignature operator) {
    return operator.parameters().isEmpty()
        ? "none"
        : operator.parameters().stream()
            .map(p -> "{@code " + type(p) + " " + p.name() + "}")
            .collect(Collectors.joining(", "));
  }

  private static String type(OperatorSignature.Parameter parameter) {
    return element(parameter)
        + parameter.extents().stream().map(e -> "[" + e + "]").collect(Collectors.joining());
  }

  private static String element(OperatorSignature.Parameter parameter) {
    return parameter.element().toString().toLowerCase(Locale.ROOT);
  }

  private CodeBlock call(OperatorSignature operator) {
    List<String> values = new ArrayList<>();
    for (OperatorSignature.Parameter parameter : operator.parameters()) {
      String type = element(parameter) + "[]".repeat(parameter.extents().size());
      values.add("(" + type + ") values[" + values.size() + "]");
    }
    String first = values.size() > 1 ? "\n" : "";
    return CodeBlock.of(
        "$T.$L($L)", owner(), operator.method(), first + String.join(",\n", values));
  }
}
