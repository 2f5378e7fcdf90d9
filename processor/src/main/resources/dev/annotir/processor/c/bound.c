/* What packed functions read; __init_<operator> sets it. */
static @lib@_constants annotir_constants;

/* The constants of a .params file. */
static const annotir_parameter annotir_constant_table[@count@] = {
@table@
};

/* The bytes of a file that are left. */
typedef struct {
  const unsigned char* at;
  size_t left;
} annotir_stream;

/* The next bytes; NULL, and none is left, where there are not so many. */
static const unsigned char* annotir_next(annotir_stream* from, uint64_t bytes) {
  const unsigned char* at = from->at;
  if (from->left < bytes) {
    from->left = 0;
    return NULL;
  }
  from->at += (size_t)bytes;
  from->left -= (size_t)bytes;
  return at;
}

/* The next number of so many bytes, which are little-endian; 0 where there are not so many. */
static uint64_t annotir_number(annotir_stream* from, size_t bytes) {
  const unsigned char* at = annotir_next(from, bytes);
  uint64_t value = 0;
  while (at != NULL && bytes > 0) value = value << 8 | at[--bytes];
  return value;
}

/* The constant of the next name; NULL where there is none. */
static const annotir_parameter* annotir_named(annotir_stream* names) {
  uint64_t length = annotir_number(names, 8);
  const unsigned char* name = annotir_next(names, length);
  for (int i = 0; name != NULL && i < @count@; ++i) {
    const char* known = annotir_constant_table[i].name;
    uint64_t k = 0;
    while (k < length && known[k] != '\0' && name[k] == (unsigned char)known[k]) ++k;
    if (k == length && known[k] == '\0') return &annotir_constant_table[i];
  }
  return NULL;
}

/* Finds the elements of the next array, which must be those of a constant. */
static int32_t annotir_next_array(annotir_stream* arrays, const annotir_parameter* p, const void** elements) {
  int64_t shape[@extents@];
  DLTensor tensor = {NULL, {kDLCPU, 0}, 0, {0, 0, 0}, NULL, NULL, 0};
  uint64_t magic = annotir_number(arrays, 8), device, ndim, bytes;
  TVMValue value;
  int32_t code;
  annotir_number(arrays, 8);
  device = annotir_number(arrays, 4);
  annotir_number(arrays, 4);
  ndim = annotir_number(arrays, 4);
  tensor.dtype.code = (uint8_t)annotir_number(arrays, 1);
  tensor.dtype.bits = (uint8_t)annotir_number(arrays, 1);
  tensor.dtype.lanes = (uint16_t)annotir_number(arrays, 2);
  if (magic != 0xDD5E40F096B4A13Fu || device != kDLCPU || ndim > @extents@) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, "constants", p->name, "expected %p, but there is no such array", p);
  }
  for (uint64_t i = 0; i < ndim; ++i) shape[i] = (int64_t)annotir_number(arrays, 8);
  tensor.ndim = (int32_t)ndim;
  tensor.shape = shape;
  bytes = annotir_number(arrays, 8);
  *elements = annotir_next(arrays, bytes);
  if (*elements == NULL || bytes != annotir_bytes(p)) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, "constants", p->name, "expected %d bytes, but got %d or fewer",
                          (int64_t)annotir_bytes(p), (int64_t)bytes);
  }
  memcpy(&tensor.data, elements, sizeof tensor.data);
  value.v_handle = &tensor;
  code = annotir_check_tensor("constants", p, value, kTVMDLTensorHandle);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  if (code == @LIB@_OK && p->dtype.bits > 8) {
    code = annotir_refuse(@LIB@_BAD_ARGUMENT, "constants", p->name, "expected a little-endian machine");
  }
#endif
  return code;
}

int32_t @lib@_constants_load(@lib@_constants* constants, const void* params, size_t size) {
  const void* found[@count@] = {NULL};
  annotir_stream names, arrays;
  uint64_t count;
  names.at = (const unsigned char*)params;
  names.left = params == NULL ? 0 : size;
  if (annotir_number(&names, 8) != 0xF7E58D4F05049CB7u) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, "constants", "file", "expected parameters/@lib@.params");
  }
  annotir_number(&names, 8);
  count = annotir_number(&names, 8);
  arrays = names;
  for (uint64_t i = 0; i < count && arrays.left > 0; ++i) annotir_next(&arrays, annotir_number(&arrays, 8));
  if (count != @count@ || annotir_number(&arrays, 8) != count) {
    return annotir_refuse(@LIB@_BAD_TYPE, "constants", "file", "expected %d arrays, but got %d", (int64_t)@count@,
                          (int64_t)count);
  }
  for (int i = 0; i < @count@; ++i) {
    const annotir_parameter* p = annotir_named(&names);
    int32_t code;
    if (p == NULL || found[p - annotir_constant_table] != NULL) {
      return annotir_refuse(@LIB@_BAD_TYPE, "constants", "file", "name %d is no constant, or stands twice", (int64_t)i);
    }
    code = annotir_next_array(&arrays, p, &found[p - annotir_constant_table]);
    if (code != @LIB@_OK) return code;
  }
  if (arrays.left > 0) {
    return annotir_refuse(@LIB@_BAD_ARGUMENT, "constants", "file", "expected its end, but %d bytes follow",
                          (int64_t)arrays.left);
  }
@pointers@
  return @LIB@_OK;
}
