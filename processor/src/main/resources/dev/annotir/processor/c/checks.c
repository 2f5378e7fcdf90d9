@if bool
/* kTVMArgBool, which TVM has since 0.18, kDLBool, and the highest rank that a message spells out. */
enum { ANNOTIR_ARG_BOOL = 15, ANNOTIR_BOOL = 6, ANNOTIR_MAX_RANK = 8 };
@else
/* kTVMArgBool, which TVM has since 0.18, and the highest rank that a message spells out. */
enum { ANNOTIR_ARG_BOOL = 15, ANNOTIR_MAX_RANK = 8 };
@end

/* What a packed function expects. */
typedef struct {
  const char* name;
  DLDataType dtype;
  int ndim; /* 0: a scalar */
  int64_t shape[@rank@];
  int written;
@if many
  uint32_t may_be[@words@]; /* bit j % 32 of word j / 32: may be the same tensor as parameter j */
@else
  uint32_t may_be; /* bit j: may be the same tensor as parameter j */
@end
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
@if bool
  if ((dtype.code == ANNOTIR_BOOL && dtype.bits == 8) || (dtype.code == kDLUInt && dtype.bits == 1)) {
    annotir_put(to, "bool");
  } else {
    annotir_put(to, names[dtype.code < 7 ? dtype.code : 7]);
    annotir_put_int(to, dtype.bits);
  }
@else
  annotir_put(to, names[dtype.code < 7 ? dtype.code : 7]);
  annotir_put_int(to, dtype.bits);
@end
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

static int32_t annotir_check_scalar(const char* name, const annotir_parameter* p, TVMValue arg, int type_code) {
  int is_int = type_code == kTVMArgInt || type_code == ANNOTIR_ARG_BOOL;
  int is_float = type_code == kTVMArgFloat && p->dtype.code == kDLFloat;
  if (!is_int && !is_float) {
    return annotir_refuse(@LIB@_BAD_TYPE, name, p->name, "expected %p, but got %s", p, annotir_type_name(type_code));
  }
  if (p->dtype.code == kDLInt && arg.v_int64 >> (p->dtype.bits - 1) != arg.v_int64 >> 63) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name, "expected %p, but got %d", p, arg.v_int64);
  }
@if bool scalar
  if (p->dtype.code == ANNOTIR_BOOL && arg.v_int64 >> 1 != 0) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name, "expected %p, but got %d", p, arg.v_int64);
  }
@end
@if char scalar
  if (p->dtype.code == kDLUInt && arg.v_int64 >> p->dtype.bits != 0) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name, "expected %p, but got %d", p, arg.v_int64);
  }
@end
  return @LIB@_OK;
}

@if bool tensor
/* A bool tensor has one byte an element, labelled uint of 1 or 8 bits, or bool. */
@end
static int annotir_has_dtype(const DLTensor* t, DLDataType dtype) {
@if bool tensor
  if (dtype.code == ANNOTIR_BOOL && t->dtype.code == kDLUInt && t->dtype.lanes == 1) {
    return t->dtype.bits == 1 || t->dtype.bits == 8;
  }
@end
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
    return annotir_refuse(@LIB@_BAD_TYPE, name, p->name, "expected %p, but got %s", p, annotir_type_name(type_code));
  }
  if (t == NULL) {
    return annotir_refuse(@LIB@_BAD_TYPE, name, p->name, "expected %p, but got NULL", p);
  }
  if (!annotir_has_dtype(t, p->dtype)) {
    return annotir_refuse(@LIB@_BAD_TYPE, name, p->name, "expected %p, but got %t", p, t);
  }
  if (!annotir_has_shape(t, p->ndim, p->shape)) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name, "expected %p, but got %t", p, t);
  }
  if (!annotir_is_compact(t)) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name, "expected compact strides, but got %l", t);
  }
  if (t->byte_offset != 0) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name, "expected byte_offset 0, but got %d",
                          (int64_t)t->byte_offset);
  }
  if (t->device.device_type != kDLCPU) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name, "expected device_type 1 (CPU), but got %d",
                          (int64_t)t->device.device_type);
  }
  if (t->data == NULL) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name, "expected data, but got NULL");
  }
  if (((uintptr_t)t->data & (bytes - 1)) != 0) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name,
                          "expected an address divisible by %d, but got remainder %d", (int64_t)bytes,
                          (int64_t)((uintptr_t)t->data & (bytes - 1)));
  }
  return @LIB@_OK;
}

