"""SIGKILL before each write, fsync, rename, open, unlink, mkdir and close of `run`, of a resumed run, of `export`
and of `merge`."""

import shutil

from situations import situations
from system_calls import points, strike
from workbench import Failure, age, check_kept, records

NAMES = {"write", "fsync", "rename", "renameat", "link", "linkat", "openat", "unlink", "unlinkat", "mkdir", "mkdirat", "close"}


def cases(bench, quick):
    """A check for each point."""
    for situation in situations(bench):
        folder = bench.new_folder()
        situation.prepare(folder)
        found = points(bench, situation.words(folder), folder, NAMES)
        shutil.rmtree(folder)
        for point in found[:: 8 if quick else 1]:
            yield f"kill {situation.name}", lambda s=situation, p=point: kill(bench, s, p)


def kill(bench, situation, point):
    """Kills there, looks at what is left, calls the same command again."""
    folder, _ = strike(bench, situation, point, "signal=SIGKILL")
    try:
        if situation.is_finished:
            bench.check_tables(folder)
        else:
            bench.check_unfinished(folder)
        kept = records(folder)
        age(folder)
        bench.must(situation.words(folder))
        if situation.name == "export":
            bench.must(bench.run_words(folder))  # which deletes what the killed writer left
        bench.check_finished(folder)
        check_kept(kept, records(folder))
    except Failure as failure:
        raise Failure(f"killed before {point}: {failure}") from None
    shutil.rmtree(folder)
