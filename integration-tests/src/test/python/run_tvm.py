"""Compiles TVMScript by TVM for the CPU and calls the functions: run_tvm.py <script> <calls> <replies>."""

import sys

import numpy as np
import tvm
from exchange import Calls, Replies
from tvm.script import ir as I
from tvm.script import tirx as T
from tvm.script.parser import parse


def main(script, calls, replies):
    with open(script, encoding="ascii") as file:
        module = parse(file.read(), extra_vars={"T": T, "I": I})
    library = tvm.compile(module, target="llvm")
    calls = list(Calls(calls))
    out = Replies(replies, len(calls))
    for name, arguments in calls:
        tensors = {}
        converted = []
        for argument in arguments:
            if isinstance(argument, np.ndarray):
                if id(argument) not in tensors:
                    tensors[id(argument)] = tvm.runtime.tensor(argument)
                argument = tensors[id(argument)]
            converted.append(argument)
        try:
            library[name](*converted)
        except RuntimeError as error:
            out.error(str(error))
        else:
            out.returned([tensors[id(a)].numpy() for a in arguments if id(a) in tensors])
    out.close()


main(*sys.argv[1:])
