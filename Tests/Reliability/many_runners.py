"""Several runners in one folder at once, whole and in shares, with and without one that is killed."""

import random
import shutil
import subprocess
import time

from workbench import Failure, records

ROUNDS = {2: 20, 8: 20, 32: 10}
QUICK = {2: 3, 8: 2, 32: 1}


def cases(bench, quick, seed):
    """A check for each round."""
    for runners, rounds in (QUICK if quick else ROUNDS).items():
        for number in range(rounds):
            draw = random.Random(f"{seed} {runners} {number}")
            yield f"{runners} runners", lambda n=runners, k=number, d=draw: race(bench, n, k, d)


def race(bench, runners, number, draw):
    """All start at once; in every third round they share the work, in every other third one is killed."""
    folder = bench.new_folder()
    shares = number % 3 == 1
    words = [bench.run_words(folder, *(["--shard", f"{i + 1}/{runners}"] if shares else [])) for i in range(runners)]
    started = [subprocess.Popen(w, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for w in words]
    killed = None
    if number % 3 == 2:
        killed = draw.choice(started)
        time.sleep(draw.uniform(0, 0.1))
        killed.kill()
    for process in started:
        messages, _ = process.communicate()
        if process.returncode != 0 and process is not killed:
            raise Failure(f"{runners} runners, round {number}: exit {process.returncode}: {messages.strip()}")
    bench.check_tables(folder) if killed else bench.check_finished(folder)
    check_rows(bench, folder)
    shutil.rmtree(folder)


def check_rows(bench, folder):
    """Each run has one record and one row in the tables that have one row a run."""
    wanted = sorted(records(bench.reference))
    if sorted(records(folder)) != wanted:
        raise Failure(f"{folder}: records are missing or too many")
    for table in ["runs.csv", "timings.csv"]:
        rows = sorted(line.split(",")[0] for line in (folder / table).read_text().splitlines()[1:])
        if rows != wanted:
            raise Failure(f"{folder}: {table} has lost or double rows")
