/* add: function table. Generated from Add.java by annotir 0.1.0; do not edit. */
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
 * returns the error's code (add_operators.h).
 */
typedef int annotir_packed(TVMValue* args, int* type_codes, int num_args, TVMValue* ret_value, int* ret_tcode,
                           void* resource_handle);
annotir_packed add_add_packed; /* (A: int8[2], B: int8[1], C: int8[2]) */

/* The library as a module of TVM's C runtime. */
TVM_DLL const TVMModule* add_module(void);

/* The packed function of the operator called name, or NULL. */
TVM_DLL TVMBackendPackedCFunc add_get_function(const char* name);

/* The names, each with a NUL. */
#define ANNOTIR_NAMES \
  "add\0"

static const TVMBackendPackedCFunc annotir_functions[] = {
    add_add_packed,
};

/* The table of TVM 0.9 and later, which reads the number of names as a native 16-bit integer. */
static const char annotir_names[] =
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    "\000\001" ANNOTIR_NAMES;
#else
    "\001\000" ANNOTIR_NAMES;
#endif
static const TVMFuncRegistry annotir_registry = {annotir_names, annotir_functions};
static const TVMModule annotir_root = {&annotir_registry};

/* The table of TVM before 0.9, which reads it as a byte. */
static const char annotir_byte_names[] = "\001" ANNOTIR_NAMES;
static const TVMFuncRegistry annotir_byte_registry = {annotir_byte_names, annotir_functions};
static const TVMModule annotir_byte_root = {&annotir_byte_registry};

/*
 * Whether to give out the latter. TVM's headers tell by nothing but their version; snapshots of 0.9, of which the early
 * ones read a byte, and headers without a version, such as those in standalone/, are taken for what archives of this
 * format were made for.
 */
#ifdef TVM_VERSION
#define ANNOTIR_IS_BYTE \
  (TVM_VERSION[0] == '0' && TVM_VERSION[1] == '.' && TVM_VERSION[3] == '.' && \
   (TVM_VERSION[2] <= '8' || (TVM_VERSION[2] == '9' && TVM_VERSION[4] == 'd')))
#else
#define ANNOTIR_IS_BYTE 1
#endif

const TVMModule* add_module(void) { return ANNOTIR_IS_BYTE ? &annotir_byte_root : &annotir_root; }

TVMBackendPackedCFunc add_get_function(const char* name) {
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
const TVMModule* TVMSystemLibEntryPoint(void) { return add_module(); }
#endif

#ifdef __cplusplus
}
#endif
