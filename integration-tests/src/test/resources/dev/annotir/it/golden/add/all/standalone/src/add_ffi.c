/* add: entry points for tvm-ffi. Generated from Add.java by annotir 0.1.0; do not edit. */
#define TVM_EXPORTS
#include <stddef.h>
#include <stdint.h>
#include <tvm/runtime/c_backend_api.h>
#include <tvm/runtime/c_runtime_api.h>

#include "add_operators.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A value in tvm-ffi's stable C ABI (tvm/ffi/c_api.h). */
typedef struct {
  int32_t type_index;
  uint32_t zero_padding;
  union {
    int64_t v_int64;
    double v_float64;
    void* v_ptr;
  } value;
} TVMFFIAny;

enum {
  kTVMFFINone = 0,
  kTVMFFIInt = 1,
  kTVMFFIBool = 2,
  kTVMFFIFloat = 3,
  kTVMFFIOpaquePtr = 4,
  kTVMFFIDLTensorPtr = 7,
  kTVMFFIRawStr = 8,
  kTVMFFISmallStr = 11,
  kTVMFFIStr = 65,
  kTVMFFITensor = 70,
  ANNOTIR_FFI_HEADER_BYTES = 24 /* before the DLTensor of a tensor object */
};

/* Sets the error of the calling thread. Weak: where tvm-ffi calls it is there, and the library loads without it too. */
void TVMFFIErrorSetRaisedFromCStr(const char* kind, const char* message) __attribute__((weak));

/* The packed functions, described in lib0.c. */
typedef int annotir_packed(TVMValue* args, int* type_codes, int num_args, TVMValue* ret_value, int* ret_tcode,
                           void* resource_handle);
annotir_packed add_add_packed;

typedef int32_t annotir_ffi(void* self, const TVMFFIAny* args, int32_t num_args, TVMFFIAny* result);
TVM_DLL annotir_ffi __tvm_ffi_add;

/* The Python exception that fits an error. */
static const char* annotir_ffi_kind(int code) {
  switch (code) {
    case ADD_BAD_TYPE: return "TypeError";
    case ADD_BAD_ARGUMENT: return "ValueError";
    default: return "RuntimeError";
  }
}

/* Converts an argument to TVMValue and returns its type code. */
static int annotir_ffi_argument(const TVMFFIAny* from, TVMValue* to) {
  switch (from->type_index) {
    case kTVMFFINone: to->v_handle = NULL; return kTVMNullptr;
    case kTVMFFIInt: to->v_int64 = from->value.v_int64; return kTVMArgInt;
    case kTVMFFIBool: to->v_int64 = from->value.v_int64; return kTVMArgBool;
    case kTVMFFIFloat: to->v_float64 = from->value.v_float64; return kTVMArgFloat;
    case kTVMFFIOpaquePtr: to->v_handle = from->value.v_ptr; return kTVMOpaqueHandle;
    case kTVMFFIDLTensorPtr: to->v_handle = from->value.v_ptr; return kTVMDLTensorHandle;
    case kTVMFFITensor:
      to->v_handle = from->value.v_ptr == NULL ? NULL : (char*)from->value.v_ptr + ANNOTIR_FFI_HEADER_BYTES;
      return kTVMDLTensorHandle;
    case kTVMFFIRawStr:
    case kTVMFFISmallStr:
    case kTVMFFIStr: to->v_handle = NULL; return kTVMStr;
    default: to->v_handle = NULL; return kTVMObjectHandle;
  }
}

/* Calls a packed function, and raises its error. */
static int32_t annotir_ffi_call(annotir_packed* packed, const TVMFFIAny* args, int32_t num_args, TVMFFIAny* result) {
  TVMValue values[3];
  int type_codes[3];
  TVMValue ret_value;
  int ret_tcode = kTVMNullptr;
  int code;
  for (int32_t i = 0; args != NULL && i < num_args && i < 3; ++i) {
    type_codes[i] = annotir_ffi_argument(&args[i], &values[i]);
  }
  code = packed(args == NULL ? NULL : values, type_codes, num_args, &ret_value, &ret_tcode, NULL);
  if (code != 0) {
    if (TVMFFIErrorSetRaisedFromCStr != NULL) TVMFFIErrorSetRaisedFromCStr(annotir_ffi_kind(code), TVMGetLastError());
    return -1;
  }
  (void)result;
  return 0;
}

int32_t __tvm_ffi_add(void* self, const TVMFFIAny* args, int32_t num_args, TVMFFIAny* result) {
  (void)self;
  return annotir_ffi_call(add_add_packed, args, num_args, result);
}

#ifdef __cplusplus
}
#endif
