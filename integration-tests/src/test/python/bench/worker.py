"""The process of a peer that is a Python package: its module, then the folder of the arguments.

A module has VERSION and prepare(name, arguments), which returns a function that computes the operator and one that
returns what it has written, in the order of the parameters, the result last; or None where there is no such operator.
The lines that are read and written are those of the Java class Worker.
"""

import importlib
import json
import pathlib
import sys
import time

import numpy as np

SAMPLE = 100_000  # nanoseconds, so that the clock is exact enough


def aligned(data, dtype, shape):
    bytes = np.empty(len(data) + 64, dtype="uint8")
    start = -bytes.ctypes.data % 64
    bytes = bytes[start : start + len(data)]
    bytes[:] = np.frombuffer(data, dtype="uint8")
    return bytes.view(dtype).reshape(shape)


class Operator:
    """An operator of a peer, with its arguments."""

    def __init__(self, peer, folder, name):
        self.times = 1
        self.in_place = []
        arguments = []
        for i, parameter in enumerate(json.loads((folder / "parameters.json").read_text())):
            data = (folder / f"{i}.bin").read_bytes()
            array = aligned(data, parameter["dtype"], parameter["shape"])
            arguments.append(array)
            if parameter["access"] == "readwrite":
                self.in_place.append((array, array.copy()))
        self.prepared = peer.prepare(name, arguments)

    def best(self, warm_up, measure):
        end = time.perf_counter_ns() + warm_up
        while time.perf_counter_ns() < end:
            if self.sample() < SAMPLE and self.times < 1 << 20:
                self.times *= 2
        best = self.sample() / self.times
        end = time.perf_counter_ns() + measure
        while time.perf_counter_ns() < end:
            best = min(best, self.sample() / self.times)
        return best

    def sample(self):
        for array, first in self.in_place:
            np.copyto(array, first)
        run = self.prepared[0]
        start = time.perf_counter_ns()
        for _ in range(self.times):
            run()
        return time.perf_counter_ns() - start


def main():
    peer = importlib.import_module(sys.argv[1])
    folder = pathlib.Path(sys.argv[2])
    operator = None
    for line in sys.stdin:
        words = line.split()
        if words[0] == "time":
            print(operator.best(int(words[1]), int(words[2])), flush=True)
            continue
        operator = None
        try:
            operator = Operator(peer, folder / words[2], words[2])
            if operator.prepared is None:
                print("absent", flush=True)
                continue
            operator.prepared[0]()
            with open(words[3], "wb") as file:
                for array in operator.prepared[1]():
                    file.write(np.ascontiguousarray(array).tobytes())
            print("ok", flush=True)
        except Exception as error:  # whatever a library thinks of the call
            print("failed", " ".join(repr(error).split()), flush=True)


main()
