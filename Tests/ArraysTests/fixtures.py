#!/usr/bin/env python3
"""Writes Fixtures/: files as the Python package safetensors writes them, which the tests read and write again.

Needs numpy, safetensors and torch (for bfloat16 and the types that are refused). Run it in this folder.
"""

from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from safetensors.torch import save_file as save_torch

HERE = Path(__file__).parent / "Fixtures"
EXTREMES = [0.0, -0.0, 1.0, -2.5, 1e-30, 65504.0]


def main():
    HERE.mkdir(exist_ok=True)
    numbers = {
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
    save_file(numbers, HERE / "types.safetensors")
    save_torch({"bf16": torch.tensor([0.0, -0.0, 1.0, -2.5, 3.0e38, 0.1], dtype=torch.bfloat16)}, HERE / "bf16.safetensors")
    save_torch({"f8": torch.tensor([1.0]).to(torch.float8_e4m3fn)}, HERE / "f8.safetensors")
    save_file({"large": np.array([1, 2**53 + 1], dtype=np.int64)}, HERE / "inexact.safetensors")
    matrix = np.arange(6, dtype=np.float32).reshape(2, 3)
    names = {"a": matrix, "scalar": np.array(7, np.float32), "nothing": np.zeros((0, 4), np.float32), "é \"x\"\\\n": matrix.T.copy()}
    save_file(names, HERE / "plain.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    main()
