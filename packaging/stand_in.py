"""Write a zip that looks like python.org's embeddable Python and holds none, and print its SHA-256; for trying windows.py."""

import hashlib
import struct
import sys
import zipfile
from pathlib import Path

AMD64 = 0x8664


def write(path: Path, *, minor: int = 13, machine: int = AMD64, also: str = "vcruntime140.dll") -> str:
    """Write it and return its SHA-256; `machine` is the processor it claims, `also` the name of one more file in it."""
    program = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I4sH", 0x40, b"PE\0\0", machine)
    with zipfile.ZipFile(path, "w") as archive:
        for name in (f"python3{minor}._pth", f"python3{minor}.zip", f"python3{minor}.dll", also):
            archive.writestr(name, "stand-in")
        archive.writestr("python.exe", program)
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
