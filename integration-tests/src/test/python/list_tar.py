"""Prints the header fields of a tar: owners, times, then mode, type and name of each member."""

import sys
import tarfile

with tarfile.open(sys.argv[1], "r:") as tar:
    members = tar.getmembers()
for owner in sorted({f"{m.uname} {m.uid} {m.gname} {m.gid}" for m in members}):
    print(owner)
for time in sorted({m.mtime for m in members}):
    print("time", time)
for m in members:
    if m.pax_headers or tar.pax_headers:
        sys.exit(f"{m.name} has PAX records")
    print(f"{m.mode:04o}", "d" if m.isdir() else "f" if m.isfile() else m.type, m.name)
with open(sys.argv[1], "rb") as file:
    data = file.read()
for m in members:
    name = data[m.offset : m.offset + 100].rstrip(b"\0")
    if not name.startswith(b"./") or data[m.offset + 257 : m.offset + 262] != b"ustar" or name.endswith(b"/") != m.isdir():
        sys.exit(f"{m.name} has a strange header")
