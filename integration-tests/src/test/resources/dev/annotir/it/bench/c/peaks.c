/*
 * What one thread can do: operations a nanosecond by kind, then bytes a nanosecond in buffers of the sizes that the
 * arguments say. 0 is unknown.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif

#if defined(__x86_64__)
#define KEEP(v) __asm__ volatile("" : "+x"(v))
#if defined(__AVX512F__)
#undef KEEP
#define KEEP(v) __asm__ volatile("" : "+v"(v))
#endif
#elif defined(__aarch64__)
#define KEEP(v) __asm__ volatile("" : "+w"(v))
#else
#define KEEP(v) __asm__ volatile("" : "+m"(v))
#endif

typedef float vf __attribute__((vector_size(BYTES)));
typedef double vd __attribute__((vector_size(BYTES)));
typedef float vfu __attribute__((vector_size(BYTES), aligned(4)));

enum { STEPS = 20000, REPEATS = 400, SUMS = 8 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

#define MUL_ADD(s, b, sum) ((sum) + (s) * (b))

#if defined(__AVX512F__)
#define FMA_F(s, b, sum) ((vf)_mm512_fmadd_ps((__m512)(s), (__m512)(b), (__m512)(sum)))
#define FMA_D(s, b, sum) ((vd)_mm512_fmadd_pd((__m512d)(s), (__m512d)(b), (__m512d)(sum)))
#elif defined(__FMA__)
#define FMA_F(s, b, sum) ((vf)_mm256_fmadd_ps((__m256)(s), (__m256)(b), (__m256)(sum)))
#define FMA_D(s, b, sum) ((vd)_mm256_fmadd_pd((__m256d)(s), (__m256d)(b), (__m256d)(sum)))
#elif defined(__aarch64__)
#include <arm_neon.h>
#define FMA_F(s, b, sum) ((vf)vfmaq_f32((float32x4_t)(sum), (float32x4_t)(s), (float32x4_t)(b)))
#define FMA_D(s, b, sum) ((vd)vfmaq_f64((float64x2_t)(sum), (float64x2_t)(s), (float64x2_t)(b)))
#endif

/* As in a matrix product's tile: two vectors and eight sums that do not wait for each other. */
#define PEAK(NAME, T, V, STEP)                                                     \
  static double NAME(void) {                                                       \
    double best = 0;                                                               \
    V sum[SUMS], b[2], s = (V){0} + (T)0.5;                                        \
    for (int i = 0; i < SUMS; i++) sum[i] = (V){0};                                \
    for (int i = 0; i < 2; i++) b[i] = (V){0} + (T)0.25;                           \
    for (int r = 0; r < REPEATS; r++) {                                            \
      double start = now();                                                        \
      for (int k = 0; k < STEPS; k++) {                                            \
        _Pragma("GCC unroll 8") for (int i = 0; i < SUMS; i++) {                  \
          KEEP(s);                                                                 \
          sum[i] = STEP(s, b[i % 2], sum[i]);                                      \
        }                                                                          \
      }                                                                            \
      double rate = 2.0 * SUMS * STEPS * (BYTES / sizeof(T)) / (now() - start);    \
      if (rate > best) best = rate;                                                \
    }                                                                              \
    for (int i = 0; i < SUMS; i++) KEEP(sum[i]);                                   \
    return best;                                                                   \
  }

PEAK(mul_add_f32, float, vf, MUL_ADD)
PEAK(mul_add_f64, double, vd, MUL_ADD)
#if defined(FMA_F)
PEAK(fma_f32, float, vf, FMA_F)
PEAK(fma_f64, double, vd, FMA_D)
#endif

