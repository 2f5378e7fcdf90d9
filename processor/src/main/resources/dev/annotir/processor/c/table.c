/* @lib@: function table. Generated from @file@ by @annotir@; do not edit. */
#define TVM_EXPORTS
#include <stddef.h>
#include <string.h>
#include <tvm/runtime/crt/module.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The packed functions of lib1.c, in TVM's calling convention: a tensor is a DLTensor*, a scalar an integer or a float.
 * Each checks its arguments and calls the typed function of the same name. It returns 0, or sets the last error and
 * returns the error's code (@lib@_operators.h).
 */
typedef int annotir_packed(TVMValue* args, int* type_codes, int num_args, TVMValue* ret_value, int* ret_tcode,
                           void* resource_handle);
@prototypes@

/* The library as a module of TVM's C runtime. */
TVM_DLL const TVMModule* @lib@_module(void);

/* The packed function of the operator called name, or NULL. */
TVM_DLL TVMBackendPackedCFunc @lib@_get_function(const char* name);

@if long
/* More characters in one literal than C99 promises, which every compiler takes. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

@end
/* The names as TVM 0.9 and later read them, after their number as a native 16-bit integer. */
static const char annotir_names[] =
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    "@high@@low@"
#else
    "@low@@high@"
#endif
@names@

static const TVMBackendPackedCFunc annotir_functions[] = {
@functions@
};

static const TVMFuncRegistry annotir_registry = {annotir_names, annotir_functions};
static const TVMModule annotir_root = {&annotir_registry};

const TVMModule* @lib@_module(void) { return &annotir_root; }

TVMBackendPackedCFunc @lib@_get_function(const char* name) {
  const char* entry = annotir_names + 2;
  for (int i = 0; *entry != '\0'; ++i) {
    if (strcmp(entry, name) == 0) return annotir_functions[i];
    entry += strlen(entry) + 1;
  }
  return NULL;
}

/* A program has one system library: where several archives are linked, define ANNOTIR_NO_SYSTEM_LIB. */
#ifndef ANNOTIR_NO_SYSTEM_LIB
const TVMModule* TVMSystemLibEntryPoint(void);
const TVMModule* TVMSystemLibEntryPoint(void) { return &annotir_root; }
#endif

#ifdef __cplusplus
}
#endif
