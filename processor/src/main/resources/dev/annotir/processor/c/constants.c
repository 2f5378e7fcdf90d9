/* @lib@: constants. Generated from @file@ by @annotir@; do not edit. */
@if integers
#include <stdint.h>
@end

#ifdef __cplusplus
extern "C" {
#endif

@constants@

#ifdef __cplusplus
}
#endif
