"""The calls and replies that Exchange.java describes."""

import struct

import numpy as np


class Calls:
    """Reads calls: each is a name and a list of arguments, arrays or scalars; some arrays may be the same."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        self.at = 0

    def __iter__(self):
        for _ in range(self.int()):
            name = self.text()
            arguments = []
            for _ in range(self.int()):
                arguments.append(self.argument(arguments))
            yield name, arguments

    def argument(self, before):
        kind = self.int()
        dtype = self.text()
        if kind == 1:
            return self.unpack("q")
        if kind == 2:
            return self.unpack("d")
        shape = [self.int() for _ in range(self.int())]
        same = self.int()
        size = self.int()
        if same != len(before):
            return before[same]
        array = np.frombuffer(self.bytes(size), dtype=dtype).reshape(shape)
        return array.copy()

    def int(self):
        return self.unpack("i")

    def text(self):
        return self.bytes(self.int()).decode("ascii")

    def unpack(self, kind):
        return struct.unpack("=" + kind, self.bytes(struct.calcsize("=" + kind)))[0]

    def bytes(self, count):
        self.at += count
        return self.data[self.at - count : self.at]


class Replies:
    """Writes replies."""

    def __init__(self, path, count):
        self.file = open(path, "wb")
        self.int(count)

    def error(self, text):
        self.int(1)
        data = text.encode()
        self.int(len(data))
        self.file.write(data)

    def returned(self, arrays, result=None):
        self.int(0)
        self.int(len(arrays))
        for array in arrays:
            self.int(array.nbytes)
            self.file.write(array.tobytes())
        if result is None:
            self.int(0)
        elif isinstance(result, float):
            self.int(2)
            self.file.write(struct.pack("=d", result))
        else:
            self.int(1)
            self.file.write(struct.pack("=q", result))

    def int(self, value):
        self.file.write(struct.pack("=i", value))

    def close(self):
        self.file.close()
