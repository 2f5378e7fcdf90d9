/*
 * Measures by how many ulps the functions of dev.annotir.math are off, on the C that annotir makes of them.
 *
 * ulps float [stride]: all floats, or every stride-th; pow and atan2 on 10^8 / stride pairs.
 * ulps double [count [seed]]: so many arguments of each function, 10^6 without.
 * More arguments: the functions' names; without, all.
 *
 * The C library finds arguments with errors near the worst so far: in double for floats, in long double (x86's, of 64
 * bits, or a longer one) for doubles; it is off by less than a margin. MPFR decides about those.
 * Prints the worst error, its argument, and how many results are not the right double or float; the exit status tells
 * whether a NaN, an infinity or a sign is wrong.
 */
#include <float.h>
#include <math.h>
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "functions_operators.h"

#if LDBL_MANT_DIG < 64
#error "needs a long double that is longer than double"
#endif

#define N 4096

typedef long double wide;

static wide sigmoid_wide(wide x) { return x < 0 ? expl(x) / (1 + expl(x)) : 1 / (1 + expl(-x)); }
static double sigmoid_double(double x) { return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)); }

/* Math.pow, other than C's, gives NaN for 1 to the power of NaN or infinity. */
static int is_nan_in_java(wide x, wide y) { return fabsl(x) == 1 && (isnan(y) || isinf(y)); }
static wide pow_wide(wide x, wide y) { return is_nan_in_java(x, y) ? (wide)NAN : powl(x, y); }
static double pow_double(double x, double y) { return is_nan_in_java(x, y) ? (double)NAN : pow(x, y); }

static int mpfr_sigmoid(mpfr_t y, const mpfr_t x, mpfr_rnd_t rounding) {
  mpfr_neg(y, x, rounding);
  mpfr_exp(y, y, rounding);
  mpfr_add_ui(y, y, 1, rounding);
  return mpfr_ui_div(y, 1, y, rounding);
}

/* from, to: where most arguments of the measurement of doubles lie. */
#define UNARY(X)                                                                                                       \
  X(exp, exp, expl, -750, 750)                                                                                         \
  X(log, log, logl, 0.5, 2)                                                                                            \
  X(log2, log2, log2l, 0.5, 2)                                                                                         \
  X(sin, sin, sinl, -30, 30)                                                                                           \
  X(cos, cos, cosl, -30, 30)                                                                                           \
  X(tan, tan, tanl, -30, 30)                                                                                           \
  X(sinh, sinh, sinhl, -10, 10)                                                                                        \
  X(cosh, cosh, coshl, -10, 10)                                                                                        \
  X(tanh, tanh, tanhl, -3, 3)                                                                                          \
  X(atan, atan, atanl, -3, 3)                                                                                          \
  X(cbrt, cbrt, cbrtl, -8, 8)                                                                                          \
  X(erf, erf, erfl, -6, 6)                                                                                             \
  X(sigmoid, sigmoid_double, sigmoid_wide, -40, 40)
/* Of doubles only. */
#define UNARY_DOUBLE(X)                                                                                                \
  X(expm1, expm1, expm1l, -60, 750)                                                                                    \
  X(log1p, log1p, log1pl, -0.5, 2)                                                                                     \
  X(log10, log10, log10l, 0.5, 2)                                                                                      \
  X(asin, asin, asinl, -1, 1)                                                                                          \
  X(acos, acos, acosl, -1, 1)
#define BINARY_DOUBLE(X) X(hypot, hypot, hypotl, 0, 0)
#define BINARY(X)                                                                                                      \
  X(pow, pow_double, pow_wide, 0, 0)                                                                                   \
  X(atan2, atan2, atan2l, 0, 0)

typedef struct {
  const char* name;
  int arity;
  double from, to;
  int32_t (*float1)(const float*, float*);
  int32_t (*float2)(const float*, const float*, float*);
  int32_t (*double1)(const double*, double*);
  int32_t (*double2)(const double*, const double*, double*);
  double (*near1)(double);
  double (*near2)(double, double);
  wide (*wide1)(wide);
  wide (*wide2)(wide, wide);
  int (*exact1)(mpfr_t, const mpfr_t, mpfr_rnd_t);
  int (*exact2)(mpfr_t, const mpfr_t, const mpfr_t, mpfr_rnd_t);
} function;

