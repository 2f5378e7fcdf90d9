/* add: kernels and packed functions. Generated from Add.java by annotir 0.1.0; do not edit. */
#define TVM_EXPORTS
#include <float.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <tvm/runtime/c_backend_api.h>
#include <tvm/runtime/c_runtime_api.h>

/* Refuses compiler options that change results, and switches off what has no macro. */
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || \
    defined(__NO_SIGNED_ZEROS__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__ != 0)
#error "add: -ffast-math and its parts change results: compile without them"
#endif
#if FLT_EVAL_METHOD != 0 && FLT_EVAL_METHOD != 16
#error "add: extra precision changes results: on x86, compile with -msse2 -mfpmath=sse"
#endif
typedef char annotir_double_must_have_8_bytes[sizeof(1.0) == 8 ? 1 : -1];
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wignored-pragmas" /* some targets have no float_control */
#pragma float_control(precise, on)
#pragma clang diagnostic pop
#pragma clang fp reassociate(off) contract(off)
#elif defined(__GNUC__)
/* Nobody sees traps: more is vectorised. Of loops that are split, gcc overlooks that parts may overlap. */
#pragma GCC optimize("fp-contract=off", "no-trapping-math", "no-tree-loop-distribution")
#endif

#ifdef __cplusplus
#define ADD_RESTRICT __restrict
extern "C" {
#else
#define ADD_RESTRICT restrict
#endif

/* What add_operators.h declares; TVM's projects take only the sources. */
typedef enum {
  ADD_OK = 0,
  ADD_BAD_ARGUMENT = -1,
  ADD_NO_WORKSPACE = -2,
  ADD_CONSTANTS_NOT_BOUND = -3,
  ADD_BAD_TYPE = -4
} add_error;

TVM_DLL const char* add_error_text(int32_t code);
TVM_DLL int add_check(void);
TVM_DLL int32_t add_add(const int8_t* A, const int8_t* ADD_RESTRICT B, int8_t* C);

/* The packed functions, described in lib0.c. */
typedef int annotir_packed(TVMValue* args, int* type_codes, int num_args, TVMValue* ret_value, int* ret_tcode,
                           void* resource_handle);
TVM_DLL annotir_packed add_add_packed;

/* ---- Kernels ---------------------------------------------------------------------------------------------------- */

/* Add.java:8: Adds B[0] to every element of A; the sums wrap. */
int32_t add_add(const int8_t* A, const int8_t* ADD_RESTRICT B, int8_t* C) {
  for (int32_t i = 0; i < 2; ++i) { /* Add.java:9 */
    C[i] = (int8_t)(A[i] + B[0]);
  }
  return ADD_OK;
}

/* ---- Errors and self-test --------------------------------------------------------------------------------------- */

const char* add_error_text(int32_t code) {
  switch (code) {
    case ADD_OK: return "no error";
    case ADD_BAD_ARGUMENT: return "bad argument";
    case ADD_NO_WORKSPACE: return "no workspace";
    case ADD_CONSTANTS_NOT_BOUND: return "constants not bound";
    case ADD_BAD_TYPE: return "bad type of argument";
    default: return "unknown error";
  }
}

int add_check(void) {
  const volatile float hidden_one = 1.0f, hidden_ulp = FLT_EPSILON, hidden_least = FLT_MIN * FLT_EPSILON;
  const float one = hidden_one, ulp = hidden_ulp, least = hidden_least, next = one + ulp;
  if (one + 0.25f * ulp != one || one + 0.75f * ulp != next) return 1; /* the rounding mode */
  if (next * next - (one + 2.0f * ulp) != 0.0f) return 2;              /* -ffp-contract=fast */
  if (least + least == 0.0f) return 3;                                 /* flush to zero */
  if (0.25f * ulp + one - one != 0.0f) return 4;                       /* -fassociative-math */
  if (5.0f * one / 3.0f != 1.6666666f) return 4;                       /* -freciprocal-math */
  if (one / (-0.0f * one + 0.0f) < 0.0f) return 4;                     /* -fno-signed-zeros */
  return 0;
}

/* ---- Argument checks -------------------------------------------------------------------------------------------- */

/* kTVMArgBool, which TVM has since 0.18, and the highest rank that a message spells out. */
enum { ANNOTIR_ARG_BOOL = 15, ANNOTIR_MAX_RANK = 8 };

/* What a packed function expects. */
typedef struct {
  const char* name;
  DLDataType dtype;
  int ndim; /* 0: a scalar */
  int64_t shape[1];
  int written;
  uint32_t may_be; /* bit j: may be the same tensor as parameter j */
} annotir_parameter;

/* A text that is cut where it does not fit. */
typedef struct {
  size_t length;
  char bytes[256];
} annotir_text;

static void annotir_put_char(annotir_text* to, char c) {
  if (to->length < sizeof to->bytes - 1) to->bytes[to->length++] = c;
}

static void annotir_put(annotir_text* to, const char* s) {
  while (*s != '\0') annotir_put_char(to, *s++);
}

static void annotir_put_int(annotir_text* to, int64_t value) {
  char digits[20];
  int count = 0;
  uint64_t rest = value < 0 ? 0u - (uint64_t)value : (uint64_t)value;
  do {
    digits[count++] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) annotir_put_char(to, '-');
  while (count > 0) annotir_put_char(to, digits[--count]);
}

static void annotir_put_list(annotir_text* to, int count, const int64_t* values) {
  for (int k = 0; k < count; ++k) {
    annotir_put(to, k == 0 ? "[" : ", ");
    annotir_put_int(to, values[k]);
  }
  if (count > 0) annotir_put_char(to, ']');
}

static void annotir_put_type(annotir_text* to, DLDataType dtype, int ndim, const int64_t* shape) {
  static const char* const names[] = {"int", "uint", "float", "handle", "bfloat", "complex", "bool", "other"};
  annotir_put(to, names[dtype.code < 7 ? dtype.code : 7]);
  annotir_put_int(to, dtype.bits);
  if (dtype.lanes != 1) {
    annotir_put_char(to, 'x');
    annotir_put_int(to, dtype.lanes);
  }
  annotir_put_list(to, ndim, shape);
}

/* The type of a tensor; only its rank where the shape cannot be read. */
static void annotir_put_tensor(annotir_text* to, const DLTensor* t) {
  int readable = t->ndim >= 0 && t->ndim <= ANNOTIR_MAX_RANK && t->shape != NULL;
  annotir_put_type(to, t->dtype, readable ? t->ndim : 0, t->shape);
  if (!readable) {
    annotir_put(to, " of rank ");
    annotir_put_int(to, t->ndim);
  }
}

/*
 * Sets the last error to a text such as "take: x: expected float32[4], but got float32[5]" and returns its code. In
 * format, %s is a string, %d an int64_t, %p a parameter's type, %t a tensor's type and %l a tensor's strides.
 */
static int32_t annotir_refuse(int32_t code, const char* name, const char* parameter, const char* format, ...) {
  annotir_text text = {0, {0}};
  const annotir_parameter* p;
  const DLTensor* t;
  va_list values;
  va_start(values, format);
  annotir_put(&text, name);
  annotir_put(&text, ": ");
  annotir_put(&text, parameter);
  annotir_put(&text, ": ");
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      annotir_put_char(&text, *format);
      continue;
    }
    switch (*++format) {
      case 's':
        annotir_put(&text, va_arg(values, const char*));
        break;
      case 'd':
        annotir_put_int(&text, va_arg(values, int64_t));
        break;
      case 'p':
        p = va_arg(values, const annotir_parameter*);
        annotir_put_type(&text, p->dtype, p->ndim, p->shape);
        break;
      case 't':
        t = va_arg(values, const DLTensor*);
        annotir_put_tensor(&text, t);
        break;
      case 'l':
        t = va_arg(values, const DLTensor*);
        annotir_put_list(&text, t->ndim, t->strides);
        break;
    }
  }
  va_end(values);
  TVMAPISetLastError(text.bytes);
  return code;
}

