/* Gives the library "bound" its constants in every way, right and wrong: bound <file>.params. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tvm/runtime/c_backend_api.h>
#include <tvm/runtime/c_runtime_api.h>

#include "bound_operators.h"

TVMBackendPackedCFunc bound_get_function(const char* name);

static unsigned char* file;
static size_t size;

/* The file in memory of its own, so many bytes behind a multiple of 8. */
static unsigned char* copy(unsigned char** memory, size_t bytes, size_t offset) {
  *memory = malloc(bytes + offset);
  memcpy(*memory + offset, file, bytes);
  return *memory + offset;
}

static void expect(int holds, const char* what) {
  if (holds) return;
  printf("%s: %s\n", what, TVMGetLastError());
  exit(1);
}

static int packed(const char* name, int count, TVMValue* values, int* codes, TVMValue* result) {
  int code;
  return bound_get_function(name)(values, codes, count, result, &code, NULL);
}

int main(int argc, char** argv) {
  FILE* in = argc == 2 ? fopen(argv[1], "rb") : NULL;
  bound_constants constants = {0}, other = {0};
  unsigned char *memory, *at;
  TVMValue values[2], result;
  int codes[2] = {kTVMArgInt, kTVMDLTensorHandle};
  int64_t shape[2] = {2, 3}, length = 2;
  DLTensor table = {NULL, {kDLCPU, 0}, 2, {kDLFloat, 32, 1}, shape, NULL, 0};
  DLTensor steps = {NULL, {kDLCPU, 0}, 1, {kDLInt, 64, 1}, &length, NULL, 0};
  float typed;
  int64_t sum;

  if (in == NULL) return 2;
  file = malloc(1 << 16);
  size = fread(file, 1, 1 << 16, in);
  fclose(in);
  copy(&memory, size, BOUND_PARAMS_OFFSET);
  at = memory + BOUND_PARAMS_OFFSET;

  values[0].v_int64 = 2;
  expect(bound_at(&constants, 2, &typed) == BOUND_CONSTANTS_NOT_BOUND, "typed before");
  expect(packed("at", 1, values, codes, &result) == BOUND_CONSTANTS_NOT_BOUND, "packed before");
  expect(strcmp(TVMGetLastError(), "constants not bound") == 0, "text");
  expect(packed("twice", 1, values, codes, &result) == BOUND_OK && result.v_int64 == 4, "without constants");

  expect(bound_constants_load(&constants, at, size) == BOUND_OK, "load");
  expect(bound_at(&constants, 2, &typed) == BOUND_OK && typed == 6.5f, "typed");
  expect((const unsigned char*)constants.TABLE > at && (const unsigned char*)constants.TABLE < at + size, "in place");

  table.data = (void*)(size_t)constants.TABLE;
  steps.data = (void*)(size_t)constants.STEPS;
  values[0].v_handle = &table;
  codes[0] = kTVMDLTensorHandle;
  expect(packed("__init_at", 1, values, codes, &result) == BOUND_OK, "init");
  shape[1] = 2;
  expect(packed("__init_at", 1, values, codes, &result) == BOUND_BAD_ARGUMENT, "init of another shape");
  expect(packed("__init_at", 2, values, codes, &result) == BOUND_BAD_TYPE, "init with more arguments");
  values[0].v_int64 = 2;
  codes[0] = kTVMArgInt;
  expect(packed("at", 1, values, codes, &result) == BOUND_OK && result.v_float64 == 6.5, "packed");
  expect(packed("sum", 0, values, codes, &result) == BOUND_CONSTANTS_NOT_BOUND, "another operator");
  shape[1] = 3;
  values[0].v_handle = &table;
  values[1].v_handle = &steps;
  codes[0] = kTVMDLTensorHandle;
  expect(packed("__init_sum", 2, values, codes, &result) == BOUND_OK, "init of two");
  expect(packed("sum", 0, values, codes, &result) == BOUND_OK, "packed sum");
  expect(bound_sum(&constants, &sum) == BOUND_OK && sum == result.v_int64, "typed sum");

  for (size_t bytes = 0; bytes < size; ++bytes) {
    unsigned char* cut;
    unsigned char* start = copy(&cut, bytes, BOUND_PARAMS_OFFSET);
    expect(bound_constants_load(&other, start, bytes) < 0 && other.TABLE == NULL, "cut");
    free(cut);
  }
  for (size_t i = 0; i < size; ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      unsigned char* changed;
      unsigned char* start = copy(&changed, size, BOUND_PARAMS_OFFSET);
      int32_t code;
      start[i] = (unsigned char)(start[i] ^ 1 << bit);
      code = bound_constants_load(&other, start, size);
      expect(code == BOUND_OK || code == BOUND_BAD_ARGUMENT || code == BOUND_BAD_TYPE, "changed");
      free(changed);
    }
  }
  for (size_t offset = 0; offset < 8; ++offset) {
    unsigned char* moved;
    unsigned char* start = copy(&moved, size, offset);
    int32_t code = bound_constants_load(&other, start, size);
    expect(code == (offset == BOUND_PARAMS_OFFSET ? BOUND_OK : BOUND_BAD_ARGUMENT), "alignment");
    free(moved);
  }
  expect(bound_constants_load(&other, NULL, size) == BOUND_BAD_ARGUMENT, "no file");
  free(memory);
  free(file);
  return 0;
}
