/* @lib@: typed entry points. Generated from @file@ by @annotir@; do not edit. */
#ifndef @LIB@_OPERATORS_H_
#define @LIB@_OPERATORS_H_

#include <stdint.h>

#ifdef __cplusplus
#define @LIB@_RESTRICT __restrict
extern "C" {
#else
#define @LIB@_RESTRICT restrict
#endif

/* What an operator returns: 0, or why it stopped; the contents of its outputs are then unspecified. */
typedef enum {
@codes@
} @lib@_error;

/* The text of a code, for people. */
const char* @lib@_error_text(int32_t code);

/*
 * Tests whether floating point works as in Java; call it once. Returns 0, or
 *   1  results are not rounded to nearest
 *   2  products are fused into sums
 *   3  subnormal numbers are flushed to zero
 *   4  the compiler rewrites expressions
 */
int @lib@_check(void);

/*
 * The operators. Tensors are compact, row major and aligned to their element size; the functions trust their arguments.
 * An output shares no memory with another argument, except that it may be the same tensor as one that "may be" names.
 */

@operators@

#ifdef __cplusplus
}
#endif
#endif
