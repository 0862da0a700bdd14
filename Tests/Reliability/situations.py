"""The commands that are struck, and the states in which they find a folder: new, half-finished, finished."""

import shutil
from dataclasses import dataclass
from typing import Callable


@dataclass
class Situation:
    """A command and the folder that it finds; `is_finished` where the folder holds all tables already."""

    name: str
    prepare: Callable
    words: Callable
    is_finished: bool = False


def situations(bench):
    """`run` into nothing, into a half-finished and into a finished folder; `export` of a finished one; `merge` of two halves."""
    half, other = bench.new_folder("half"), bench.new_folder("half")
    for number, share in enumerate([half, other], 1):
        bench.must(bench.run_words(share, "--shard", f"{number}/2"))

    def merge_words(folder):
        return [bench.sluice, "merge", str(half), str(other), "--out", str(folder)]

    return [
        Situation("run", lambda folder: None, bench.run_words),
        Situation("resumed run", lambda folder: shutil.copytree(half, folder), bench.run_words),
        Situation("repeated run", lambda folder: shutil.copytree(bench.reference, folder), bench.run_words, True),
        Situation("export", lambda folder: shutil.copytree(bench.reference, folder), bench.export_words, True),
        Situation("merge", lambda folder: None, merge_words),
        Situation("merge into a half", lambda folder: shutil.copytree(other, folder), merge_words),
    ]
