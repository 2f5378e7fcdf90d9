package dev.annotir.processor.c;

/** The function {@code <library>_check}, which tests whether floating point works as in Java. */
final class SelfTest {
  private SelfTest() {}

  /** The definition; it needs {@code float.h}. */
  static String print(String library) {
    return """
        int %s_check(void) {
          const volatile float hidden_one = 1.0f, hidden_ulp = FLT_EPSILON, hidden_least = FLT_MIN * FLT_EPSILON;
          const float one = hidden_one, ulp = hidden_ulp, least = hidden_least, next = one + ulp;
          if (one + 0.25f * ulp != one || one + 0.75f * ulp != next) return 1; /* the rounding mode */
          if (next * next - (one + 2.0f * ulp) != 0.0f) return 2;              /* -ffp-contract=fast */
          if (least + least == 0.0f) return 3;                                 /* flush to zero */
          if (0.25f * ulp + one - one != 0.0f) return 4;                       /* -fassociative-math */
          if (5.0f * one / 3.0f != 1.6666666f) return 4;                       /* -freciprocal-math */
          if (one / (-0.0f * one + 0.0f) < 0.0f) return 4;                     /* -fno-signed-zeros */
          return 0;
        }
        """
        .replace("%s", library);
  }
}
