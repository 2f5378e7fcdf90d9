/* Calls packed functions of the library "wide" and prints what they return. */
#include <stdio.h>
#include <string.h>
#include <tvm/runtime/c_backend_api.h>
#include <tvm/runtime/c_runtime_api.h>
#include <tvm/runtime/crt/module.h>

TVMBackendPackedCFunc wide_get_function(const char* name);
int wide_check(void);

static void call(const char* name, int count, TVMValue* args, int* codes) {
  TVMValue ret;
  int tcode = kTVMNullptr;
  int code = wide_get_function(name)(args, codes, count, &ret, &tcode, NULL);
  if (code != 0) {
    printf("%d %s\n", code, TVMGetLastError());
  } else if (tcode == kTVMArgInt) {
    printf("%s: int %lld\n", name, (long long)ret.v_int64);
  } else if (tcode == kTVMArgFloat) {
    printf("%s: float %.9g\n", name, ret.v_float64);
  } else {
    printf("%s: ok\n", name);
  }
}

static void with_int(const char* name, int64_t value, int type_code) {
  TVMValue arg;
  arg.v_int64 = value;
  call(name, 1, &arg, &type_code);
}

static void with_double(const char* name, double value) {
  TVMValue arg;
  int type_code = kTVMArgFloat;
  arg.v_float64 = value;
  call(name, 1, &arg, &type_code);
}

static int64_t two[] = {2}, four[] = {4}, ones[] = {1, 2, 1, 2, 1, 2, 1, 2}, twos[] = {2, 1, 2, 1, 2, 1, 2, 1};
static int64_t odd[] = {7, 1, 9, 1, 3, 1, 5, 1}; /* strides that do not matter where extents are 1 */

static DLTensor tensor(void* data, int code, int bits, int ndim, int64_t* shape) {
  DLTensor t;
  memset(&t, 0, sizeof t);
  t.data = data;
  t.device.device_type = kDLCPU;
  t.ndim = ndim;
  t.dtype.code = (uint8_t)code;
  t.dtype.bits = (uint8_t)bits;
  t.dtype.lanes = 1;
  t.shape = shape;
  return t;
}

static void with_tensors(const char* name, int count, DLTensor* tensors) {
  TVMValue args[50];
  int codes[50];
  for (int i = 0; i < count; ++i) {
    args[i].v_handle = &tensors[i];
    codes[i] = i % 2 == 0 ? kTVMDLTensorHandle : kTVMNDArrayHandle;
  }
  call(name, count, args, codes);
}

static void scalars(void) {
  with_int("same_bool", 1, 0), with_int("same_bool", 1, 15), with_int("same_bool", 2, 0), with_int("same_bool", -1, 0);
  with_int("same_int8", -128, 0), with_int("same_int8", 128, 0), with_int("same_int8", 1, 15);
  with_int("same_int16", -32769, 0), with_int("same_uint16", 65535, 0);
  with_int("same_uint16", 65536, 0), with_int("same_uint16", -1, 0);
  with_int("same_int32", INT64_C(2147483648), 0), with_int("same_int64", INT64_MIN, 0);
  with_double("same_float32", 0.1), with_int("same_float32", 16777217, 0);
  with_int("same_float32", INT64_C(9007199791611905), 0); /* rounds once, not twice */
  with_double("same_float64", 0.1), with_int("same_float64", 3, 0), with_double("same_int32", 1.0);
  with_int("same_float64", 3, kTVMStr), with_int("same_int32", 3, kTVMNullptr);
}

static void tensors(void) {
  static uint64_t memory[16];
  char* m = (char*)memory;
  DLTensor t[2];
  int dtypes[][2] = {{1, 1}, {1, 8}, {6, 8}, {0, 8}, {6, 1}};
  for (int i = 0; i < 5; ++i) {
    t[0] = tensor(m, dtypes[i][0], dtypes[i][1], 1, two);
    t[1] = tensor(m + 8, 6, 8, 1, two);
    with_tensors("copy_bool", 2, t);
  }
  t[0] = tensor(m, 4, 16, 1, two), t[1] = tensor(m + 8, 4, 16, 1, two);
  with_tensors("copy_bfloat16", 2, t), with_tensors("copy_float16", 2, t);
  t[0] = tensor(m, 1, 8, 1, two), t[1] = tensor(m + 8, 1, 1, 1, two);
  with_tensors("copy_uint8", 2, t);
  t[0] = tensor(m + 1, 0, 32, 1, two), t[1] = tensor(m + 8, 0, 32, 1, two);
  with_tensors("copy_int32", 2, t);
  t[0].data = m + 4;
  with_tensors("copy_int32", 2, t);
  t[0].data = m;
  with_tensors("copy_int32", 2, t), with_tensors("copy_int32", 1, t);
  t[0].byte_offset = 4, with_tensors("copy_int32", 2, t), t[0].byte_offset = 0;
  t[0].device.device_type = 2, with_tensors("copy_int32", 2, t), t[0].device.device_type = 1;
  t[0].data = NULL, with_tensors("copy_int32", 2, t), t[0].data = m;
  t[0].strides = two, with_tensors("copy_int32", 2, t), t[0].strides = NULL;
  t[0].shape = four, with_tensors("copy_int32", 2, t);
  t[0].shape = NULL, with_tensors("copy_int32", 2, t);
  t[0] = tensor(m, 6, 8, 8, ones), t[1] = tensor(m + 16, 2, 64, 8, twos);
  with_tensors("rank8", 2, t);
  t[1].shape = ones, with_tensors("rank8", 2, t);
  t[1].shape = twos, t[1].strides = odd, with_tensors("rank8", 2, t);
  t[1].ndim = 9, t[1].strides = NULL, with_tensors("rank8", 2, t);
}

static void overlaps(void) {
  static int8_t m[128];
  DLTensor t[41];
  for (int i = 0; i < 3; ++i) t[i] = tensor(m + 8 * i, 0, 8, 1, four);
  with_tensors("in_place", 3, t);
  t[2].data = m, with_tensors("in_place", 3, t);
  t[2].data = m + 8, with_tensors("in_place", 3, t);
  t[2].data = m + 1, with_tensors("in_place", 3, t);
  for (int i = 0; i < 41; ++i) t[i] = tensor(m + 2 * i, 0, 8, 1, two);
  with_tensors("many", 41, t);
  t[40].data = m + 70, with_tensors("many", 41, t);
  t[40].data = m + 72, with_tensors("many", 41, t);
}

int main(void) {
  int32_t numbers[] = {5, 6, -1, 0};
  DLTensor t[2];
  TVMValue nothing;
  printf("check %d, missing %d\n", wide_check(), wide_get_function("missing") != NULL);
  scalars();
  tensors();
  overlaps();
  t[0] = tensor(numbers, 0, 32, 1, two), t[1] = tensor(numbers + 2, 0, 32, 1, two);
  with_tensors("work", 1, t), with_tensors("made", 2, t);
  t[0].data = numbers + 2, numbers[2] = -1, with_tensors("work", 1, t);
  t[0].shape = four, with_tensors("work", 1, t);
  nothing.v_int64 = 0;
  call("nothing", 0, NULL, NULL), call("nothing", 1, &nothing, NULL);
  call("copy_int32", 2, NULL, NULL);
  return 0;
}
