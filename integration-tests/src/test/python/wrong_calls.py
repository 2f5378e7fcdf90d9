"""Calls operators of the examples' library "basics" wrongly: wrong_calls.py <library>."""

import sys

import numpy as np
import tvm_ffi

LENGTH = 500
TAKEN = 48

module = tvm_ffi.load_module(sys.argv[1])
x = np.arange(LENGTH, dtype="float32")
index = np.arange(TAKEN, dtype="int32")
y = np.zeros(TAKEN, dtype="float32")
xi = np.arange(LENGTH, dtype="int32")
yd = np.zeros(LENGTH, dtype="float64")
matrix = np.zeros((24, 50), dtype="float32")
byte = np.zeros(2, dtype="int8")
one = np.zeros(1, dtype="int8")


def refuses(kind, words, name, *arguments):
    """Checks that a call raises an exception of exactly this kind whose text has all these words."""
    try:
        module[name](*arguments)
    except Exception as error:
        text = str(error)
        if type(error) is not kind:
            sys.exit(f"{name}: {type(error).__name__} instead of {kind.__name__}: {text}")
        for word in words:
            if word not in text:
                sys.exit(f"{name}: no {word!r} in {text!r}")
    else:
        sys.exit(f"{name} has not raised {kind.__name__} about {words}")


# The number of arguments.
refuses(TypeError, ["take", "3", "2"], "take", x, index)
refuses(TypeError, ["take", "3", "4"], "take", x, index, y, y)
refuses(TypeError, ["energy", "1", "0"], "energy")

# Their types.
refuses(TypeError, ["take: x: ", "float32[500]", "NULL"], "take", None, index, y)
refuses(TypeError, ["take: index: ", "int32[48]", "int"], "take", x, 1, y)
refuses(TypeError, ["take: y: ", "float32[48]", "float"], "take", x, index, 1.5)
refuses(TypeError, ["take: y: ", "float32[48]", "string"], "take", x, index, "y")
refuses(TypeError, ["scale: n: ", "int32", "float"], "scale", xi, 1.0, 2.5, yd)
refuses(TypeError, ["scale: n: ", "int32", "NULL"], "scale", xi, 1.0, None, yd)
refuses(TypeError, ["scale: k: ", "float64", "string"], "scale", xi, "1", 2, yd)
refuses(TypeError, ["scale: n: ", "int32"], "scale", xi, 1.0, xi, yd)

# The element types.
refuses(TypeError, ["take: x: ", "float32[500]", "float64[500]"], "take", x.astype("float64"), index, y)
refuses(TypeError, ["take: index: ", "int32[48]", "int64[48]"], "take", x, index.astype("int64"), y)
refuses(TypeError, ["add: b: ", "int8[1]", "uint8[1]"], "add", byte, one.view("uint8"), byte)

# Rank, extents, strides, overlap.
refuses(ValueError, ["take: y: ", "float32[48]", "float32[47]"], "take", x, index, y[:47])
refuses(ValueError, ["relu: x: ", "float32[24, 50]", "float32[50, 24]"], "relu", matrix.reshape(50, 24), matrix)
refuses(ValueError, ["relu: x: ", "float32[24, 50]", "float32[1200]"], "relu", matrix.reshape(-1), matrix)
refuses(ValueError, ["take: x: ", "compact", "[2]"], "take", np.zeros(2 * LENGTH, dtype="float32")[::2], index, y)
refuses(
    ValueError,
    ["relu: x: ", "compact", "[1, 24]"],
    "relu",
    np.zeros((50, 24), dtype="float32").T,
    matrix,
)
both = np.zeros(LENGTH, dtype="float32")
refuses(ValueError, ["take: y: ", "apart from x"], "take", both, index, both[:TAKEN])

# Integers out of their type's range.
refuses(ValueError, ["scale: n: ", "int32", "2147483648"], "scale", xi, 1.0, 2**31, yd)
refuses(ValueError, ["scale: n: ", "int32", "-2147483649"], "scale", xi, 1.0, -(2**31) - 1, yd)

# Arrays that must not be written: numpy itself refuses to lend them.
frozen = y.copy()
frozen.flags.writeable = False
refuses(BufferError, [], "take", x, index, frozen)

# Operators that are not there.
try:
    module["missing"]
except AttributeError:
    pass
else:
    sys.exit("there is an operator called missing")

# What the Java code throws.
index[3] = LENGTH
refuses(IndexError, ["ArrayIndexOutOfBoundsException: index into x (length 500) at Basics.java:"], "take", x, index, y)
index[3] = -1
refuses(IndexError, ["ArrayIndexOutOfBoundsException: index into x (length 500) at Basics.java:"], "take", x, index, y)

# tvm_ffi knows this kind only after it is registered.
words = ["ArithmeticException: / by zero at Basics.java:"]
refuses(RuntimeError, words, "scale", xi, 1.0, 0, yd)
tvm_ffi.register_error("ZeroDivisionError", ZeroDivisionError)
refuses(ZeroDivisionError, words, "scale", xi, 1.0, 0, yd)

# After all that, right calls still work, also with integers for floats and the same array where allowed.
index[3] = 3
module["take"](x, index, y)
assert np.array_equal(y, x[index])
module["scale"](xi, 2, 3, yd)
assert np.array_equal(yd, 2.0 * (xi // 3))
matrix[3, 4] = -1
module["relu"](matrix, matrix)
assert np.all(matrix == 0)
assert module["energy"](np.ones(LENGTH)) == 500.0
print("ok")
