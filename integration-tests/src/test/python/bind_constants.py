"""Gives the library of BoundConstantsTest its constants: bind_constants.py <library> <params>."""

import sys

import tvm
import tvm_ffi


def main(library, params):
    module = tvm_ffi.load_module(library)
    with open(params, "rb") as file:
        constants = tvm.runtime.load_param_dict(file.read())
    assert sorted(constants) == ["STEPS", "TABLE"], constants
    try:
        module.at(2)
    except RuntimeError as error:
        assert str(error) == "constants not bound", error
    else:
        raise AssertionError("at() has no constants yet")
    assert module["__init_at"](constants["TABLE"]) is None
    assert module.at(2) == 6.5
    module["__init_sum"](constants["TABLE"], constants["STEPS"])
    assert module.sum() == ((1 << 40) + 2) * 31 - 1
    try:
        module["__init_at"](constants["STEPS"])
    except TypeError as error:
        assert "__init_at: TABLE: expected float32[2, 3], but got int64[2]" in str(error), error
    else:
        raise AssertionError("STEPS is no TABLE")


main(*sys.argv[1:])
