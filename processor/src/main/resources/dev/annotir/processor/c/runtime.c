/* What kernels call. One declaration a paragraph; a kernel file gets those that it uses, in this order. */

/*
 * Stands before a loop that clang before version 18 must not turn into vectors: it might move the load of an element
 * above a store to it (LLVM issue 63602).
 */
#if defined(__clang__) && __clang_major__ < 18
#define ANNOTIR_IN_ORDER _Pragma("clang loop vectorize(disable)")
#else
#define ANNOTIR_IN_ORDER
#endif

/* Java's a / b: MIN_VALUE / -1 wraps; a / 0 is 0. */
static inline int32_t annotir_div_int32(int32_t a, int32_t b) {
  return (uint32_t)b + 1u <= 1u ? (int32_t)((uint32_t)a * (uint32_t)b) : a / b;
}

/* Java's a / b: MIN_VALUE / -1 wraps; a / 0 is 0. */
static inline int64_t annotir_div_int64(int64_t a, int64_t b) {
  return (uint64_t)b + 1u <= 1u ? (int64_t)((uint64_t)a * (uint64_t)b) : a / b;
}

/* Java's a % b; a % 0 is 0. */
static inline int32_t annotir_mod_int32(int32_t a, int32_t b) { return (uint32_t)b + 1u <= 1u ? 0 : a % b; }

/* Java's a % b; a % 0 is 0. */
static inline int64_t annotir_mod_int64(int64_t a, int64_t b) { return (uint64_t)b + 1u <= 1u ? 0 : a % b; }

/* An int32 of neighbours in an array, the first one lowest. */
static inline int32_t annotir_joined_int8(const int8_t* p) {
  return (int32_t)(((uint32_t)p[0] & 255u) | (((uint32_t)p[1] & 255u) << 8) | (((uint32_t)p[2] & 255u) << 16) |
                   ((uint32_t)p[3] << 24));
}

/* An int32 of neighbours in an array, the first one lowest. */
static inline int32_t annotir_joined_int16(const int16_t* p) {
  return (int32_t)(((uint32_t)p[0] & 65535u) | ((uint32_t)p[1] << 16));
}

/* Math.floorDiv: MIN_VALUE / -1 wraps; a / 0 is 0. */
static inline int32_t annotir_floordiv_int32(int32_t a, int32_t b) {
  int32_t quotient = annotir_div_int32(a, b), rest = annotir_mod_int32(a, b);
  return quotient - ((rest != 0) & ((rest ^ b) < 0));
}

/* Math.floorDiv: MIN_VALUE / -1 wraps; a / 0 is 0. */
static inline int64_t annotir_floordiv_int64(int64_t a, int64_t b) {
  int64_t quotient = annotir_div_int64(a, b), rest = annotir_mod_int64(a, b);
  return quotient - ((rest != 0) & ((rest ^ b) < 0));
}

/* Math.floorMod; a mod 0 is 0. */
static inline int32_t annotir_floormod_int32(int32_t a, int32_t b) {
  int32_t rest = annotir_mod_int32(a, b);
  return rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
}

/* Math.floorMod; a mod 0 is 0. */
static inline int64_t annotir_floormod_int64(int64_t a, int64_t b) {
  int64_t rest = annotir_mod_int64(a, b);
  return rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
}

static inline int32_t annotir_min_int32(int32_t a, int32_t b) { return a < b ? a : b; }

static inline int64_t annotir_min_int64(int64_t a, int64_t b) { return a < b ? a : b; }

static inline int32_t annotir_max_int32(int32_t a, int32_t b) { return a > b ? a : b; }

static inline int64_t annotir_max_int64(int64_t a, int64_t b) { return a > b ? a : b; }

/* Math.abs: that of MIN_VALUE is MIN_VALUE. */
static inline int32_t annotir_abs_int32(int32_t a) { return a < 0 ? (int32_t)(0u - (uint32_t)a) : a; }

/* Math.abs: that of MIN_VALUE is MIN_VALUE. */
static inline int64_t annotir_abs_int64(int64_t a) { return a < 0 ? (int64_t)(0u - (uint64_t)a) : a; }

/* The bits of a float. */
static inline int32_t annotir_float32_to_bits(float a) {
  int32_t bits;
  __builtin_memcpy(&bits, &a, sizeof bits);
  return bits;
}

/* The bits of a double. */
static inline int64_t annotir_float64_to_bits(double a) {
  int64_t bits;
  __builtin_memcpy(&bits, &a, sizeof bits);
  return bits;
}

/* The float of these bits. */
static inline float annotir_bits_to_float32(int32_t bits) {
  float a;
  __builtin_memcpy(&a, &bits, sizeof a);
  return a;
}

/* The double of these bits. */
static inline double annotir_bits_to_float64(int64_t bits) {
  double a;
  __builtin_memcpy(&a, &bits, sizeof a);
  return a;
}

