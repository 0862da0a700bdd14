#!/usr/bin/env python3
"""Writes Fixtures/: files as the Python packages numpy and safetensors write them, which the tests read.

    fixtures.py numpy          the .npz files; needs numpy
    fixtures.py safetensors    the .safetensors files; needs numpy, safetensors and torch (for bfloat16 and refused types)

Run it in this folder; equal packages write equal bytes.
"""

import io
import sys
import zipfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent / "Fixtures"
EXTREMES = [0.0, -0.0, 1.0, -2.5, 1e-30, 65504.0]


def numbers():
    """Every type that is read, with its extremes."""
    return {
        "f64": np.array([*EXTREMES, 5e-324, -1.7976931348623157e308, 0.1]),
        "f32": np.array([*EXTREMES, 1e-45, 3.4028235e38, 0.1], dtype=np.float32),
        "f16": np.array([0, -0.0, 1, -2.5, 6e-8, 65504, 0.1, 2**-14], dtype=np.float16),
        "i64": np.array([0, -1, 2**53, -(2**53)], dtype=np.int64),
        "i32": np.array([0, -1, 2**31 - 1, -(2**31)], dtype=np.int32),
        "i16": np.array([0, -1, 2**15 - 1, -(2**15)], dtype=np.int16),
        "i8": np.array([0, -1, 127, -128], dtype=np.int8),
        "u64": np.array([0, 2**53], dtype=np.uint64),
        "u32": np.array([0, 2**32 - 1], dtype=np.uint32),
        "u16": np.array([0, 2**16 - 1], dtype=np.uint16),
        "u8": np.array([0, 255], dtype=np.uint8),
        "bool": np.array([True, False]),
    }


def write_safetensors():
    import torch
    from safetensors.numpy import save_file
    from safetensors.torch import save_file as save_torch

    save_file(numbers(), HERE / "types.safetensors")
    save_torch({"bf16": torch.tensor([0.0, -0.0, 1.0, -2.5, 3.0e38, 0.1], dtype=torch.bfloat16)}, HERE / "bf16.safetensors")
    save_torch({"f8": torch.tensor([1.0]).to(torch.float8_e4m3fn)}, HERE / "f8.safetensors")
    save_file({"large": np.array([1, 2**53 + 1], dtype=np.int64)}, HERE / "inexact.safetensors")
    matrix = np.arange(6, dtype=np.float32).reshape(2, 3)
    names = {"a": matrix, "scalar": np.array(7, np.float32), "nothing": np.zeros((0, 4), np.float32), "é \"x\"\\\n": matrix.T.copy()}
    save_file(names, HERE / "plain.safetensors", metadata={"format": "pt"})


def write_numpy():
    np.savez(HERE / "types.npz", **numbers())
    np.savez_compressed(HERE / "deflated.npz", **numbers(), ones=np.ones((100, 100)))
    np.savez(HERE / "big_endian.npz", **{name: array.astype(array.dtype.newbyteorder(">")) for name, array in numbers().items()},
             text=np.array(["é", "\U0001F600"], dtype=">U2"))
    counted = np.arange(24, dtype=np.int16)
    np.savez(HERE / "shapes.npz", c=counted.reshape(2, 3, 4), fortran=np.asfortranarray(counted.reshape(2, 3, 4)),
             matrix=np.asfortranarray(counted[:6].reshape(2, 3)), texts=np.asfortranarray(np.array([["a", "b"], ["c", "d"], ["e", "f"]])),
             scalar=np.array(7.5), nothing=np.zeros((0, 4)), no_texts=np.array([], dtype="U5"), flags=np.array([[True], [False]]))
    np.savez(HERE / "texts.npz", unicode=np.array(["", "é", "\U0001F600 x", "a\0b"]), bytes=np.array([b"", "é".encode(), b"walk"]),
             scalar=np.array("word"), **{"a name/é": np.array([1])})
    np.savez(HERE / "none.npz")
    # To a file that cannot be sought in: sizes follow the data, and stand in the directory alone.
    stream = io.BytesIO()
    with zipfile.ZipFile(Unseekable(stream), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("readme.txt"), "not an array")
        with archive.open(zipfile.ZipInfo("x.npy"), "w", force_zip64=True) as file:
            np.lib.format.write_array(file, np.arange(3.0), version=(2, 0))
        with archive.open(zipfile.ZipInfo("y.npy"), "w") as file:
            np.lib.format.write_array(file, np.arange(3, dtype="<u2"), version=(3, 0))
        archive.comment = b"written to a pipe"
    (HERE / "streamed.npz").write_bytes(stream.getvalue())
    np.savez(HERE / "objects.npz", a=np.array([{}], dtype=object), b=np.zeros(2, dtype=[("x", "f4"), ("y", "i4")]),
             c=np.array([1j]), d=np.array(["2020-01-01"], dtype="datetime64[D]"))


class Unseekable(io.RawIOBase):
    """Writes on, as to a pipe."""

    def __init__(self, sink):
        self.sink = sink

    def writable(self):
        return True

    def write(self, data):
        return self.sink.write(data)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    parts = {"numpy": write_numpy, "safetensors": write_safetensors}
    if len(sys.argv) != 2 or sys.argv[1] not in parts:
        sys.exit(__doc__)
    parts[sys.argv[1]]()
