#!/usr/bin/env python3
"""Fetches labelled sequences that Python packages carry, into data/ beside this file: the terms of the data are not stated, so they are not kept here.

    python3 fetch.py

aeon 1.6.0 has seven sets of the UCR and UEA archives as .ts files, scikit-learn 1.9.1 the digits (1,797 images of 8 × 8 pixels), which become
sequences of 64 steps, row by row from the top left. Needs Python with pip, and a network; nothing is installed.
"""

import csv
import gzip
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

DATA = Path(__file__).parent / "data"
SETS = ["JapaneseVowels", "BasicMotions", "GunPoint", "ItalyPowerDemand", "ArrowHead", "OSULeaf", "ACSF1"]


def wheel(package, folder):
    """The wheel of a package, opened."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", folder, package],
        check=True)
    name = package.split("==")[0].replace("-", "_")
    return zipfile.ZipFile(next(Path(folder).glob(f"{name}-*.whl")))


def main():
    DATA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        aeon = wheel("aeon==1.6.0", folder)
        for name in SETS:
            for part in ["TRAIN", "TEST"]:
                file = f"{name}_{part}.ts"
                (DATA / file).write_bytes(aeon.read(f"aeon/datasets/data/{name}/{file}"))
                print(DATA / file)
        digits = wheel("scikit-learn==1.9.1", folder).read("sklearn/datasets/data/digits.csv.gz")
    with open(DATA / "digits.csv", "w", encoding="utf-8", newline="\n") as file:
        file.write("image,pixel,digit\n")
        for number, row in enumerate(csv.reader(io.StringIO(gzip.decompress(digits).decode()))):
            *pixels, digit = (round(float(cell)) for cell in row)
            for pixel in pixels:
                file.write(f"{number},{pixel},{digit}\n")
    print(DATA / "digits.csv")


if __name__ == "__main__":
    main()