/* The data of a tensor argument. */
static void* annotir_data(TVMValue arg) { return ((const DLTensor*)arg.v_handle)->data; }

/* The value of a float32 argument, which may come as an integer. */
static float annotir_float32(TVMValue arg, int type_code) {
  return type_code == kTVMArgFloat ? (float)arg.v_float64 : (float)arg.v_int64;
}

/* The value of a floating point argument, which may come as an integer. */
static double annotir_float(TVMValue arg, int type_code) {
  return type_code == kTVMArgFloat ? arg.v_float64 : (double)arg.v_int64;
}

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
@if many
  int may_be = (p->may_be[j / 32] >> j % 32 & 1u) != 0;
@else
  int may_be = (p->may_be >> j & 1u) != 0;
@end
  uintptr_t a, b;
  if (i == j || !p->written || q->ndim == 0) return @LIB@_OK;
  a = (uintptr_t)annotir_data(args[i]);
  b = (uintptr_t)annotir_data(args[j]);
  if (a + annotir_bytes(p) <= b || b + annotir_bytes(q) <= a || (may_be && a == b)) return @LIB@_OK;
  return annotir_refuse(@LIB@_BAD_ARGUMENT, name, p->name,
                        may_be ? "expected %s or memory apart from it, but got a part of it"
                               : "expected memory apart from %s, but got a part of it",
                        q->name);
}

/* Checks the arguments of a packed function. Returns 0, or sets the last error and returns its code. */
static int32_t annotir_check_arguments(const char* name, const annotir_parameter* parameters, int count,
                                       const TVMValue* args, const int* type_codes, int num_args) {
  int32_t code = @LIB@_OK;
  if (num_args != count) {
    return annotir_refuse(@LIB@_BAD_TYPE, name, "arguments", "expected %d, but got %d", (int64_t)count,
                          (int64_t)num_args);
  }
  if (args == NULL || type_codes == NULL) {
    return annotir_refuse(@LIB@_BAD_TYPE, name, "arguments", "expected values and type codes, but got NULL");
  }
  for (int i = 0; i < count && code == @LIB@_OK; ++i) {
@if scalar and tensor
    code = parameters[i].ndim == 0 ? annotir_check_scalar(name, &parameters[i], args[i], type_codes[i])
                                   : annotir_check_tensor(name, &parameters[i], args[i], type_codes[i]);
@end
@if only scalar
    code = annotir_check_scalar(name, &parameters[i], args[i], type_codes[i]);
@end
@if only tensor
    code = annotir_check_tensor(name, &parameters[i], args[i], type_codes[i]);
@end
  }
@if overlap
  for (int i = 0; i < count; ++i) {
    for (int j = 0; j < count && code == @LIB@_OK; ++j) {
      code = annotir_check_overlap(name, parameters, i, j, args);
    }
  }
@end
  return code;
}

/* Checks that a packed function without parameters gets no arguments. */
static int32_t annotir_check_no_arguments(const char* name, int num_args) {
  if (num_args == 0) return @LIB@_OK;
  return annotir_refuse(@LIB@_BAD_TYPE, name, "arguments", "expected 0, but got %d", (int64_t)num_args);
}

/* Passes on what a typed function returned; an error becomes the last error. */
static int32_t annotir_finish(int32_t code) {
  if (code != @LIB@_OK) TVMAPISetLastError(@lib@_error_text(code));
  return code;
}