#define ROW1(name, near, wide, from, to) \
  {#name, 1, from, to, functions_##name##_f, 0, functions_##name##_d, 0, near, 0, wide, 0, mpfr_##name, 0},
#define ROW2(name, near, wide, from, to) \
  {#name, 2, from, to, 0, functions_##name##_f, 0, functions_##name##_d, 0, near, 0, wide, 0, mpfr_##name},
#define ROW1_DOUBLE(name, near, wide, from, to) \
  {#name, 1, from, to, 0, 0, functions_##name##_d, 0, near, 0, wide, 0, mpfr_##name, 0},
#define ROW2_DOUBLE(name, near, wide, from, to) \
  {#name, 2, from, to, 0, 0, 0, functions_##name##_d, 0, near, 0, wide, 0, mpfr_##name},
static const function all[] = {UNARY(ROW1) BINARY(ROW2) UNARY_DOUBLE(ROW1_DOUBLE) BINARY_DOUBLE(ROW2_DOUBLE)};

/* What has come of one function. */
typedef struct {
  double worst, x, y;
  long count, rounded_wrongly, bad;
} findings;

/*
 * The type measured: bits of its significand, exponent of its smallest number and of what is infinite; and by how many
 * ulps of it the C library, of a type with 29 or 11 bits more, can be off.
 */
typedef struct {
  int digits, least, infinite;
  double margin;
} format;

static const format FLOAT = {24, -149, 128, 1e-6}, DOUBLE = {53, -1074, 1024, 0.02};

/* Every function of random arguments has larger errors; these are many where a result is nearly its argument. */
#define LEAST 0.4

static double ulps_exactly(const function* f, format t, double x, double y, double result) {
  mpfr_t a, b, r;
  mpfr_inits2(300, a, b, r, (mpfr_ptr)0);
  mpfr_set_d(a, x, MPFR_RNDN);
  mpfr_set_d(b, y, MPFR_RNDN);
  if (f->arity == 1) {
    f->exact1(r, a, MPFR_RNDN);
  } else {
    f->exact2(r, a, b, MPFR_RNDN);
  }
  long unit = (mpfr_zero_p(r) ? t.least : mpfr_get_exp(r) - t.digits);
  if (unit < t.least) unit = t.least;
  if (unit > t.infinite - t.digits) unit = t.infinite - t.digits;
  mpfr_sub_d(r, r, result, MPFR_RNDN);
  mpfr_mul_2si(r, r, -unit, MPFR_RNDN);
  double ulps = fabs(mpfr_get_d(r, MPFR_RNDA));
  mpfr_clears(a, b, r, (mpfr_ptr)0);
  return ulps;
}

/* near: what the C library gives; rounded: that in the type measured. */
static void judge(const function* f, format t, double x, double y, double result, wide near, double rounded,
                  findings* found) {
  found->count++;
  if (isnan(near) ? isnan(result) : result == rounded && !signbit(result) == !signbit(near) && isinf(rounded)) return;
  if (isnan(near) || isnan(result) || isinf(result) || isinf(rounded) || !signbit(result) != !signbit(near)) {
    if (found->bad++ < 3) printf("  %s(%a, %a) is %a, not %a\n", f->name, x, y, result, (double)near);
    return;
  }
  if (result == rounded && found->worst >= 0.5) return;
  found->rounded_wrongly += result != rounded;
  int exponent;
  frexpl(near, &exponent);
  int unit = near == 0 || exponent - t.digits < t.least ? t.least : exponent - t.digits;
  double ulps = (double)ldexpl(fabsl(result - near), -unit);
  if (ulps > found->worst - t.margin) {
    ulps = ulps_exactly(f, t, x, y, result);
    if (ulps > found->worst) {
      found->worst = ulps;
      found->x = x;
      found->y = y;
    }
  }
}

static int report(const function* f, const char* type, const findings* found) {
  printf("%s %s: %.4f ulps at %a", type, f->name, found->worst, found->x);
  if (f->arity == 2) printf(", %a", found->y);
  printf("; %ld of %ld not correctly rounded, %ld bad\n", found->rounded_wrongly, found->count, found->bad);
  fflush(stdout);
  return found->bad != 0;
}

static uint64_t state;

/* xorshift64 */
static uint64_t next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

/* Between 0 and 1. */
static double fraction(void) { return ldexp((double)(next() >> 11), -53); }

/* Between 1 and 2, or -2 and -1. */
static double signed_significand(void) { return (1 + fraction()) * (next() & 1 ? 1 : -1); }

static double any_double(void) {
  uint64_t bits = next();
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static float any_float(void) {
  uint32_t bits = (uint32_t)(next() >> 32);
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* Any bits; the interval; the interval but smaller; near 1, near multiples of pi/2, or of any size near 1. */
static double argument(const function* f, long i) {
  double inside = f->from + (f->to - f->from) * fraction();
  int small = -(int)(next() % 52);
  switch (i % 4) {
    case 0: return any_double();
    case 1: return inside;
    case 2: return ldexp(inside, small);
    default:
      if (f->from == 0.5) return 1 + ldexp(signed_significand(), small);
      if (f->from == -30) {
        double multiple = (double)(next() >> (next() % 40 + 24)) * 0x1.921fb54442d18p0;
        return multiple * (1 + (next() % 2 ? ldexp(signed_significand(), small) : 0));
      }
      return ldexp(signed_significand(), (int)(next() % 24) - 12);
  }
}

/* Any bits; results over all exponents, with any base and with one near 1; whole and everyday numbers. */
static void power(long i, int infinite, double* x, double* y) {
  double limit = (2 * fraction() - 1) * 1.1 * infinite;
  switch (i % 4) {
    case 0: break;
    case 1: *x = fabs(*x), *y = limit / log2(*x); break;
    case 2: *x = 1 + ldexp(signed_significand(), -(int)(next() % 52)), *y = limit / log2(fabs(*x)); break;
    default:
      *x = next() & 1 ? (double)(int32_t)next() : ldexp(signed_significand(), (int)(next() % 20) - 10);
      *y = next() & 1 ? (double)((int)(next() % 100) - 50) : (2 * fraction() - 1) * 100;
  }
}

/* Any bits; quotients far from 1 and near it. */
static void point(long i, double* x, double* y) {
  if (i % 3 != 0) {
    *y = ldexp(*x * signed_significand(), i % 3 == 1 ? (int)(next() % 120) - 60 : (int)(next() % 6) - 3);
  }
}

static findings floats1(const function* f, uint32_t stride) {
  findings found = {.worst = LEAST};
  float x[N], y[N];
  for (uint64_t bits = 0; bits >> 32 == 0;) {
    int n = 0;
    for (; n < N && bits >> 32 == 0; n++, bits += stride) {
      uint32_t low = (uint32_t)bits;
      memcpy(x + n, &low, sizeof low);
    }
    f->float1(x, y);
    for (int i = 0; i < n; i++) {
      double near = f->near1(x[i]);
      judge(f, FLOAT, x[i], 0, y[i], near, (float)near, &found);
    }
  }
  return found;
}

static findings floats2(const function* f, long count) {
  findings found = {.worst = LEAST};
  float x[N], y[N], r[N];
  for (long done = 0; done < count; done += N) {
    for (int i = 0; i < N; i++) {
      double a = any_float(), b = any_float();
      if (f->wide2 == pow_wide) {
        power(i, 128, &a, &b);
      } else {
        point(i, &a, &b);
      }
      x[i] = (float)a;
      y[i] = (float)b;
    }
    f->float2(x, y, r);
    for (int i = 0; i < N; i++) {
      double near = f->near2(x[i], y[i]);
      judge(f, FLOAT, x[i], y[i], r[i], near, (float)near, &found);
    }
  }
  return found;
}

static findings doubles(const function* f, long count) {
  findings found = {.worst = LEAST};
  double x[N], y[N], r[N];
  for (long done = 0; done < count; done += N) {
    for (int i = 0; i < N; i++) {
      x[i] = f->arity == 1 ? argument(f, i) : any_double();
      y[i] = f->arity == 1 ? 0 : any_double();
      if (f->wide2 == pow_wide) {
        power(i, 1024, x + i, y + i);
      } else if (f->arity == 2) {
        point(i, x + i, y + i);
      }
    }
    if (f->arity == 1) {
      f->double1(x, r);
    } else {
      f->double2(x, y, r);
    }
    for (int i = 0; i < N; i++) {
      wide near = f->arity == 1 ? f->wide1(x[i]) : f->wide2(x[i], y[i]);
      judge(f, DOUBLE, x[i], y[i], r[i], near, (double)near, &found);
    }
  }
  return found;
}

static int chosen(const char* name, int count, char** names) {
  int numbers = 0;
  for (int i = 0; i < count; i++) {
    if (strcmp(names[i], name) == 0) return 1;
    numbers += names[i][0] >= '0' && names[i][0] <= '9';
  }
  return numbers == count;
}

int main(int count, char** arguments) {
  if (functions_check() != 0) return 2;
  if (count < 2 || (strcmp(arguments[1], "float") != 0 && strcmp(arguments[1], "double") != 0)) {
    fputs("usage: ulps float [stride] [function ...] | ulps double [count [seed]] [function ...]\n", stderr);
    return 2;
  }
  int is_float = strcmp(arguments[1], "float") == 0;
  long number = count > 2 ? atol(arguments[2]) : 0;
  long seed = count > 3 ? atol(arguments[3]) : 0;
  int bad = 0;
  for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
    const function* f = &all[k];
    if (!chosen(f->name, count - 2, arguments + 2)) continue;
    if (is_float && !f->float1 && !f->float2) continue;
    state = 0x9e3779b97f4a7c15u * (uint64_t)(seed + 1) ^ 0x2545f4914f6cdd1du;
    long stride = number > 0 ? number : 1;
    findings found = !is_float       ? doubles(f, number > 0 ? number : 1000000)
                     : f->arity == 1 ? floats1(f, (uint32_t)stride)
                                     : floats2(f, 100000000 / stride);
    bad |= report(f, arguments[1], &found);
  }
  return bad;
}
