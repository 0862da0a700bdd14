"""Signals at random times: SIGKILL, SIGTERM, SIGINT, kills of a resumed run, and five kills in a row."""

import random
import shutil
import signal
import subprocess
import time

from workbench import Failure, age, check_kept, records

COUNTS = {"SIGKILL": 200, "SIGTERM": 50, "SIGINT": 50, "SIGKILL of a resumed run": 50, "five SIGKILLs in a row": 20}
QUICK = {"SIGKILL": 10, "SIGTERM": 5, "SIGINT": 5, "SIGKILL of a resumed run": 4, "five SIGKILLs in a row": 2}


def cases(bench, quick, seed):
    """A check for each seeded draw of times."""
    start = time.monotonic()
    folder = bench.new_folder()
    bench.must(bench.run_words(folder, jobs=2))
    shutil.rmtree(folder)
    duration = time.monotonic() - start
    for kind, count in (QUICK if quick else COUNTS).items():
        for number in range(count):
            draw = random.Random(f"{seed} {kind} {number}")
            yield kind, lambda k=kind, d=draw: strike(bench, k, d, duration)


def strike(bench, kind, draw, duration):
    """Sends the signals, then lets the command come to its end."""
    folder = bench.new_folder()
    number = signal.Signals[kind.split()[0]] if kind.startswith("SIG") else signal.SIGKILL
    times = {"five SIGKILLs in a row": 5, "SIGKILL of a resumed run": 2}.get(kind, 1)
    for _ in range(times):
        before = records(folder)
        wait = draw.uniform(0, duration / (times if times > 2 else 1))
        process = subprocess.Popen(
            bench.run_words(folder, jobs=2), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        time.sleep(wait)
        process.send_signal(number)
        messages, _ = process.communicate()
        if number != signal.SIGKILL and process.returncode == -number and not folder.exists():
            return "before the program had begun"  # it was still being loaded
        allowed = {0, -signal.SIGKILL} if number == signal.SIGKILL else {0, 75}
        if process.returncode not in allowed:
            raise Failure(f"{number.name} after {wait:.4f} s: exit {process.returncode}: {messages.strip()}")
        if process.returncode == 75 and "the same command goes on" not in messages:
            raise Failure(f"{number.name} after {wait:.4f} s: says {messages.strip()!r}")
        bench.check_unfinished(folder)
        check_kept(before, records(folder))
    kept = records(folder)
    age(folder)
    bench.must(bench.run_words(folder, jobs=2))
    bench.check_finished(folder)
    check_kept(kept, records(folder))
    shutil.rmtree(folder)
