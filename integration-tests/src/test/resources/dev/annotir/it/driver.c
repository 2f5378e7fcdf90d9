/*
 * Calls packed functions: driver <calls> <replies>. Both files are described in Exchange.java. LIBRARY is the archive's
 * name. Every tensor is memory of its own and of its exact size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tvm/runtime/c_backend_api.h>
#include <tvm/runtime/c_runtime_api.h>

#define JOIN(a, b) a##b
#define JOINED(a, b) JOIN(a, b)

TVMBackendPackedCFunc JOINED(LIBRARY, _get_function)(const char* name);
int JOINED(LIBRARY, _check)(void);

enum { MOST_ARGUMENTS = 64, MOST_EXTENTS = 8 };

static FILE* calls;
static FILE* replies;

static void get(void* to, size_t bytes) {
  if (fread(to, 1, bytes, calls) != bytes) abort();
}

static void put(const void* from, size_t bytes) {
  if (fwrite(from, 1, bytes, replies) != bytes) abort();
}

static int32_t get_int(void) {
  int32_t value;
  get(&value, sizeof value);
  return value;
}

static void put_int(int32_t value) { put(&value, sizeof value); }

static void get_text(char* to, size_t size) {
  int32_t length = get_int();
  if (length < 0 || (size_t)length >= size) abort();
  get(to, (size_t)length);
  to[length] = '\0';
}

static DLDataType dtype_of(const char* name) {
  static const struct {
    const char* name;
    DLDataType dtype;
  } dtypes[] = {{"bool", {kDLUInt, 1, 1}},      {"int8", {kDLInt, 8, 1}},      {"int16", {kDLInt, 16, 1}},
                {"int32", {kDLInt, 32, 1}},     {"int64", {kDLInt, 64, 1}},    {"uint8", {kDLUInt, 8, 1}},
                {"uint16", {kDLUInt, 16, 1}},   {"uint32", {kDLUInt, 32, 1}},  {"uint64", {kDLUInt, 64, 1}},
                {"float16", {kDLFloat, 16, 1}}, {"float32", {kDLFloat, 32, 1}}, {"float64", {kDLFloat, 64, 1}},
                {"bfloat16", {kDLBfloat, 16, 1}}};
  for (size_t i = 0; i < sizeof dtypes / sizeof dtypes[0]; ++i) {
    if (strcmp(dtypes[i].name, name) == 0) return dtypes[i].dtype;
  }
  abort();
}

static void call(void) {
  char name[256], dtype[16];
  TVMValue values[MOST_ARGUMENTS], result;
  int codes[MOST_ARGUMENTS], result_code = kTVMNullptr, code;
  DLTensor tensors[MOST_ARGUMENTS];
  int64_t shapes[MOST_ARGUMENTS][MOST_EXTENTS];
  size_t sizes[MOST_ARGUMENTS] = {0};
  int32_t same[MOST_ARGUMENTS] = {0};
  int32_t count, tensor_count = 0;
  get_text(name, sizeof name);
  count = get_int();
  if (count < 0 || count > MOST_ARGUMENTS) abort();
  for (int32_t i = 0; i < count; ++i) {
    int32_t kind = get_int();
    get_text(dtype, sizeof dtype);
    if (kind != 0) {
      codes[i] = kind == 1 ? kTVMArgInt : kTVMArgFloat;
      get(&values[i], 8);
      continue;
    }
    memset(&tensors[i], 0, sizeof tensors[i]);
    tensors[i].device.device_type = kDLCPU;
    tensors[i].dtype = dtype_of(dtype);
    tensors[i].ndim = get_int();
    if (tensors[i].ndim > MOST_EXTENTS) abort();
    for (int32_t k = 0; k < tensors[i].ndim; ++k) shapes[i][k] = get_int();
    tensors[i].shape = shapes[i];
    same[i] = get_int();
    sizes[i] = (size_t)get_int();
    if (same[i] == i) {
      tensors[i].data = malloc(sizes[i]);
      get(tensors[i].data, sizes[i]);
    } else {
      tensors[i].data = tensors[same[i]].data;
    }
    values[i].v_handle = &tensors[i];
    codes[i] = kTVMDLTensorHandle;
    ++tensor_count;
  }
  code = JOINED(LIBRARY, _get_function)(name)(values, codes, count, &result, &result_code, NULL);
  put_int(code);
  if (code != 0) {
    const char* text = TVMGetLastError();
    put_int((int32_t)strlen(text));
    put(text, strlen(text));
  } else {
    put_int(tensor_count);
    for (int32_t i = 0; i < count; ++i) {
      if (codes[i] != kTVMDLTensorHandle) continue;
      put_int((int32_t)sizes[i]);
      put(tensors[i].data, sizes[i]);
    }
    put_int(result_code == kTVMArgInt ? 1 : result_code == kTVMArgFloat ? 2 : 0);
    if (result_code != kTVMNullptr) put(&result, 8);
  }
  for (int32_t i = 0; i < count; ++i) {
    if (codes[i] == kTVMDLTensorHandle && same[i] == i) free(tensors[i].data);
  }
}

int main(int argc, char** argv) {
  int32_t count;
  if (argc != 3 || JOINED(LIBRARY, _check)() != 0) return 1;
  calls = fopen(argv[1], "rb");
  replies = fopen(argv[2], "wb");
  if (calls == NULL || replies == NULL) return 1;
  count = get_int();
  put_int(count);
  for (int32_t i = 0; i < count; ++i) call();
  fclose(calls);
  return fclose(replies) == 0 ? 0 : 1;
}
