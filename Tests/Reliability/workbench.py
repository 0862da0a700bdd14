"""The experiment of the soak, the command, and what a results folder must hold when all is well."""

import collections
import datetime
import hashlib
import itertools
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
VOLATILE = {"timings.csv", "provenance.json", "history.json", "ro-crate-metadata.json"}
TEMPORARY = ".tmp-"


@dataclass
class Result:
    """How a call of the command ended."""

    status: int
    messages: str


class Workbench:
    """A folder with the experiment file, its data, and the results of an uninterrupted run."""

    def __init__(self, root, sluice, *overrides):
        self.root, self.sluice = Path(root), str(sluice)
        self.overrides = [word for override in overrides for word in ("--set", override)]
        self.root.mkdir(parents=True)
        shutil.copy(HERE / "experiment.yaml", self.root)
        (self.root / "counts.csv").write_text(counts())
        self._numbers = itertools.count(1)
        self.reference = self.new_folder("reference")
        self.must(self.run_words(self.reference))
        self.expected = digests(self.reference)
        assert {"runs.csv", "gates.csv", "comparisons.csv", "manifest.json"} <= self.expected.keys()
        assert sum(name.startswith("weights/") for name in self.expected) == 33

    def new_folder(self, name="point"):
        """A results folder that does not exist yet."""
        return self.root / f"{name}-{next(self._numbers)}"

    def run_words(self, folder, *more, jobs=1):
        """The words of `sluice run` into a folder."""
        experiment = str(self.root / "experiment.yaml")
        words = [self.sluice, "run", experiment, "--out", str(folder), "--jobs", str(jobs), "--quiet"]
        return words + self.overrides + list(more)

    def export_words(self, folder):
        """The words of `sluice export` of a folder."""
        return [self.sluice, "export", str(folder)]

    def call(self, words, environment=None, **options):
        """Calls a command and waits for its end."""
        everything = {**os.environ, **(environment or {})}
        done = subprocess.run(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=everything, errors="replace", **options)
        return Result(done.returncode, done.stdout)

    def must(self, words, **options):
        """Calls a command that has to succeed."""
        result = self.call(words, **options)
        if result.status != 0:
            raise Failure(f"{' '.join(words)}: exit {result.status}: {result.messages.strip()}")

    def check_tables(self, folder):
        """All tables are there and have the bytes of the uninterrupted run."""
        found = digests(folder)
        if found != self.expected:
            names = sorted(found.items() ^ self.expected.items())
            raise Failure(f"{folder}: not the bytes of the uninterrupted run: {sorted({n for n, _ in names})}")

    def check_finished(self, folder):
        """All tables are right, and no temporary file is left."""
        self.check_tables(folder)
        if left := temporaries(folder):
            raise Failure(f"{folder}: temporary files are left: {[str(path) for path in left]}")

    def check_unfinished(self, folder):
        """Every table that can be seen is whole: a reader never meets a part of one."""
        for name, digest in digests(folder).items():
            if digest != self.expected.get(name):
                raise Failure(f"{folder}: {name} can be seen before it is whole")


class Failure(Exception):
    """A promise that was not kept."""


def counts():
    """A short table of counts by date, with nothing random in it."""
    first = datetime.date(2020, 1, 1)
    rows = [f"{first + datetime.timedelta(day)},{day * 7 % 23},{day * 5 % 17}" for day in range(60)]
    return "\n".join(["Date,NORTH,SOUTH", *rows]) + "\n"


def digests(folder):
    """The SHA-256 of every stable file of a results folder, by name: tables, and what runs publish beside them."""
    files = [path for path in Path(folder).glob("*") if path.suffix in (".csv", ".json")]
    files += [path for path in Path(folder).glob("weights/*") if not path.name.startswith(TEMPORARY)]
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files if p.name not in VOLATILE
    }


def records(folder):
    """The bytes of every finished run's records, by id. Even the seconds it took, for no run is done twice."""
    found = collections.defaultdict(list)
    for path in sorted(Path(folder).glob("records/segment-*")):
        for record in frames(path.read_bytes()):
            found[record.split(b"\n")[1].removeprefix(b"run ").decode()].append(record)
    return dict(found)


def frames(segment):
    """The records in a segment, up to the first that is not whole: `record LENGTH`, then as many bytes, which end with their SHA-256."""
    head, _, rest = segment.partition(b"\n")
    if segment and not b"sluice/segment/v1".startswith(head):
        raise Failure(f"a segment begins with {head!r}")
    while True:
        head, _, rest = rest.partition(b"\n")
        if not (words := re.fullmatch(rb"record (\d+)", head)) or len(rest) < (length := int(words[1])):
            return
        record, rest = rest[:length], rest[length:]
        if record[-72:] != f"sha256 {hashlib.sha256(record[:-72]).hexdigest()}\n".encode():
            raise Failure("a record that is whole does not have its checksum")
        yield record


def temporaries(folder):
    """What killed or failed writers left behind."""
    return [path for path in Path(folder).rglob("*") if path.name.startswith(TEMPORARY)]


def age(folder):
    """Makes the temporary files of a folder two hours old, so that the next run may delete them."""
    for path in temporaries(folder):
        old = path.stat().st_mtime - 7200
        os.utime(path, (old, old))


def check_kept(before, after):
    """Finished runs survive and are not done again."""
    for run, content in before.items():
        if after.get(run) != content:
            raise Failure(f"the record of {run} was lost or made again")
