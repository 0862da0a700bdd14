"""SIGKILL before, and errors from, each call that has to do with a checkpoint: of runs that keep one after every update."""

import random
import shutil

from failing_calls import ERRORS, fail
from kill_points import NAMES, kill
from situations import Situation
from system_calls import points


def cases(bench, quick, seed):
    """A check for each point of the first runs, in which a checkpoint is written, replaced, and removed."""
    situation = Situation("run with checkpoints", lambda folder: None, bench.run_words)
    folder = bench.new_folder()
    found = [p for p in points(bench, situation.words(folder), folder, NAMES) if "DIR/checkpoints" in p.text]
    shutil.rmtree(folder)
    draw = random.Random(seed)
    for point in found[: 200 : 8 if quick else 1]:
        yield "kill at a checkpoint", lambda p=point: kill(bench, situation, p)
        error, lasting = draw.choice(ERRORS), draw.random() < 0.5
        yield "error at a checkpoint", lambda p=point, e=error, l=lasting: fail(bench, situation, p, e, l)