static const char* annotir_type_name(int type_code) {
  switch (type_code) {
    case kTVMArgInt: return "an integer";
    case kTVMArgFloat: return "a float";
    case kTVMNullptr: return "NULL";
    case kTVMOpaqueHandle:
    case kTVMDLTensorHandle:
    case kTVMNDArrayHandle: return "a tensor";
    case kTVMStr: return "a string";
    case ANNOTIR_ARG_BOOL: return "a bool";
    default: return "another object";
  }
}

static int annotir_has_dtype(const DLTensor* t, DLDataType dtype) {
  return t->dtype.code == dtype.code && t->dtype.bits == dtype.bits && t->dtype.lanes == dtype.lanes;
}

static int annotir_has_shape(const DLTensor* t, int ndim, const int64_t* shape) {
  if (t->ndim != ndim || t->shape == NULL) return 0;
  for (int k = 0; k < ndim; ++k) {
    if (t->shape[k] != shape[k]) return 0;
  }
  return 1;
}

static int annotir_is_compact(const DLTensor* t) {
  int64_t stride = 1;
  if (t->strides == NULL) return 1;
  for (int k = t->ndim - 1; k >= 0; --k) {
    if (t->strides[k] != stride && t->shape[k] != 1) return 0;
    stride *= t->shape[k];
  }
  return 1;
}

