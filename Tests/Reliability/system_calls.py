"""Which calls a command makes to the system, and how to strike at one of them with strace."""

import itertools
import os
import re
import shutil
import signal
from dataclasses import dataclass

from workbench import Failure

QUIET = ["-qq", "-s", "0", "-e", "signal=none"]
PROCESSORS = itertools.cycle(sorted(os.sched_getaffinity(0)))


def pinned():
    """On one processor there is one worker thread, so that the k-th call is the same call nearly every time."""
    return ["taskset", "-c", str(next(PROCESSORS))]


@dataclass(frozen=True)
class Point:
    """The `index`-th call of a name in the first thread that makes so many of it."""

    name: str
    index: int
    text: str


def points(bench, words, folder, names):
    """Every call of these names that has to do with the folder and that strace can strike at."""
    log = bench.root / f"{folder.name}.calls"
    chosen = ",".join(f"?{name}" for name in sorted(names))
    bench.must(pinned() + ["strace", "-f", "-y", *QUIET, "-o", str(log), "-e", f"trace={chosen}"] + words)
    counts, found, struck = {}, [], set()
    for line in log.read_text(errors="replace").splitlines():
        match = re.match(r"(\d+) +(\w+)\((.*)", line)
        if not match:
            continue
        thread, name, text = match.groups()
        index = counts[thread, name] = counts.get((thread, name), 0) + 1
        # strace counts in each thread by itself: the first thread to get there is struck.
        if (name, index) in struck:
            continue
        struck.add((name, index))
        if str(folder) in text:
            found.append(Point(name, index, text.replace(str(folder), "DIR")))
    log.unlink()
    return found


def strike(bench, situation, point, how, lasting=False):
    """Calls a command on a new folder and strikes at a point, and at every later call of its name if `lasting`.

    Returns the folder and the result. Threads may share the work otherwise than when the calls were counted, so that
    the point is not reached: then all of it is done again.
    """
    when = f"{point.index}+" if lasting else str(point.index)
    # Faster, but a stop that seccomp makes delivers no signal.
    fast = [] if how.startswith("signal") else ["--seccomp-bpf"]
    for _ in range(10):
        folder = bench.new_folder()
        situation.prepare(folder)
        log = bench.root / f"{folder.name}.calls"
        strace = ["strace", "-f", "-y", *QUIET, *fast, "-o", str(log), "-e", f"trace={point.name}"]
        inject = ["-e", f"inject={point.name}:{how}:when={when}"]
        result = bench.call(pinned() + strace + inject + situation.words(folder))
        # The runtime wakes its threads with calls of the same names, which say nothing of the folder.
        struck = [line for line in log.read_text(errors="replace").splitlines() if "(INJECTED)" in line]
        is_struck = result.status == -signal.SIGKILL or any(str(folder) in line for line in struck)
        log.unlink()
        if is_struck:
            return folder, result
        shutil.rmtree(folder)
    raise Failure(f"{point}: never reached")
