package dev.annotir.processor.c;

/** The part of a kernel file that keeps compilers from changing results. */
final class Prologue {
  private Prologue() {}

  /** Directives to stand before the first function; they need {@code float.h}. */
  static String print(String library) {
    return """
        /* Refuses compiler options that change results, and switches off what has no macro. */
        #if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || \\
            defined(__NO_SIGNED_ZEROS__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__ != 0)
        #error "%1$s: -ffast-math and its parts change results: compile without them"
        #endif
        #if FLT_EVAL_METHOD != 0 && FLT_EVAL_METHOD != 16
        #error "%1$s: extra precision changes results: on x86, compile with -msse2 -mfpmath=sse"
        #endif
        typedef char annotir_double_must_have_8_bytes[sizeof(1.0) == 8 ? 1 : -1];
        #if defined(__clang__)
        #pragma clang diagnostic push
        #pragma clang diagnostic ignored "-Wignored-pragmas" /* some targets have no float_control */
        #pragma float_control(precise, on)
        #pragma clang diagnostic pop
        #pragma clang fp reassociate(off) contract(off)
        #elif defined(__GNUC__)
        /* Nobody sees traps: more is vectorised. Of loops that are split, gcc overlooks that parts may overlap. */
        #pragma GCC optimize("fp-contract=off", "no-trapping-math", "no-tree-loop-distribution")
        #endif
        """
        .replace("%1$s", library);
  }
}
