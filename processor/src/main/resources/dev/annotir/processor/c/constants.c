/* @lib@: constants. Generated from @file@ by @annotir@; do not edit. */
@if integers
#include <stdint.h>
@end
@if order

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#error "the strings below are little-endian: compile the class with -Aannotir.params=metadata"
#endif
@end
@if strings

/* More characters in one literal than C99 promises, which every compiler takes. */
#pragma GCC diagnostic ignored "-Woverlength-strings"
@end

#ifdef __cplusplus
extern "C" {
#endif

@constants@

#ifdef __cplusplus
}
#endif
