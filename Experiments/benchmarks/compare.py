"""Sluice against its peers on this machine: programs interleaved on one core, medians, ratios.

usage: compare.py --sluice FOLDER [--rounds N] [--seconds S] [--quickstarts N] [--csv FILE]
"""

import argparse
import csv
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
SHAPES = [(32, 32, 32, 100), (64, 128, 32, 100), (128, 256, 64, 100)]
SINGLES = [(m, n, 1, t) for m, n, _, t in SHAPES]
# What is measured, at which sizes, and who takes part.
WORK = [
    ("train", "sigmoid", SHAPES, ["torch_lstm", "jax_lstm"]),
    ("train", "bernoulli", SHAPES, ["torch_lstm", "jax_lstm"]),
    ("forward", "sigmoid", SHAPES + SINGLES, ["onnxruntime_lstm", "torch_lstm"]),
]


def seconds(program, policy, mode, shape, length):
    sizes = [f"--{name}={value}" for name, value in zip(("input", "hidden", "batch", "steps"), shape)]
    command = program + [f"--policy={policy}", f"--mode={mode}", f"--seconds={length}", *sizes]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"([\d.]+) ms", text.strip().splitlines()[-1])[1])


def kernels(given):
    build = pathlib.Path(given.sluice)
    rows = []
    print("Times in ms: Sluice's, then each peer's and how many times Sluice's it is (medians of the rounds)")
    for mode, policy, shapes, peers in WORK:
        for shape in shapes:
            programs = [[build / "sluice-bench", "lstm"]]
            programs += [[sys.executable, HERE / "peers" / f"{peer}.py"] for peer in peers]
            rounds = [
                [seconds(program, policy, mode, shape, given.seconds) for program in programs]
                for _ in range(given.rounds)
            ]
            times = [statistics.median(column) for column in zip(*rounds)]
            name = "{} {} m {} n {} B {} T {}".format(mode, policy, *shape)
            parts = [f"{name:44} {times[0]:9.3f}"]
            rows.append(("peers", name, "sluice", times[0], "ms"))
            for k, peer in enumerate(peers, 1):
                ratio = statistics.median(row[k] / row[0] for row in rounds)
                parts.append(f"{peer.removesuffix('_lstm'):>12} {times[k]:9.3f} ({ratio:.2f}×)")
                rows += [("peers", name, peer, times[k], "ms"), ("peers", name, f"{peer} over sluice", ratio, "")]
            print("  ".join(parts), flush=True)
    return rows


def process(command):
    """Seconds of the processor that a command takes, and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def quickstart(given):
    """Both programs from their start to their end, interleaved; Sluice also without the gate statistics, which PyTorch's has not."""
    experiment = HERE.parent / "quickstart" / "experiment.yaml"
    sluice = [pathlib.Path(given.sluice) / "sluice", "run", experiment, "--jobs=1"]
    rounds = []
    for _ in range(given.quickstarts):
        with tempfile.TemporaryDirectory() as folder:
            whole = process([*sluice, f"--out={folder}/whole"])
            bare = process([*sluice, f"--out={folder}/bare", "--set=telemetry.gates=false"])
            torch = process([sys.executable, HERE / "peers" / "torch_quickstart.py", f"{folder}/torch.csv"])
            rounds.append((bare, whole, torch))
    bare, whole, torch = (statistics.median(column) for column in zip(*rounds))
    rows = [
        ("peers", "quickstart", "sluice", bare, "s"),
        ("peers", "quickstart", "sluice with gate statistics", whole, "s"),
        ("peers", "quickstart", "torch", torch, "s"),
        ("peers", "quickstart", "torch over sluice", torch / bare, ""),
        ("peers", "quickstart", "torch over sluice with gate statistics", torch / whole, ""),
    ]
    print("quickstart as a process, seconds of the processor")
    for _, _, quantity, value, unit in rows:
        print(f"  {quantity:40} {value:8.2f} {unit or '×'}")
    return rows


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--sluice", required=True, help="the folder of sluice and sluice-bench")
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--seconds", type=float, default=1.5)
parser.add_argument("--quickstarts", type=int, default=1, help="rounds of the whole quickstart; 0 for none")
parser.add_argument("--csv")
given = parser.parse_args()
# Children inherit it: one core each, whatever a library thinks of threads.
os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
rows = kernels(given) + (quickstart(given) if given.quickstarts else [])
if given.csv:
    with open(given.csv, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["bench", "case", "quantity", "value", "unit"])
        table.writerows(rows)
