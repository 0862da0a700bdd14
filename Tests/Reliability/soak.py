#!/usr/bin/env python3
"""Strikes at the command wherever it touches the disk, and asks for the bytes of an undisturbed run each time.

Prints how many points of each kind it reached and how long they took; ends with 1 where a promise was not kept.
"""

import argparse
import collections
import concurrent.futures
import functools
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import checkpoints
import durability
import failing_calls
import full_disk
import hostile_files
import kill_points
import many_runners
import random_signals
import slurm_array
import surroundings
from workbench import HERE, Failure, Workbench

PARTS = ["kills", "signals", "errors", "checkpoints", "durability", "disk", "runners", "surroundings", "files", "slurm"]


def main():
    arguments = parse()
    memory = Path("/dev/shm")
    root = Path(tempfile.mkdtemp(prefix="sluice-soak-", dir=memory if os.access(memory, os.W_OK) else None))
    failures = []
    try:

        @functools.cache
        def bench(updates=4):
            return Workbench(root / str(updates), arguments.sluice, *lengthened(updates))

        cases = {
            "kills": lambda: kill_points.cases(bench(), arguments.quick),
            "signals": lambda: random_signals.cases(bench(400), arguments.quick, arguments.seed),
            "errors": lambda: failing_calls.cases(bench(), arguments.quick, arguments.seed),
            "checkpoints": lambda: checkpoints.cases(
                Workbench(root / "kept", arguments.sluice, "training.checkpoint.every=1"), arguments.quick, arguments.seed),
            "durability": lambda: durability.cases(bench(), arguments.quick),
            "disk": lambda: full_disk.cases(bench(), arguments.quick),
            "runners": lambda: many_runners.cases(bench(), arguments.quick, arguments.seed),
            "surroundings": lambda: surroundings.cases(bench(), arguments.quick),
            "files": lambda: hostile_files.cases(bench(), arguments.quick),
            "slurm": lambda: slurm_array.cases(bench(2000), arguments.quick),
        }
        start = time.monotonic()
        for part in arguments.only or PARTS:
            # Only the exactly repeatable parts run side by side: the others would change each other's timing.
            together = os.cpu_count() if part in ("kills", "errors", "checkpoints", "surroundings") else 1
            failures += perform(part, cases[part](), together)
        print(f"{len(failures)} failures, seed {arguments.seed}, {time.monotonic() - start:.0f} s", flush=True)
    finally:
        if not failures:
            shutil.rmtree(root)
    return 1 if failures else 0


def lengthened(updates):
    """The overrides that make a run longer; none for its own 4 updates."""
    return [] if updates == 4 else [f"training.updates={updates}", f"evaluation.every={updates // 4}"]


def perform(part, cases, together):
    """Does checks, several at once, and prints a line for every kind of them."""
    counts, seconds, notes, failures = collections.Counter(), collections.Counter(), collections.Counter(), []

    def one(case):
        kind, check = case
        start = time.monotonic()
        try:
            return kind, check(), None, time.monotonic() - start
        except Failure as failure:
            return kind, None, str(failure), time.monotonic() - start

    with concurrent.futures.ThreadPoolExecutor(together) as pool:
        for kind, note, failure, spent in pool.map(one, cases):
            counts[kind] += 1
            seconds[kind] += spent
            if note:
                notes[kind, note] += 1
            if failure:
                failures.append(failure)
                print(f"  FAILED {kind}: {failure}", flush=True)
    for kind, count in counts.items():
        more = "".join(f", {n} {note}" for (k, note), n in notes.items() if k == kind)
        print(f"  {kind:28} {count:5} points{more}, {seconds[kind] / count:.2f} s each", flush=True)
    print(f"{part}: {counts.total()} points, {len(failures)} failures", flush=True)
    return failures


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="about a tenth of the points")
    parser.add_argument("--seed", type=int, default=1, help="of everything that is drawn at random")
    built = HERE.parent.parent / ".build/release/sluice"
    parser.add_argument("--sluice", type=os.path.abspath, default=built, help="the command")
    which = f"of {', '.join(PARTS)}; all of them if none is named"
    parser.add_argument("only", nargs="*", choices=[*PARTS, []], metavar="part", help=which)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
