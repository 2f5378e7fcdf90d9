package dev.annotir.processor.frontend;

import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.ExecutableElement;

/** Why operators cannot call other methods of the Java library, and what to write instead. */
final class RefusedFunctions {
  private static final String OBJECT = "makes an object, and operators have none";
  private static final String TEXT = "is about text, and operators have no strings";
  private static final String UNICODE = "asks Unicode's tables, which C does not have";
  private static final String VARIES = "gives another value at each call";
  private static final String OTHER = "is not among the methods that operators can call";
  private static final String PRIMITIVES =
      "java.lang.(Boolean|Byte|Character|Short|Integer|Long|Float|Double).";

  /**
   * A group of methods.
   *
   * @param methods their qualified names
   */
  private record Group(Pattern methods, String why, String advice) {
    Group(String methods, String why, String advice) {
      this(Pattern.compile(methods.replace(".", "\\.").replace("*", ".*")), why, advice);
    }
  }

  /** The first that a method is in counts. */
  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "java.lang.(Math|StrictMath).random", VARIES, "pass random numbers in a tensor"),
          new Group(
              "java.lang.(Math|StrictMath).(powExact|unsignedPowExact)",
              OTHER,
              "multiply in a loop, with Math.multiplyExact"),
          new Group(
              "java.lang.(Math|StrictMath).unsignedMultiplyExact",
              OTHER,
              "test Math.unsignedMultiplyHigh before"),
          new Group(
              "java.lang.Character.(is|to)(Upper|Lower|Title)*",
              UNICODE,
              "compare and compute with the letters that you mean: (char) (c - 'a' + 'A')"),
          new Group(
              "java.lang.Character.(is*|get*)",
              UNICODE,
              "compare with the characters that you mean: c >= '0' && c <= '9'"),
          new Group("java.lang.Character.(digit|forDigit)", UNICODE, "write c - '0' or '0' + n"),
          new Group(
              PRIMITIVES + "(parse*|decode|get*|to*String)",
              TEXT,
              "convert in the caller, and pass numbers"),
          new Group(
              PRIMITIVES + "(valueOf|*Value|equals|compareTo)",
              OBJECT,
              "write the primitive value, with a cast where its type changes: (int) x"),
          new Group("java.lang.(Integer|Long).(compress|expand)", OTHER, "take the bits in a loop"),
          new Group(
              "java.lang.(String|CharSequence).(charAt|length|toCharArray)",
              TEXT,
              "write the characters in an array: static final char[] LETTERS = {'a', 'b'}"),
          new Group(
              "java.lang.Enum.*", "is about enums, and operators have none", "use int constants"),
          new Group(
              "java.util.Objects.(requireNonNull*|isNull|nonNull)",
              "asks for null, and no array of an operator is null",
              "leave it out"),
          new Group("java.lang.(String*|CharSequence).*", TEXT, "leave texts to the caller"),
          new Group(
              "java.lang.System.(nanoTime|currentTimeMillis)", VARIES, "measure in the caller"),
          new Group("java.lang.System.*", "is about the JVM", "call it in the caller"),
          new Group(
              "java.util.Arrays.copyOfRange", OTHER, "make a new array, and call System.arraycopy"),
          new Group("java.util.Arrays.*", OTHER, "write a loop over the elements"),
          new Group("java.util.*Random*.*", VARIES, "pass random numbers in a tensor"),
          new Group(
              "java.util.*", "works on objects, and operators have none", "use arrays and loops"),
          new Group("java.io.*", "does input or output", "do that in the caller"));

  private static final Group ANY =
      new Group("*", OTHER, "write it with arithmetic and loops, in a static method of your own");

  private RefusedFunctions() {}

  /** Both, on two lines. */
  static String text(ExecutableElement method) {
    Group group = group(LibraryFunctions.owner(method) + "." + method.getSimpleName());
    return LibraryFunctions.name(method) + " " + group.why() + "\n" + group.advice();
  }

  private static Group group(String method) {
    return GROUPS.stream()
        .filter(g -> g.methods().matcher(method).matches())
        .findFirst()
        .orElse(ANY);
  }

  /** Whether a method is in a group of its own kind, by its qualified name. */
  static boolean isListed(String method) {
    return group(method) != ANY;
  }
}
