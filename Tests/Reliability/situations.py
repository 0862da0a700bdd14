"""The states in which a command is struck: a new folder, a half-finished one, a finished one."""

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
    """`run` into nothing, into a half-finished and into a finished folder; `export` of a finished one."""
    half = bench.new_folder("half")
    bench.must(bench.run_words(half, "--shard", "1/2"))
    return [
        Situation("run", lambda folder: None, bench.run_words),
        Situation("resumed run", lambda folder: shutil.copytree(half, folder), bench.run_words),
        Situation("repeated run", lambda folder: shutil.copytree(bench.reference, folder), bench.run_words, True),
        Situation("export", lambda folder: shutil.copytree(bench.reference, folder), bench.export_words, True),
    ]