/*
 * Java's (int) a: truncates and saturates; NaN becomes 0. Only sizes are converted: gcc without traps makes a float of
 * the integer of a float by a rounding that turns -0.5 into -0.0.
 */
static inline int32_t annotir_float32_to_int32(float a) {
  float size = __builtin_fabsf(a);
  int32_t inside = (int32_t)(size < 2147483648.0f ? size : 0.0f);
  int32_t high = a >= 2147483648.0f ? 2147483647 : a < 0.0f ? -inside : inside;
  return a <= -2147483648.0f ? -2147483647 - 1 : high;
}

/* Java's (long) a: truncates and saturates; NaN becomes 0. */
static inline int64_t annotir_float32_to_int64(float a) {
  float size = __builtin_fabsf(a);
  int64_t inside = (int64_t)(size < 9223372036854775808.0f ? size : 0.0f);
  int64_t high = a >= 9223372036854775808.0f ? 9223372036854775807LL : a < 0.0f ? -inside : inside;
  return a <= -9223372036854775808.0f ? -9223372036854775807LL - 1 : high;
}

/* Java's (int) a: truncates and saturates; NaN becomes 0. */
static inline int32_t annotir_float64_to_int32(double a) {
  double size = __builtin_fabs(a);
  int32_t inside = (int32_t)(size < 2147483648.0 ? size : 0.0);
  int32_t high = a >= 2147483648.0 ? 2147483647 : a < 0.0 ? -inside : inside;
  return a <= -2147483648.0 ? -2147483647 - 1 : high;
}

/* Java's (long) a: truncates and saturates; NaN becomes 0. */
static inline int64_t annotir_float64_to_int64(double a) {
  double size = __builtin_fabs(a);
  int64_t inside = (int64_t)(size < 9223372036854775808.0 ? size : 0.0);
  int64_t high = a >= 9223372036854775808.0 ? 9223372036854775807LL : a < 0.0 ? -inside : inside;
  return a <= -9223372036854775808.0 ? -9223372036854775807LL - 1 : high;
}

/* Integer.bitCount. */
static inline int32_t annotir_popcount_int32(int32_t a) {
#if defined(__POPCNT__) || defined(__aarch64__)
  return __builtin_popcount((uint32_t)a);
#else
  uint32_t x = (uint32_t)a - ((uint32_t)a >> 1 & 0x55555555u);
  x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
  return (int32_t)(((x + (x >> 4)) & 0x0f0f0f0fu) * 0x01010101u >> 24);
#endif
}

