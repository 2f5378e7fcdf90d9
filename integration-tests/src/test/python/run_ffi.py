"""Calls operators by tvm_ffi with numpy arrays: run_ffi.py <library> <calls> <replies>."""

import sys

import numpy as np
import tvm_ffi
from exchange import Calls, Replies


def main(library, calls, replies):
    module = tvm_ffi.load_module(library)
    calls = list(Calls(calls))
    out = Replies(replies, len(calls))
    for name, arguments in calls:
        try:
            result = module[name](*arguments)
        except (ArithmeticError, LookupError, RuntimeError, ValueError, TypeError) as error:
            out.error(f"{type(error).__name__}: {error}")
        else:
            out.returned([a for a in arguments if isinstance(a, np.ndarray)], result)
    out.close()


main(*sys.argv[1:])
