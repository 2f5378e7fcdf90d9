/* How a peer's operator is written, and called many times while the clock runs: p[] are the arguments, then the result. */
#ifndef OPERATOR_H_
#define OPERATOR_H_

#include <stdint.h>
#include <time.h>

static inline int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

#define OPERATOR(name)                                                \
  static __attribute__((noinline)) void name(void** p);               \
  int32_t timed_##name(void** p, int32_t times, int64_t* nanoseconds); \
  int32_t timed_##name(void** p, int32_t times, int64_t* nanoseconds) { \
    int64_t start = now();                                            \
    for (int32_t i = 0; i < times; i++) {                             \
      name(p);                                                        \
      __asm__ volatile("" ::: "memory");                              \
    }                                                                 \
    *nanoseconds = now() - start;                                     \
    return 0;                                                         \
  }                                                                   \
  static void name(void** p)

#endif
