/* @lib@: kernels and packed functions. Generated from @file@ by @annotir@; do not edit. */
#define TVM_EXPORTS
#include <float.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
@if bound
#include <string.h>
@end
@headers@
#include <tvm/runtime/c_backend_api.h>
#include <tvm/runtime/c_runtime_api.h>

@prologue@

#ifdef __cplusplus
#define @LIB@_RESTRICT __restrict
extern "C" {
#else
#define @LIB@_RESTRICT restrict
#endif

/* What @lib@_operators.h declares; TVM's projects take only the sources. */
typedef enum {
@codes@
} @lib@_error;

@if bound
typedef struct {
@members@
} @lib@_constants;

TVM_DLL int32_t @lib@_constants_load(@lib@_constants* constants, const void* params, size_t size);
@end
TVM_DLL const char* @lib@_error_text(int32_t code);
TVM_DLL int @lib@_check(void);
@typed@

/* The packed functions, described in lib0.c. */
typedef int annotir_packed(TVMValue* args, int* type_codes, int num_args, TVMValue* ret_value, int* ret_tcode,
                           void* resource_handle);
@packedprototypes@
@if constants

/* The constants of lib2.c. */
@externs@
@end

/* ---- Kernels ---------------------------------------------------------------------------------------------------- */

@kernels@

/* ---- Errors and self-test --------------------------------------------------------------------------------------- */

@errortext@

@selftest@

/* ---- Argument checks -------------------------------------------------------------------------------------------- */

@checks@

@if bound
/* ---- Constants -------------------------------------------------------------------------------------------------- */

@loader@

@end
/* ---- Packed functions ------------------------------------------------------------------------------------------- */

@packed@

#ifdef __cplusplus
}
#endif