/* Long.bitCount. */
static inline int64_t annotir_popcount_int64(int64_t a) {
#if defined(__POPCNT__) || defined(__aarch64__)
  return __builtin_popcountll((uint64_t)a);
#else
  uint64_t x = (uint64_t)a - ((uint64_t)a >> 1 & 0x5555555555555555ULL);
  x = (x & 0x3333333333333333ULL) + (x >> 2 & 0x3333333333333333ULL);
  return (int64_t)(((x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fULL) * 0x0101010101010101ULL >> 56);
#endif
}

/* Integer.numberOfLeadingZeros. */
static inline int32_t annotir_clz_int32(int32_t a) { return a == 0 ? 32 : __builtin_clz((uint32_t)a); }

/* Long.numberOfLeadingZeros. */
static inline int64_t annotir_clz_int64(int64_t a) { return a == 0 ? 64 : __builtin_clzll((uint64_t)a); }

/* Math.multiplyHigh: the high 64 bits of the product. */
static inline int64_t annotir_multiply_high_int64(int64_t a, int64_t b) {
#if defined(__SIZEOF_INT128__)
  __extension__ typedef __int128 annotir_int128;
  return (int64_t)((annotir_int128)a * b >> 64);
#else
  int64_t a1 = a >> 32, b1 = b >> 32, a0 = a & 0xffffffffLL, b0 = b & 0xffffffffLL;
  int64_t middle = a1 * b0 + (int64_t)((uint64_t)a0 * (uint64_t)b0 >> 32);
  int64_t other = a0 * b1 + (middle & 0xffffffffLL);
  return a1 * b1 + (middle >> 32) + (other >> 32);
#endif
}

/* Whether a * b does not overflow. */
static inline int annotir_product_fits_int64(int64_t a, int64_t b) {
  return annotir_multiply_high_int64(a, b) == (int64_t)((uint64_t)a * (uint64_t)b) >> 63;
}

/* a + 0.0f, which gcc does not always compute. */
static inline float annotir_plus_zero_float32(float a) { return a == 0.0f ? 0.0f : a; }

/* a + 0.0, which gcc does not always compute. */
static inline double annotir_plus_zero_float64(double a) { return a == 0.0 ? 0.0 : a; }

/* Math.min: NaN wins, -0.0 is less than 0.0. Equal numbers have the same bits but for the signs of zeros. */
static inline float annotir_min_float32(float a, float b) {
  float less = a < b ? a : b;
  float same = annotir_bits_to_float32(annotir_float32_to_bits(a) | annotir_float32_to_bits(b));
  float least = a == b ? same : less;
  return a != a ? a : least;
}

/* Math.min: NaN wins, -0.0 is less than 0.0. Equal numbers have the same bits but for the signs of zeros. */
static inline double annotir_min_float64(double a, double b) {
  double less = a < b ? a : b;
  double same = annotir_bits_to_float64(annotir_float64_to_bits(a) | annotir_float64_to_bits(b));
  double least = a == b ? same : less;
  return a != a ? a : least;
}

/* Math.max: NaN wins, -0.0 is less than 0.0. Equal numbers have the same bits but for the signs of zeros. */
static inline float annotir_max_float32(float a, float b) {
  float more = a > b ? a : b;
  float same = annotir_bits_to_float32(annotir_float32_to_bits(a) & annotir_float32_to_bits(b));
  float most = a == b ? same : more;
  return a != a ? a : most;
}

/* Math.max: NaN wins, -0.0 is less than 0.0. Equal numbers have the same bits but for the signs of zeros. */
static inline double annotir_max_float64(double a, double b) {
  double more = a > b ? a : b;
  double same = annotir_bits_to_float64(annotir_float64_to_bits(a) & annotir_float64_to_bits(b));
  double most = a == b ? same : more;
  return a != a ? a : most;
}

/* Math.rint. Adding 2^23 rounds to an integer, ties to even; what is not less is an integer, or NaN. */
static inline float annotir_rint_float32(float a) {
  float size = __builtin_fabsf(a);
  float rounded = size + 8388608.0f - 8388608.0f;
  return size < 8388608.0f ? __builtin_copysignf(rounded, a) : a;
}

/* Math.rint. Adding 2^52 rounds to an integer, ties to even; what is not less is an integer, or NaN. */
static inline double annotir_rint_float64(double a) {
  double size = __builtin_fabs(a);
  double rounded = size + 4503599627370496.0 - 4503599627370496.0;
  return size < 4503599627370496.0 ? __builtin_copysign(rounded, a) : a;
}

/* Math.floor. */
static inline float annotir_floor_float32(float a) {
#if defined(__SSE4_1__) || defined(__aarch64__)
  return __builtin_floorf(a);
#else
  float size = __builtin_fabsf(a);
  float rounded = __builtin_copysignf(size + 8388608.0f - 8388608.0f, a);
  float integer = rounded > a ? rounded - 1.0f : rounded;
  return size < 8388608.0f ? __builtin_copysignf(integer, a) : a;
#endif
}

/* Math.floor. */
static inline double annotir_floor_float64(double a) {
#if defined(__SSE4_1__) || defined(__aarch64__)
  return __builtin_floor(a);
#else
  double size = __builtin_fabs(a);
  double rounded = __builtin_copysign(size + 4503599627370496.0 - 4503599627370496.0, a);
  double integer = rounded > a ? rounded - 1.0 : rounded;
  return size < 4503599627370496.0 ? __builtin_copysign(integer, a) : a;
#endif
}

/* Math.ceil. */
static inline float annotir_ceil_float32(float a) {
#if defined(__SSE4_1__) || defined(__aarch64__)
  return __builtin_ceilf(a);
#else
  float size = __builtin_fabsf(a);
  float rounded = __builtin_copysignf(size + 8388608.0f - 8388608.0f, a);
  float integer = rounded < a ? rounded + 1.0f : rounded;
  return size < 8388608.0f ? __builtin_copysignf(integer, a) : a;
#endif
}

/* Math.ceil. */
static inline double annotir_ceil_float64(double a) {
#if defined(__SSE4_1__) || defined(__aarch64__)
  return __builtin_ceil(a);
#else
  double size = __builtin_fabs(a);
  double rounded = __builtin_copysign(size + 4503599627370496.0 - 4503599627370496.0, a);
  double integer = rounded < a ? rounded + 1.0 : rounded;
  return size < 4503599627370496.0 ? __builtin_copysign(integer, a) : a;
#endif
}

/* Math.sqrt, correctly rounded: where there is an instruction, without the call that would set errno. */
static inline float annotir_sqrt_float32(float a) {
#if defined(__NO_MATH_ERRNO__)
  return __builtin_sqrtf(a);
#elif defined(__SSE2__)
  typedef float annotir_lanes __attribute__((vector_size(16)));
  annotir_lanes lanes = {a, 0.0f, 0.0f, 0.0f};
  lanes = __builtin_ia32_sqrtss(lanes);
  return lanes[0];
#elif defined(__aarch64__)
  float root;
  __asm__("fsqrt %s0, %s1" : "=w"(root) : "w"(a));
  return root;
#else
  return __builtin_sqrtf(a);
#endif
}

/* Math.sqrt, correctly rounded: where there is an instruction, without the call that would set errno. */
static inline double annotir_sqrt_float64(double a) {
#if defined(__NO_MATH_ERRNO__)
  return __builtin_sqrt(a);
#elif defined(__SSE2__)
  typedef double annotir_lanes __attribute__((vector_size(16)));
  annotir_lanes lanes = {a, 0.0};
  lanes = __builtin_ia32_sqrtsd(lanes);
  return lanes[0];
#elif defined(__aarch64__)
  double root;
  __asm__("fsqrt %d0, %d1" : "=w"(root) : "w"(a));
  return root;
#else
  return __builtin_sqrt(a);
#endif
}

/* Java's a % b: the rest of a division that truncates, exact, with the sign of a. */
static inline float annotir_fmod_float32(float a, float b) {
  uint32_t x = (uint32_t)annotir_float32_to_bits(a) << 1 >> 1, y = (uint32_t)annotir_float32_to_bits(b) << 1 >> 1;
  int32_t exponent, steps, shift;
  uint64_t rest, divisor;
  if (x >= 0x7f800000u || y > 0x7f800000u || y == 0) return __builtin_nanf("");
  if (x < y) return a;
  exponent = (int32_t)(y >> 23);
  steps = (int32_t)(x >> 23) - exponent;
  rest = (x & 0x7fffffu) | (x >> 23 == 0 ? 0u : 0x800000u);
  divisor = (y & 0x7fffffu) | (exponent == 0 ? 0u : 0x800000u);
  if (exponent == 0) exponent = 1, steps -= x >> 23 != 0;
  for (rest %= divisor; steps > 0 && rest != 0; steps -= shift) {
    shift = steps < 40 ? steps : 40;
    rest = (rest << shift) % divisor;
  }
  if (rest == 0) return __builtin_copysignf(0.0f, a);
  shift = __builtin_clzll(rest) - 40;
  if (shift >= exponent) shift = exponent - 1;
  rest = (rest << shift) + ((uint64_t)(uint32_t)(exponent - shift - 1) << 23);
  return __builtin_copysignf(annotir_bits_to_float32((int32_t)rest), a);
}

/* Java's a % b: the rest of a division that truncates, exact, with the sign of a. */
static inline double annotir_fmod_float64(double a, double b) {
  const uint64_t fraction = 0xfffffffffffffULL, infinity = 0x7ffULL << 52;
  uint64_t x = (uint64_t)annotir_float64_to_bits(a) << 1 >> 1, y = (uint64_t)annotir_float64_to_bits(b) << 1 >> 1;
  int32_t exponent, steps, shift;
  uint64_t rest, divisor;
  if (x >= infinity || y > infinity || y == 0) return __builtin_nan("");
  if (x < y) return a;
  exponent = (int32_t)(y >> 52);
  steps = (int32_t)(x >> 52) - exponent;
  rest = (x & fraction) | (x >> 52 == 0 ? 0u : fraction + 1);
  divisor = (y & fraction) | (exponent == 0 ? 0u : fraction + 1);
  if (exponent == 0) exponent = 1, steps -= x >> 52 != 0;
  for (rest %= divisor; steps > 0 && rest != 0; steps -= shift) {
    shift = steps < 11 ? steps : 11;
    rest = (rest << shift) % divisor;
  }
  if (rest == 0) return __builtin_copysign(0.0, a);
  shift = __builtin_clzll(rest) - 11;
  if (shift >= exponent) shift = exponent - 1;
  rest = (rest << shift) + ((uint64_t)(uint32_t)(exponent - shift - 1) << 52);
  return __builtin_copysign(annotir_bits_to_float64((int64_t)rest), a);
}

/* Whether there is an instruction for Math.fma, and the compiler never calls the C library's instead. */
#if !defined(__FMA__) && !defined(__FP_FAST_FMA) && !defined(__aarch64__)
#define ANNOTIR_HAS_FMA 0
#elif !defined(__clang__) || defined(__NO_MATH_ERRNO__) || defined(__GLIBC__) || defined(__ANDROID__)
#define ANNOTIR_HAS_FMA 1
#else
#define ANNOTIR_HAS_FMA 0
#endif

/* Math.fma: a * b + c with one rounding. The product is exact as a double; the sum is rounded to odd, then to float. */
static inline float annotir_fma_float32(float a, float b, float c) {
#if ANNOTIR_HAS_FMA || (defined(__FP_FAST_FMAF) && !defined(__clang__))
  return __builtin_fmaf(a, b, c);
#else
  double product = (double)a * (double)b, addend = (double)c, sum = product + addend, part = sum - product;
  double rest = (product - (sum - part)) + (addend - part); /* what sum lacks; NaN where it is not finite */
  int64_t bits = annotir_float64_to_bits(sum);
  int64_t step = (rest > 0.0) == (sum > 0.0) ? 1 : -1;
  int64_t odd = (rest < 0.0 || rest > 0.0) && (bits & 1) == 0 ? bits + step : bits;
  return (float)annotir_bits_to_float64(odd);
#endif
}

/* Math.fma of doubles in integers, for targets without the instruction. */
#if !ANNOTIR_HAS_FMA
/* A number that is neither zero, infinite nor NaN: significand * 2^exponent; the significand's top bit is 1. */
typedef struct {
  uint64_t significand;
  int32_t exponent;
} annotir_unpacked;
static inline annotir_unpacked annotir_unpack(double a) {
  annotir_unpacked u;
  uint64_t bits = (uint64_t)annotir_float64_to_bits(a);
  int32_t exponent = (int32_t)(bits >> 52 & 2047u);
  uint64_t significand = (bits & 0xfffffffffffffULL) | (exponent == 0 ? 0u : 0x10000000000000ULL);
  int32_t shift = __builtin_clzll(significand);
  u.significand = significand << shift;
  u.exponent = (exponent == 0 ? 1 : exponent) - 1075 - shift;
  return u;
}
/* An unsigned integer of 128 bits. */
typedef struct {
  uint64_t high, low;
} annotir_wide;
/* a * b / 4, exact where the product is divisible by 4. */
static inline annotir_wide annotir_quarter_product(uint64_t a, uint64_t b) {
  annotir_wide w;
  uint64_t a0 = a & 0xffffffffu, a1 = a >> 32, b0 = b & 0xffffffffu, b1 = b >> 32;
  uint64_t low = a0 * b0, middle = a1 * b0 + (low >> 32), other = a0 * b1 + (middle & 0xffffffffu);
  uint64_t high = a1 * b1 + (middle >> 32) + (other >> 32);
  w.low = high << 62 | (other << 32 | (low & 0xffffffffu)) >> 2;
  w.high = high >> 2;
  return w;
}
/* a / 2^shift; the lowest bit is 1 where a bit is lost. */
static inline annotir_wide annotir_shift_right(annotir_wide a, int32_t shift) {
  uint64_t lost = 0;
  if (shift >= 64) {
    lost = a.low;
    a.low = a.high;
    a.high = 0;
    shift -= 64;
  }
  if (shift >= 64) {
    lost |= a.low;
    a.low = 0;
  } else if (shift > 0) {
    lost |= a.low << (64 - shift);
    a.low = a.high << (64 - shift) | a.low >> shift;
    a.high >>= shift;
  }
  a.low |= lost != 0;
  return a;
}
/* (negative ? -1 : 1) * a * 2^exponent, rounded once. */
static inline double annotir_pack(int negative, annotir_wide a, int32_t exponent) {
  uint64_t bits, rest;
  int32_t shift;
  if (a.high == 0) {
    a.high = a.low;
    a.low = 0;
    exponent -= 64;
  }
  shift = __builtin_clzll(a.high);
  a.high = a.high << shift | a.low >> 1 >> (63 - shift);
  a.low <<= shift;
  a.high |= a.low != 0;
  exponent += 64 - shift + 1086; /* the biased exponent, were the number normal */
  if (exponent >= 2047) return negative ? -__builtin_inf() : __builtin_inf();
  if (exponent < -62) exponent = -62;
  if (exponent <= 0) {
    shift = 1 - exponent;
    a.high = a.high >> shift | (a.high << (64 - shift) != 0);
    exponent = 1;
  }
  bits = ((uint64_t)(uint32_t)(exponent - 1) << 52) + (a.high >> 11);
  rest = a.high & 2047u;
  bits += (rest > 1024u) | ((rest == 1024u) & (bits & 1u));
  return annotir_bits_to_float64((int64_t)(bits | (negative ? 0x8000000000000000ULL : 0u)));
}
/* a * b + c with one rounding, for numbers that are neither zero, infinite nor NaN. */
static inline double annotir_fma_exact(double a, double b, double c) {
  annotir_unpacked x = annotir_unpack(a), y = annotir_unpack(b), z = annotir_unpack(c);
  annotir_wide p = annotir_quarter_product(x.significand, y.significand), q = {0, 0};
  int32_t exponent = x.exponent + y.exponent, distance = exponent - (z.exponent - 64);
  int negative = ((a < 0.0) ^ (b < 0.0)) != 0, minus = c < 0.0;
  q.high = z.significand >> 2;
  q.low = z.significand << 62;
  if (distance >= 0) {
    q = annotir_shift_right(q, distance);
  } else {
    p = annotir_shift_right(p, -distance);
    exponent -= distance;
  }
  if (negative == minus) {
    p.low += q.low;
    p.high += q.high + (p.low < q.low);
  } else {
    if (p.high < q.high || (p.high == q.high && p.low < q.low)) {
      annotir_wide swap = p;
      p = q;
      q = swap;
      negative = minus;
    }
    p.high -= q.high + (p.low < q.low);
    p.low -= q.low;
    if (p.high == 0 && p.low == 0) return 0.0;
  }
  return annotir_pack(negative, p, exponent + 2);
}
#endif

/* Math.fma: a * b + c with one rounding. */
static inline double annotir_fma_float64(double a, double b, double c) {
#if ANNOTIR_HAS_FMA
  return __builtin_fma(a, b, c);
#else
  if (!(a - a == 0.0 && b - b == 0.0)) return a * b + c; /* infinite or NaN */
  if (a == 0.0 || b == 0.0 || c - c != 0.0) return c - c == 0.0 ? a * b + c : c;
  if (c == 0.0) return a * b;
  return annotir_fma_exact(a, b, c);
#endif
}

/*
 * The bits of the vectors that kernels are written for, of those that the compiler's options allow; 0: none. Another
 * number than these may be stated, as by -DANNOTIR_VECTOR_BITS=0.
 */
#if defined(ANNOTIR_VECTOR_BITS)
#elif !defined(__clang__) && (!defined(__GNUC__) || __GNUC__ < 9)
#define ANNOTIR_VECTOR_BITS 0
#elif defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
#define ANNOTIR_VECTOR_BITS 512
#elif defined(__AVX2__) && defined(__FMA__)
#define ANNOTIR_VECTOR_BITS 256
#elif defined(__SSE2__) || (defined(__aarch64__) && defined(__ARM_NEON))
#define ANNOTIR_VECTOR_BITS 128
#else
#define ANNOTIR_VECTOR_BITS 0
#endif

/* Stands before a function with vectors: for some CPUs, clang would split those of 512 bits. */
#if defined(__clang__) && ANNOTIR_VECTOR_BITS == 512
#define ANNOTIR_VECTORS __attribute__((min_vector_width(512)))
#else
#define ANNOTIR_VECTORS
#endif

/* The same in all lanes of a vector. */
#define ANNOTIR_ALL_2(a) a, a
#define ANNOTIR_ALL_4(a) ANNOTIR_ALL_2(a), ANNOTIR_ALL_2(a)
#define ANNOTIR_ALL_8(a) ANNOTIR_ALL_4(a), ANNOTIR_ALL_4(a)
#define ANNOTIR_ALL_16(a) ANNOTIR_ALL_8(a), ANNOTIR_ALL_8(a)
#define ANNOTIR_ALL_32(a) ANNOTIR_ALL_16(a), ANNOTIR_ALL_16(a)
#define ANNOTIR_ALL_64(a) ANNOTIR_ALL_32(a), ANNOTIR_ALL_32(a)

/* The bits of two lanes of 64 bits. */
#define ANNOTIR_EITHER(v, k) ((v)[k] | (v)[(k) + 1])

/* Whether any bit of a vector is set. */
#if defined(__SSE2__)
#define ANNOTIR_ANY_128(v) (_mm_movemask_epi8((__m128i)(v)) != 0)
#elif defined(__aarch64__) && defined(__ARM_NEON)
#define ANNOTIR_ANY_128(v) (vmaxvq_u32((uint32x4_t)(v)) != 0)
#else
#define ANNOTIR_ANY_128(v) (ANNOTIR_EITHER((annotir_i64x2)(v), 0) != 0)
#endif

/* Whether any bit of a vector is set. */
#if defined(__AVX__)
#define ANNOTIR_ANY_256(v) (_mm256_testz_si256((__m256i)(v), (__m256i)(v)) == 0)
#else
#define ANNOTIR_ANY_256(v) ((ANNOTIR_EITHER((annotir_i64x4)(v), 0) | ANNOTIR_EITHER((annotir_i64x4)(v), 2)) != 0)
#endif

/* Whether any bit of a vector is set. */
#if defined(__AVX512F__)
#define ANNOTIR_ANY_512(v) (_mm512_test_epi64_mask((__m512i)(v), (__m512i)(v)) != 0)
#else
#define ANNOTIR_ANY_512(v) \
  ((ANNOTIR_EITHER((annotir_i64x8)(v), 0) | ANNOTIR_EITHER((annotir_i64x8)(v), 2) | \
    ANNOTIR_EITHER((annotir_i64x8)(v), 4) | ANNOTIR_EITHER((annotir_i64x8)(v), 6)) != 0)
#endif

/* The numbers from k on. */
#define ANNOTIR_NUMBERS_2(k) (k), (k) + 1
#define ANNOTIR_NUMBERS_4(k) ANNOTIR_NUMBERS_2(k), ANNOTIR_NUMBERS_2((k) + 2)
#define ANNOTIR_NUMBERS_8(k) ANNOTIR_NUMBERS_4(k), ANNOTIR_NUMBERS_4((k) + 4)
#define ANNOTIR_NUMBERS_16(k) ANNOTIR_NUMBERS_8(k), ANNOTIR_NUMBERS_8((k) + 8)
#define ANNOTIR_NUMBERS_32(k) ANNOTIR_NUMBERS_16(k), ANNOTIR_NUMBERS_16((k) + 16)
#define ANNOTIR_NUMBERS_64(k) ANNOTIR_NUMBERS_32(k), ANNOTIR_NUMBERS_32((k) + 32)

/* The lanes of two vectors with these numbers; those of b from the number of a's lanes on. */
#if defined(__clang__) || defined(__GNUC__) && __GNUC__ >= 12
#define ANNOTIR_SHUFFLE(numbers, a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
#define ANNOTIR_SHUFFLE(numbers, a, b, ...) __builtin_shuffle(a, b, (numbers){__VA_ARGS__})
#endif

/* The elements of p at the places in a vector, from its lane k on. */
#define ANNOTIR_GATHER_2(p, at, k) (p)[(at)[k]], (p)[(at)[(k) + 1]]
#define ANNOTIR_GATHER_4(p, at, k) ANNOTIR_GATHER_2(p, at, k), ANNOTIR_GATHER_2(p, at, (k) + 2)
#define ANNOTIR_GATHER_8(p, at, k) ANNOTIR_GATHER_4(p, at, k), ANNOTIR_GATHER_4(p, at, (k) + 4)
#define ANNOTIR_GATHER_16(p, at, k) ANNOTIR_GATHER_8(p, at, k), ANNOTIR_GATHER_8(p, at, (k) + 8)
#define ANNOTIR_GATHER_32(p, at, k) ANNOTIR_GATHER_16(p, at, k), ANNOTIR_GATHER_16(p, at, (k) + 16)
#define ANNOTIR_GATHER_64(p, at, k) ANNOTIR_GATHER_32(p, at, k), ANNOTIR_GATHER_32(p, at, (k) + 32)

/* The elements of p at equal distances, from the k-th on. */
#define ANNOTIR_STRIDED_2(p, stride, k) (p)[(k) * (stride)], (p)[((k) + 1) * (stride)]
#define ANNOTIR_STRIDED_4(p, stride, k) ANNOTIR_STRIDED_2(p, stride, k), ANNOTIR_STRIDED_2(p, stride, (k) + 2)
#define ANNOTIR_STRIDED_8(p, stride, k) ANNOTIR_STRIDED_4(p, stride, k), ANNOTIR_STRIDED_4(p, stride, (k) + 4)
#define ANNOTIR_STRIDED_16(p, stride, k) ANNOTIR_STRIDED_8(p, stride, k), ANNOTIR_STRIDED_8(p, stride, (k) + 8)
#define ANNOTIR_STRIDED_32(p, stride, k) ANNOTIR_STRIDED_16(p, stride, k), ANNOTIR_STRIDED_16(p, stride, (k) + 16)
#define ANNOTIR_STRIDED_64(p, stride, k) ANNOTIR_STRIDED_32(p, stride, k), ANNOTIR_STRIDED_32(p, stride, (k) + 32)

/* What f makes of the elements of p at equal distances, and of those after them, from the k-th on. */
#define ANNOTIR_EACH_2(f, p, stride, k) f(&(p)[(k) * (stride)]), f(&(p)[((k) + 1) * (stride)])
#define ANNOTIR_EACH_4(f, p, stride, k) ANNOTIR_EACH_2(f, p, stride, k), ANNOTIR_EACH_2(f, p, stride, (k) + 2)
#define ANNOTIR_EACH_8(f, p, stride, k) ANNOTIR_EACH_4(f, p, stride, k), ANNOTIR_EACH_4(f, p, stride, (k) + 4)
#define ANNOTIR_EACH_16(f, p, stride, k) ANNOTIR_EACH_8(f, p, stride, k), ANNOTIR_EACH_8(f, p, stride, (k) + 8)

/* Sets the elements of p at the places in a vector to the lanes of v, from lane k on. */
#define ANNOTIR_SCATTER_2(p, at, v, k) (p)[(at)[k]] = (v)[k], (p)[(at)[(k) + 1]] = (v)[(k) + 1]
#define ANNOTIR_SCATTER_4(p, at, v, k) ANNOTIR_SCATTER_2(p, at, v, k), ANNOTIR_SCATTER_2(p, at, v, (k) + 2)
#define ANNOTIR_SCATTER_8(p, at, v, k) ANNOTIR_SCATTER_4(p, at, v, k), ANNOTIR_SCATTER_4(p, at, v, (k) + 4)
#define ANNOTIR_SCATTER_16(p, at, v, k) ANNOTIR_SCATTER_8(p, at, v, k), ANNOTIR_SCATTER_8(p, at, v, (k) + 8)
#define ANNOTIR_SCATTER_32(p, at, v, k) ANNOTIR_SCATTER_16(p, at, v, k), ANNOTIR_SCATTER_16(p, at, v, (k) + 16)
#define ANNOTIR_SCATTER_64(p, at, v, k) ANNOTIR_SCATTER_32(p, at, v, k), ANNOTIR_SCATTER_32(p, at, v, (k) + 32)

/* Sets the elements of p at equal distances to the lanes of v, from lane k on. */
#define ANNOTIR_SCATTER_ROW_2(p, stride, v, k) \
  (p)[(k) * (stride)] = (v)[k], (p)[((k) + 1) * (stride)] = (v)[(k) + 1]
#define ANNOTIR_SCATTER_ROW_4(p, stride, v, k) \
  ANNOTIR_SCATTER_ROW_2(p, stride, v, k), ANNOTIR_SCATTER_ROW_2(p, stride, v, (k) + 2)
#define ANNOTIR_SCATTER_ROW_8(p, stride, v, k) \
  ANNOTIR_SCATTER_ROW_4(p, stride, v, k), ANNOTIR_SCATTER_ROW_4(p, stride, v, (k) + 4)
#define ANNOTIR_SCATTER_ROW_16(p, stride, v, k) \
  ANNOTIR_SCATTER_ROW_8(p, stride, v, k), ANNOTIR_SCATTER_ROW_8(p, stride, v, (k) + 8)
#define ANNOTIR_SCATTER_ROW_32(p, stride, v, k) \
  ANNOTIR_SCATTER_ROW_16(p, stride, v, k), ANNOTIR_SCATTER_ROW_16(p, stride, v, (k) + 16)
#define ANNOTIR_SCATTER_ROW_64(p, stride, v, k) \
  ANNOTIR_SCATTER_ROW_32(p, stride, v, k), ANNOTIR_SCATTER_ROW_32(p, stride, v, (k) + 32)

/* The values of f for the lanes of a vector, from lane k on. */
#define ANNOTIR_CALL1_2(f, a, k) f((a)[k]), f((a)[(k) + 1])
#define ANNOTIR_CALL1_4(f, a, k) ANNOTIR_CALL1_2(f, a, k), ANNOTIR_CALL1_2(f, a, (k) + 2)
#define ANNOTIR_CALL1_8(f, a, k) ANNOTIR_CALL1_4(f, a, k), ANNOTIR_CALL1_4(f, a, (k) + 4)
#define ANNOTIR_CALL1_16(f, a, k) ANNOTIR_CALL1_8(f, a, k), ANNOTIR_CALL1_8(f, a, (k) + 8)
#define ANNOTIR_CALL1_32(f, a, k) ANNOTIR_CALL1_16(f, a, k), ANNOTIR_CALL1_16(f, a, (k) + 16)
#define ANNOTIR_CALL1_64(f, a, k) ANNOTIR_CALL1_32(f, a, k), ANNOTIR_CALL1_32(f, a, (k) + 32)

/* The values of f for the lanes of vectors, from lane k on. */
#define ANNOTIR_CALL2_2(f, a, b, k) f((a)[k], (b)[k]), f((a)[(k) + 1], (b)[(k) + 1])
#define ANNOTIR_CALL2_4(f, a, b, k) ANNOTIR_CALL2_2(f, a, b, k), ANNOTIR_CALL2_2(f, a, b, (k) + 2)
#define ANNOTIR_CALL2_8(f, a, b, k) ANNOTIR_CALL2_4(f, a, b, k), ANNOTIR_CALL2_4(f, a, b, (k) + 4)
#define ANNOTIR_CALL2_16(f, a, b, k) ANNOTIR_CALL2_8(f, a, b, k), ANNOTIR_CALL2_8(f, a, b, (k) + 8)
#define ANNOTIR_CALL2_32(f, a, b, k) ANNOTIR_CALL2_16(f, a, b, k), ANNOTIR_CALL2_16(f, a, b, (k) + 16)
#define ANNOTIR_CALL2_64(f, a, b, k) ANNOTIR_CALL2_32(f, a, b, k), ANNOTIR_CALL2_32(f, a, b, (k) + 32)

/* The values of f for the lanes of vectors, from lane k on. */
#define ANNOTIR_CALL3_2(f, a, b, c, k) \
  f((a)[k], (b)[k], (c)[k]), f((a)[(k) + 1], (b)[(k) + 1], (c)[(k) + 1])
#define ANNOTIR_CALL3_4(f, a, b, c, k) ANNOTIR_CALL3_2(f, a, b, c, k), ANNOTIR_CALL3_2(f, a, b, c, (k) + 2)
#define ANNOTIR_CALL3_8(f, a, b, c, k) ANNOTIR_CALL3_4(f, a, b, c, k), ANNOTIR_CALL3_4(f, a, b, c, (k) + 4)
#define ANNOTIR_CALL3_16(f, a, b, c, k) ANNOTIR_CALL3_8(f, a, b, c, k), ANNOTIR_CALL3_8(f, a, b, c, (k) + 8)
#define ANNOTIR_CALL3_32(f, a, b, c, k) ANNOTIR_CALL3_16(f, a, b, c, k), ANNOTIR_CALL3_16(f, a, b, c, (k) + 16)
#define ANNOTIR_CALL3_64(f, a, b, c, k) ANNOTIR_CALL3_32(f, a, b, c, k), ANNOTIR_CALL3_32(f, a, b, c, (k) + 32)