/* Products of bytes, summed as int32: by one instruction, or as products of 16 bits that are added in pairs. */
#if defined(__AVX512VNNI__)
typedef __m512i vi;
#define DOT(s, b, sum) _mm512_dpbusd_epi32(sum, s, b)
#define PRODUCTS 64
#elif defined(__AVXVNNI__)
typedef __m256i vi;
#define DOT(s, b, sum) _mm256_dpbusd_avx_epi32(sum, s, b)
#define PRODUCTS 32
#elif defined(__AVX512BW__)
typedef __m512i vi;
#define DOT(s, b, sum) _mm512_add_epi32(sum, _mm512_madd_epi16(s, b))
#define PRODUCTS 32
#elif defined(__AVX2__)
typedef __m256i vi;
#define DOT(s, b, sum) _mm256_add_epi32(sum, _mm256_madd_epi16(s, b))
#define PRODUCTS 16
#elif defined(__ARM_FEATURE_DOTPROD)
typedef int8x16_t vi_byte;
typedef int32x4_t vi;
#define DOT(s, b, sum) vdotq_s32(sum, (vi_byte)(s), (vi_byte)(b))
#define PRODUCTS 16
#endif

#if defined(DOT)
/* Only additions wait for each other where products are instructions of their own: four sums, which gcc keeps in registers. */
enum { DOTS = PRODUCTS * 2 > BYTES ? SUMS : 4 };

static __attribute__((noinline)) void dots(void) {
  vi sum[DOTS], b = (vi){0} + 1, s = b;
  for (int i = 0; i < DOTS; i++) sum[i] = (vi){0};
  for (int k = 0; k < STEPS; k++) {
    _Pragma("GCC unroll 8") for (int i = 0; i < DOTS; i++) {
      KEEP(s);
      sum[i] = DOT(s, b, sum[i]);
    }
  }
  for (int i = 0; i < DOTS; i++) KEEP(sum[i]);
}
#endif

static double dot_i8(void) {
  double best = 0;
#if defined(DOT)
  for (int r = 0; r < REPEATS; r++) {
    double start = now();
    dots();
    double rate = 2.0 * DOTS * STEPS * PRODUCTS / (now() - start);
    if (rate > best) best = rate;
  }
#endif
  return best;
}

/* The faster of reading a buffer, and of adding one half of it to the other. */
static double bandwidth(size_t bytes) {
  size_t n = bytes / sizeof(float) / 256 * 256;
  float* buffer = aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
  if (buffer == NULL || n == 0) return 0;
  memset(buffer, 0, bytes);
  int times = (int)(((size_t)16 << 20) / bytes) + 1;
  size_t half = n / 2;
  double best = 0;
  double end = now() + 4e8;
  do {
    double start = now();
    for (int t = 0; t < times; t++) {
      vf sum[8];
      for (int i = 0; i < 8; i++) sum[i] = (vf){0};
      const size_t lanes = BYTES / sizeof(float);
      for (size_t i = 0; i + 8 * lanes <= n; i += 8 * lanes)
        _Pragma("GCC unroll 8") for (size_t u = 0; u < 8; u++) sum[u] += *(const vfu*)(buffer + i + u * lanes);
      for (int i = 0; i < 8; i++) KEEP(sum[i]);
    }
    double rate = (double)times * (double)(n * sizeof(float)) / (now() - start);
    if (rate > best) best = rate;
    start = now();
    for (int t = 0; t < times; t++) {
      const size_t lanes = BYTES / sizeof(float);
      for (size_t i = 0; i + 4 * lanes <= half; i += 4 * lanes)
        _Pragma("GCC unroll 4") for (size_t u = 0; u < 4; u++)
            *(vfu*)(buffer + half + i + u * lanes) += *(const vfu*)(buffer + i + u * lanes);
      __asm__ volatile("" ::: "memory");
    }
    rate = (double)times * (double)(3 * half * sizeof(float)) / (now() - start);
    if (rate > best) best = rate;
  } while (now() < end);
  free(buffer);
  return best;
}

int main(int argc, char** argv) {
  printf("MUL_ADD_F32 %f\n", mul_add_f32());
#if defined(FMA_F)
  printf("FMA_F32 %f\n", fma_f32());
#endif
  printf("MUL_ADD_F64 %f\n", mul_add_f64());
#if defined(FMA_F)
  printf("FMA_F64 %f\n", fma_f64());
#endif
  printf("DOT_I8 %f\n", dot_i8());
  for (int i = 1; i < argc; i++) printf("BANDWIDTH %f\n", bandwidth((size_t)atoll(argv[i])));
  return 0;
}