static int32_t annotir_check_tensor(const char* name, const annotir_parameter* p, TVMValue arg, int type_code) {
  const DLTensor* t = (const DLTensor*)arg.v_handle;
  uintptr_t bytes = p->dtype.bits / 8u; /* a power of two */
  if (type_code != kTVMDLTensorHandle && type_code != kTVMNDArrayHandle && type_code != kTVMOpaqueHandle) {
    return annotir_refuse(ADD_BAD_TYPE, name, p->name, "expected %p, but got %s", p, annotir_type_name(type_code));
  }
  if (t == NULL) {
    return annotir_refuse(ADD_BAD_TYPE, name, p->name, "expected %p, but got NULL", p);
  }
  if (!annotir_has_dtype(t, p->dtype)) {
    return annotir_refuse(ADD_BAD_TYPE, name, p->name, "expected %p, but got %t", p, t);
  }
  if (!annotir_has_shape(t, p->ndim, p->shape)) {
    return annotir_refuse(ADD_BAD_ARGUMENT, name, p->name, "expected %p, but got %t", p, t);
  }
  if (!annotir_is_compact(t)) {
    return annotir_refuse(ADD_BAD_ARGUMENT, name, p->name, "expected compact strides, but got %l", t);
  }
  if (t->byte_offset != 0) {
    return annotir_refuse(ADD_BAD_ARGUMENT, name, p->name, "expected byte_offset 0, but got %d",
                          (int64_t)t->byte_offset);
  }
  if (t->device.device_type != kDLCPU) {
    return annotir_refuse(ADD_BAD_ARGUMENT, name, p->name, "expected device_type 1 (CPU), but got %d",
                          (int64_t)t->device.device_type);
  }
  if (t->data == NULL) {
    return annotir_refuse(ADD_BAD_ARGUMENT, name, p->name, "expected data, but got NULL");
  }
  if (((uintptr_t)t->data & (bytes - 1)) != 0) {
    return annotir_refuse(ADD_BAD_ARGUMENT, name, p->name,
                          "expected an address divisible by %d, but got remainder %d", (int64_t)bytes,
                          (int64_t)((uintptr_t)t->data & (bytes - 1)));
  }
  return ADD_OK;
}

/* The data of a tensor argument. */
static void* annotir_data(TVMValue arg) { return ((const DLTensor*)arg.v_handle)->data; }

static uintptr_t annotir_bytes(const annotir_parameter* p) {
  uintptr_t bytes = p->dtype.bits / 8u;
  for (int k = 0; k < p->ndim; ++k) bytes *= (uintptr_t)p->shape[k];
  return bytes;
}

/* Refuses an output i that overlaps tensor j, unless it may be that tensor and is. */
static int32_t annotir_check_overlap(const char* name, const annotir_parameter* parameters, int i, int j,
                                     const TVMValue* args) {
  const annotir_parameter* p = &parameters[i];
  const annotir_parameter* q = &parameters[j];
  int may_be = (p->may_be >> j & 1u) != 0;
  uintptr_t a, b;
  if (i == j || !p->written || q->ndim == 0) return ADD_OK;
  a = (uintptr_t)annotir_data(args[i]);
  b = (uintptr_t)annotir_data(args[j]);
  if (a + annotir_bytes(p) <= b || b + annotir_bytes(q) <= a || (may_be && a == b)) return ADD_OK;
  return annotir_refuse(ADD_BAD_ARGUMENT, name, p->name,
                        may_be ? "expected %s or memory apart from it, but got a part of it"
                               : "expected memory apart from %s, but got a part of it",
                        q->name);
}

/* Checks the arguments of a packed function. Returns 0, or sets the last error and returns its code. */
static int32_t annotir_check_arguments(const char* name, const annotir_parameter* parameters, int count,
                                       const TVMValue* args, const int* type_codes, int num_args) {
  int32_t code = ADD_OK;
  if (num_args != count) {
    return annotir_refuse(ADD_BAD_TYPE, name, "arguments", "expected %d, but got %d", (int64_t)count,
                          (int64_t)num_args);
  }
  if (args == NULL || type_codes == NULL) {
    return annotir_refuse(ADD_BAD_TYPE, name, "arguments", "expected values and type codes, but got NULL");
  }
  for (int i = 0; i < count && code == ADD_OK; ++i) {
    code = annotir_check_tensor(name, &parameters[i], args[i], type_codes[i]);
  }
  for (int i = 0; i < count; ++i) {
    for (int j = 0; j < count && code == ADD_OK; ++j) {
      code = annotir_check_overlap(name, parameters, i, j, args);
    }
  }
  return code;
}

/* Passes on what a typed function returned; an error becomes the last error. */
static int32_t annotir_finish(int32_t code) {
  if (code != ADD_OK) TVMAPISetLastError(add_error_text(code));
  return code;
}

/* ---- Packed functions ------------------------------------------------------------------------------------------- */

int add_add_packed(TVMValue* args, int* type_codes, int num_args, TVMValue* ret_value, int* ret_tcode,
                   void* resource_handle) {
  static const annotir_parameter parameters[] = {
      {"A", {kDLInt, 8, 1}, 1, {2}, 0, 0},
      {"B", {kDLInt, 8, 1}, 1, {1}, 0, 0},
      {"C", {kDLInt, 8, 1}, 1, {2}, 1, 1u << 0},
  };
  int32_t code = annotir_check_arguments("add", parameters, 3, args, type_codes, num_args);
  (void)ret_value, (void)ret_tcode, (void)resource_handle;
  if (code != ADD_OK) return code;
  return annotir_finish(add_add((const int8_t*)annotir_data(args[0]), (const int8_t*)annotir_data(args[1]),
                                (int8_t*)annotir_data(args[2])));
}

#ifdef __cplusplus
}
#endif
