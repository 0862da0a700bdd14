#!/usr/bin/env python3
"""Puts the certificates of all problems into one table, and the processor time of an estimate into another.

    league.py SLUICE RESULTS FOLDER

SLUICE is the command, RESULTS holds the folders league-one-gate, league-one-unit, ... that it has written, and FOLDER
gets league.csv, which is the same on every machine, and seconds.csv, which is not.
"""

import csv
import re
import subprocess
import sys
from pathlib import Path

# Each problem and what of its gradient is looked at: of one gate the derivative in its logit.
PROBLEMS = {"one-gate": "layer0.bias[3]"} | dict.fromkeys(
    ["one-unit", "two-layers", "two-units", "half-way", "trained", "gru", "min-gru-10", "min-gru-100"], "all")
# It comes first in every file, so that the exact gradient's time, which one run spends for all, is charged to it.
CHARGED = "auto"


def table(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def verdicts(sluice, folder):
    """What `compare` says of each rule: verdict, the furthest bias in standard errors, and whose it is."""
    lines = subprocess.run([sluice, "compare", folder], check=True, text=True, capture_output=True).stdout
    cells = [re.split(r"\s{2,}", line.strip()) for line in lines.splitlines()]
    return {row[0].removeprefix("training.gradient="): row[-3:] for row in cells if row[0].startswith("training.")}


def main(sluice, results, target):
    league, seconds = [], []
    for problem, looked_at in PROBLEMS.items():
        folder = Path(results, f"league-{problem}")
        said = verdicts(sluice, folder)
        rules = {run["run_id"]: run["training.gradient"] for run in table(folder / "runs.csv")}
        spent = {rules[row["run_id"]]: float(row["cpu_seconds"]) for row in table(folder / "timings.csv")}
        for row in table(folder / "certificate.csv"):
            rule = row["training.gradient"]
            if row["parameter"] != looked_at or rule == CHARGED:
                continue
            exact, variance = abs(float(row["exact"])), float(row["variance"])
            verdict, deviations, parameter = said[rule]
            league.append({
                "problem": problem, "rule": rule, "samples": row["samples"], "exact": row["exact"],
                "bias": repr(abs(float(row["bias"])) / exact), "bias_se": repr(float(row["bias_se"]) / exact),
                "variance": repr(variance / (exact * exact)), "cosine": row["cosine"], "evaluations": row["evaluations"],
                "draws": row["draws"],
                "variance_times_evaluations": repr(variance / (exact * exact) * float(row["evaluations"])),
                "verdict": verdict, "furthest": deviations, "of": parameter,
            })
            seconds.append({
                "problem": problem, "rule": rule,
                "microseconds_per_estimate": f"{spent[rule] / int(row['samples']) * 1e6:.1f}",
            })
    for name, rows in [("league.csv", league), ("seconds.csv", seconds)]:
        with open(Path(target, name), "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
