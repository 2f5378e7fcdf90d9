/* @lib@: typed entry points. Generated from @file@ by @annotir@; do not edit. */
#ifndef @LIB@_OPERATORS_H_
#define @LIB@_OPERATORS_H_

@if bound
#include <stddef.h>
@end
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

@if bound
/*
 * The constants: the elements that each pointer points at, which belong to the caller, who leaves them there and as they
 * are while operators are called. An operator that reads constants takes this structure first, and returns
 * @LIB@_CONSTANTS_NOT_BOUND where it would read one whose pointer is NULL.
 */
typedef struct {
@members@
} @lib@_constants;

/*
 * Points constants at the elements in the bytes of parameters/@lib@.params, which are not copied. Returns 0; or
 * @LIB@_BAD_TYPE or @LIB@_BAD_ARGUMENT, with constants as they were and a text in TVMGetLastError, if these are other
 * bytes, are cut, or if elements do not lie at a multiple of their size. They do where the address of the bytes is
 * @LIB@_PARAMS_OFFSET more than a multiple of 8.
 */
#define @LIB@_PARAMS_OFFSET @offset@
int32_t @lib@_constants_load(@lib@_constants* constants, const void* params, size_t size);

/*
 * Packed functions read constants of their own. Before the first call of an operator that reads any, call the packed
 * function __init_<operator> once, with a tensor for each of its constants in their order above. The same holds of their
 * memory; no other thread may call the operator meanwhile.
 */

@end
/*
 * The operators. Tensors are compact, row major and aligned to their element size; the functions trust their arguments.
 * An output shares no memory with another argument, except that it may be the same tensor as one that "may be" names.
 */

@operators@

#ifdef __cplusplus
}
#endif
#endif
