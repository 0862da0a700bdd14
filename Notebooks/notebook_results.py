"""Small results of every kind, which the notebooks' tests draw."""

import atexit
import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# The command: test_notebooks.py says where it is.
SLUICE = Path(os.environ.get("SLUICE", ROOT / ".build/release/sluice"))

TRAINING = """
schema: sluice/experiment/v1
name: NAME
kind: train
seed: 7
replicates: 3
task: {kind: adding, variant: skip, steps: 10, validation_size: 20, test_size: 30}
network: {hidden: 4}
gates: {all: {kind: bernoulli}}
training: {optimizer: {kind: adam, learning_rate: 0.01}, batch: 8, updates: 40}
evaluation: {every: 10, modes: [native, sample], samples: 4}
"""
FORECAST = f"{{kind: forecast, data: {ROOT}/Experiments/Data/hungary_chickenpox.csv, window: 6, horizon: 2, columns: [BUDAPEST, PEST]}}"
SENTENCES = f"{{kind: sequences, data: {ROOT}/Experiments/tagging/sentences.csv, sequence: sentence, symbols: word, target: part, placement: every}}"

# Files of experiments by the names of their results folders.
EXPERIMENTS = {
    "numbers": TRAINING + "sweep: {network.hidden: [2, 4, 16]}\ncompare: {axis: network.hidden, baseline: 4, metric: test.native.mse}\n",
    "facets": TRAINING.replace("replicates: 3", "replicates: 6") + """telemetry: {gates: true}
sweep:
  gates.all: [{kind: sigmoid}, {kind: binary_concrete, temperature: 0.5}, {kind: hard_threshold}]
  training.gradient: [{kind: straight_through_identity}, {kind: straight_through_sigmoid}, {kind: slope_annealed}]
compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.mse}
""",
    "diverging": TRAINING + """sweep: {training.optimizer: [{label: calm, kind: sgd, learning_rate: 0.01}, {label: wild, kind: sgd, learning_rate: 1.0e+30}]}
compare: {axis: training.optimizer, baseline: {label: calm}, metric: test.native.mse}
""",
    "series": re.sub(r"task: .*", lambda _: f"task: {FORECAST}", TRAINING).replace("samples: 4", "samples: 4, predictions: [test]")
    + """telemetry: {gates: true, units: {split: test, examples: 2}}
sweep: {gates.all: [{kind: sigmoid}, {kind: bernoulli}, {kind: noisy_hard_sigmoid}]}
compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.rmse}
""",
    "words": re.sub(r"task: .*", lambda _: f"task: {SENTENCES}", TRAINING).replace("hidden: 4", "hidden: 4, embedding: 2")
    .replace("samples: 4", "samples: 2, predictions: [test], by: [class]") + """sweep: {gates.all: [{kind: sigmoid}, {kind: bernoulli}]}
compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.sample.accuracy}
""",
}
# Files of Experiments, with what makes them short.
SHIPPED = {
    "retention": ("memory-retention/experiment.yaml", "replicates=200"),
    "two-units": ("certificate/two-units.yaml", "certify.samples=300"),
    "relaxed": ("certificate/relaxed.yaml", "certify.samples=200"),
    "one-gate": ("certificate/one-gate.yaml", "certify.samples=2000"),
    "hand": ("worked-example/stochastic-forget-erase.yaml", None),
    "masks": ("worked-example/dropped-writes.yaml", None),
    "step": ("worked-example/experiment.yaml", None),
}


def run(*arguments):
    """What a command prints; its errors are the test's."""
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"{arguments}: {done.stderr}")
    return done.stdout


@cache
def folders():
    """The folder of the results folders, which are made at the first call."""
    made = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, made)
    for name, content in EXPERIMENTS.items():
        file = made / f"{name}.yaml"
        file.write_text(content.replace("NAME", name))
        run(SLUICE, "run", file, "--out", made / name, "--quiet")
    for name, (file, change) in SHIPPED.items():
        command = ["run", "--quiet", "--set", change] if change else ["trace"]
        run(SLUICE, command[0], ROOT / "Experiments" / file, "--out", made / name, *command[1:])
    return made
