/*
 * The readers of function tables, by the rules of TVM's C runtime: before 0.9 the number of functions is a byte, later a
 * native 16-bit integer. A lookup walks the names until an empty one and does not use the number, which only bounds the
 * access by index. The program looks up each name that it is given, and one that is not there.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <tvm/runtime/crt/module.h>

const TVMModule* TVMSystemLibEntryPoint(void);
const TVMModule* LIBRARY_MODULE(void);
TVMBackendPackedCFunc LIBRARY_GET_FUNCTION(const char* name);

static uint16_t count(const TVMFuncRegistry* table, size_t bytes) {
  uint16_t number;
  if (bytes == 1) return (unsigned char)table->names[0];
  memcpy(&number, table->names, sizeof number);
  return number;
}

/* The index of a function, or -1. */
static int lookup(const TVMFuncRegistry* table, size_t bytes, const char* name) {
  const char* entry = table->names + bytes;
  for (int index = 0; *entry != '\0'; ++index) {
    if (strcmp(entry, name) == 0) return index;
    entry += strlen(entry) + 1;
  }
  return -1;
}

/* The function of an index, or NULL. */
static TVMBackendPackedCFunc get_by_index(const TVMFuncRegistry* table, size_t bytes, int index) {
  return index < count(table, bytes) ? table->funcs[index] : NULL;
}

static int fail(const char* what, const char* name) {
  fprintf(stderr, "%s: %s\n", what, name);
  return 1;
}

/* The first argument is the number's size. */
int main(int argc, char** argv) {
  size_t bytes = (size_t)(argv[1][0] - '0');
  const TVMModule* module = TVMSystemLibEntryPoint();
  if (module != LIBRARY_MODULE()) return fail("another module", "the entry point");
  if (module == NULL) {
    puts("no module");
    return 0;
  }
  const TVMFuncRegistry* table = module->registry;
  for (int i = 2; i < argc; ++i) {
    int index = lookup(table, bytes, argv[i]);
    if (index != i - 2) return fail("not at its place", argv[i]);
    TVMBackendPackedCFunc function = get_by_index(table, bytes, index);
    if (function == NULL || function != LIBRARY_GET_FUNCTION(argv[i])) return fail("another function", argv[i]);
  }
  if (lookup(table, bytes, "missing") != -1) return fail("found", "missing");
  if (get_by_index(table, bytes, argc - 2) != NULL) return fail("found", "what is behind the last");
  printf("%d functions\n", (int)count(table, bytes));
  return 0;
}
