"""Compiles TVMScript modules and calls their functions.

Each line of stdin names, by tabs, a file with a module, one with calls and one for the replies;
a line of stdout says that they are there, or what went wrong.
"""

import sys

import numpy as np
import tvm
from tvm.script import ir as I
from tvm.script import tirx as T
from tvm.script.parser import parse


def tensor(dtype, shape, words):
    bits = np.dtype("bool" if dtype == "bool" else dtype).itemsize
    raw = np.array([int(word, 16) for word in words], dtype=f"uint{8 * bits}")
    return tvm.runtime.tensor(raw.view(dtype).reshape([int(n) for n in shape.split(",")]))


def scalar(dtype, word):
    size = {"bool": 1}.get(dtype) or np.dtype(dtype).itemsize
    value = np.array([int(word, 16)], dtype=f"uint{8 * size}").view(dtype)[0]
    return value.item()


def raw_words(array):
    return " ".join(format(int(v), "x") for v in array.reshape(-1).view(f"uint{8 * array.itemsize}"))


def main(script, calls, replies):
    with open(script, encoding="ascii") as file:
        module = parse(file.read(), extra_vars={"T": T, "I": I})
    library = tvm.compile(module, target="llvm")
    name, args, tensors = None, [], []
    with open(calls, encoding="ascii") as file, open(replies, "w", encoding="ascii") as out:
        for line in file:
            word, *rest = line.split()
            if word == "call":
                name, args, tensors = rest[0], [], []
            elif word == "tensor":
                args.append(tensor(rest[0], rest[1], rest[2:]))
                tensors.append(args[-1])
            elif word == "scalar":
                args.append(scalar(*rest))
            elif word == "end":
                try:
                    library[name](*args)
                except RuntimeError as error:
                    print("error", str(error).splitlines()[0], file=out)
                    continue
                print("ok", file=out)
                for one in tensors:
                    print(raw_words(one.numpy()), file=out)


for request in sys.stdin:
    try:
        main(*request.rstrip("\n").split("\t"))
        print("done", flush=True)
    except BaseException as error:
        print(type(error), repr(str(error)[-2000:]), flush=True)
