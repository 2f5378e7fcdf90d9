/* add: typed entry points. Generated from Add.java by annotir 0.1.0; do not edit. */
#ifndef ADD_OPERATORS_H_
#define ADD_OPERATORS_H_

#include <stdint.h>

#ifdef __cplusplus
#define ADD_RESTRICT __restrict
extern "C" {
#else
#define ADD_RESTRICT restrict
#endif

/* What an operator returns: 0, or why it stopped; the contents of its outputs are then unspecified. */
typedef enum {
  ADD_OK = 0,
  ADD_BAD_ARGUMENT = -1,        /* packed functions: an argument has the right type, but does not fit */
  ADD_NO_WORKSPACE = -2,        /* memory is short */
  ADD_CONSTANTS_NOT_BOUND = -3, /* the constants were not given yet */
  ADD_BAD_TYPE = -4             /* packed functions: wrong number of arguments, or wrong type of one */
} add_error;

/* The text of a code, for people. */
const char* add_error_text(int32_t code);

/*
 * Tests whether floating point works as in Java; call it once. Returns 0, or
 *   1  results are not rounded to nearest
 *   2  products are fused into sums
 *   3  subnormal numbers are flushed to zero
 *   4  the compiler rewrites expressions
 */
int add_check(void);

/*
 * The operators. Tensors are compact, row major and aligned to their element size; the functions trust their arguments.
 * An output shares no memory with another argument, except that it may be the same tensor as one that "may be" names.
 */

/*
 * Add.java:8: Adds B[0] to every element of A; the sums wrap.
 *   A  in   int8[2]
 *   B  in   int8[1]
 *   C  out  int8[2], may be A
 */
#define ADD_ADD_A_ELEMENTS 2
#define ADD_ADD_A_BYTES 2
#define ADD_ADD_B_ELEMENTS 1
#define ADD_ADD_B_BYTES 1
#define ADD_ADD_C_ELEMENTS 2
#define ADD_ADD_C_BYTES 2
int32_t add_add(const int8_t* A, const int8_t* ADD_RESTRICT B, int8_t* C);

#ifdef __cplusplus
}
#endif
#endif
