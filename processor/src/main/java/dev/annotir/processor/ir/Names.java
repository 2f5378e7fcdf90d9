package dev.annotir.processor.ir;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names of one function's variables, buffers and labels: unique, and free in C, C++ and Python.
 *
 * <p>The one rule for a Java name: {@code $} becomes {@code _S} and another character outside ASCII
 * {@code _uXXXX}; a name that a language or a system header takes gets {@code _} at its end; the
 * second variable of a name gets {@code _1}, the third {@code _2}.
 */
public final class Names {
  private static final Set<String> RESERVED = Set.of(words());

  /** Macros and types of system headers and of TVM, and what generated files define. */
  private static final Pattern RESERVED_SHAPE =
      Pattern.compile(
          "_.*|.*__.*|annotir.*|ANNOTIR.*|k?TVM.*|k?DL[A-Z].*|.*_t|U?INT(PTR|MAX|_FAST|_LEAST)?[0-9]*_.*"
              + "|(DBL|FLT|LDBL|CHAR|SCHAR|UCHAR|SHRT|USHRT|LONG|ULONG|LLONG|ULLONG|SIZE|WCHAR|PTRDIFF|SIG|WINT)_.*"
              + "|FP_.*|M_.*|E[A-Z]+|SIG[A-Z]+");

  private final Set<String> taken = new HashSet<>();
  private final SortedMap<String, String> javaNames = new TreeMap<>();
  private final String reservedPrefix;

  /**
   * @param library whose generated identifiers ({@code <library>_...} in either case) no name may
   *     take
   */
  public Names(String library) {
    this.reservedPrefix = library.toLowerCase(java.util.Locale.ROOT) + "_";
  }

  /** A new name as like {@code javaName} as can be. */
  public String fresh(String javaName) {
    String base = legal(javaName);
    String name = base;
    for (int i = 1; !taken.add(name); i++) {
      name = base + "_" + i;
    }
    if (!base.equals(javaName)) {
      javaNames.put(name, javaName);
    }
    return name;
  }

  /** Takes a name as it is; returns whether it was free. */
  public boolean take(String name) {
    return taken.add(name);
  }

  /** The Java names of the names that differ from them by more than a number. */
  public Map<String, String> javaNames() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(javaNames));
  }

  private String legal(String javaName) {
    StringBuilder name = new StringBuilder();
    for (char c : javaName.toCharArray()) {
      if (c == '$') {
        name.append("S_");
      } else if (c < 128) {
        name.append(c);
      } else {
        name.append(String.format("u%04X_", (int) c));
      }
    }
    String ascii = name.toString();
    if (ascii.startsWith("_") || ascii.contains("__")) {
      ascii = "u" + ascii.replaceAll("__+", "_");
    }
    return isReserved(ascii) ? ascii + "_" : ascii;
  }

  private boolean isReserved(String name) {
    return isReservedWord(name)
        || name.toLowerCase(java.util.Locale.ROOT).startsWith(reservedPrefix);
  }

  /** Whether C, C++, Python, a system header or TVM takes the name. */
  public static boolean isReservedWord(String name) {
    return RESERVED.contains(name) || (!isPlain(name) && RESERVED_SHAPE.matcher(name).matches());
  }

  /** Whether a name has none of the characters of which all reserved shapes have one. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || ('A' <= c && c <= 'Z')) {
        return false;
      }
    }
    return !name.startsWith("annotir");
  }

  private static String[] words() {
    Set<String> words = new HashSet<>();
    Collections.addAll(
        words,
        """
        alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t
        class compl concept const consteval constexpr constinit const_cast continue co_await co_return co_yield
        decltype default delete do double dynamic_cast else enum explicit export extern false final float for
        friend goto if import inline int long module mutable namespace new noexcept not not_eq nullptr operator
        or or_eq override private protected public register reinterpret_cast requires restrict return short
        signed sizeof static static_assert static_cast struct switch template this thread_local throw true try
        typedef typeid typename typeof typeof_unqual union unsigned using virtual void volatile wchar_t while
        xor xor_eq main memcpy memset memmove strcmp strlen
        None True False T I R Module as assert async await def del elif except finally from global in is lambda
        nonlocal pass print raise with yield range len min max abs str tvm ir tir tirx tile
        NULL EOF linux unix i386 errno stdin stdout stderr complex imaginary near far small hyper interface
        offsetof va_list va_start va_end va_arg va_copy NAN INFINITY HUGE_VAL
        """
            .trim()
            .split("\\s+"));
    return words.toArray(new String[0]);
  }
}
