"""TVM reads the tensors and modules that Java wrote, and writes some for Java to read."""

import struct
import subprocess
import sys

import numpy as np
import tvm
import tvm_ffi


def module_bytes(module):
    """The stream of the only module in the tree that would be put into a library."""
    tree = tvm_ffi.get_global_func("runtime.ModulePackImportsToTensor")(module)
    data = tree.numpy().tobytes()
    at = 8

    def word():
        nonlocal at
        at += 8
        return struct.unpack_from("<Q", data, at - 8)[0]

    def text():
        nonlocal at
        size = word()
        at += size
        return data[at - size : at]

    for _ in range(2):
        for _ in range(word()):
            word()
    kind = text()
    assert kind == b"const_loader", kind
    return text()


folder = sys.argv[1]
with open(folder + "/java.bin", "rb") as file:
    load = tvm_ffi.get_global_func("ffi.Module.load_from_bytes.const_loader")
    loaded = load(file.read())
with open(folder + "/java-by-tvm.bin", "wb") as file:
    file.write(module_bytes(loaded))

create = tvm_ffi.get_global_func("ffi.Module.create.const_loader")
weights = np.arange(6, dtype="float32").reshape(2, 3)
constants = {"w": tvm.runtime.tensor(weights), "b": tvm.runtime.tensor(np.array([-3], "int32"))}
with open(folder + "/tvm.bin", "wb") as file:
    file.write(module_bytes(create(constants, {"f": ["w", "b"]})))

with open(folder + "/java.params", "rb") as file:
    for name, tensor in sorted(tvm.runtime.load_param_dict(file.read()).items()):
        print(name, tensor.dtype, tensor.numpy().tolist())
with open(folder + "/tvm.params", "wb") as file:
    file.write(tvm.runtime.save_param_dict({"x": tvm.runtime.tensor(weights)}))

with open(folder + "/java.tree", "rb") as file:
    numbers = ",".join(str(byte) for byte in file.read())
with open(folder + "/tree.c", "w") as file:
    file.write("const unsigned char __tvm_ffi__library_bin[] = {" + numbers + "};")
subprocess.check_call(["cc", "-shared", "-fPIC", "-o", "tree.so", "tree.c"], cwd=folder)
root = tvm.runtime.load_module(folder + "/tree.so")
inner, source = root.imports
for module in root, inner:
    print(module.kind, "imports", ", ".join(imported.kind for imported in module.imports))
if inner.imports[0] == source:
    print("the two are one")
symbol = source.get_function("get_symbol")()
variables = ", ".join(source.get_function("get_const_vars")())
print("c defines", symbol, "with", variables + ":", source.inspect_source())
