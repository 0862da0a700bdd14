"""How often `run` waits for the disk, as strace counts it: the promise of --group-commit, which no kill can show."""

import math
import re
import shutil
from dataclasses import dataclass, field

from system_calls import QUIET
from workbench import Failure, records

# A record waits a second, then until its synchronization has begun and ended on a busy machine.
LONGEST_WAIT = 1 + 2


def cases(bench, quick):
    """A check for each size of group, of runs that take next to no time; and of runs that take longer than a group may wait."""
    for group in [1, 8, 64]:
        yield f"{group} at a time", lambda g=group: check(bench, g, replicates=20 if quick else 70)
    yield "64, long runs", lambda: check(bench, 64, replicates=3, updates=40_000)


def check(bench, group, replicates, updates=4):
    """Traces a run into a new folder, and holds its calls against the promise."""
    folder, log = bench.new_folder(), bench.root / f"durability-{group}.calls"
    settings = [
        f"replicates={replicates}",
        f"training.updates={updates}",
        f"evaluation.every={updates}",
        "training.save_weights=none",
    ]
    words = bench.run_words(folder, "--group-commit", str(group), *(word for one in settings for word in ("--set", one)))
    calls = "trace=write,pwrite64,writev,fsync,fdatasync"
    bench.must(["strace", "-f", "-y", "-ttt", *QUIET, "-o", str(log), "-e", calls, *words])
    count = sum(len(found) for found in records(folder).values())
    segment = Segment()
    for line in log.read_text(errors="replace").splitlines():
        segment.take(line)
    if count != segment.written:
        raise Failure(f"{count} records, and {segment.written} calls that wrote one")
    if segment.waiting:
        raise Failure(f"{len(segment.waiting)} of {count} records are never made durable")
    least, most = count // group, math.ceil(count / group) + math.ceil(segment.seconds) + 1
    if not least <= segment.synchronized <= most:
        raise Failure(f"{segment.synchronized} synchronizations of {count} records, not {least} to {most}")
    if segment.most > group:
        raise Failure(f"{segment.most} records waited, of {group} that may")
    if segment.longest > LONGEST_WAIT:
        raise Failure(f"a record waited for {segment.longest:.1f} s")
    shutil.rmtree(folder)
    log.unlink()
    return (
        f"sweep of {count} records with {segment.synchronized} synchronizations in {segment.seconds:.1f} s "
        f"and at most {segment.most} records waiting, for {segment.longest:.2f} s"
    )


@dataclass
class Segment:
    """What has been written to the run's segment, and what of it is known to be on the disk."""

    written: int = 0
    synchronized: int = 0
    most: int = 0
    longest: float = 0.0
    # When each record was written that may be lost.
    waiting: list = field(default_factory=list)
    # By thread: records that the synchronization covers that is going on there.
    covered: dict = field(default_factory=dict)
    begun: float = 0.0
    ended: float = 0.0

    CALL = re.compile(r"(\d+) +([\d.]+) (?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)")

    @property
    def seconds(self):
        """From the first record to the last synchronization."""
        return self.ended - self.begun

    def take(self, line):
        """Follows one line of the trace: a call, its beginning, or its end."""
        if not (match := self.CALL.match(line)):
            return
        thread, time, name, rest = match[1], float(match[2]), match[3], match[4]
        begins, ends = " resumed>" not in line, not rest.endswith("<unfinished ...>")
        if name in ("fsync", "fdatasync"):
            if begins and "/records/segment-" in rest:
                self.covered[thread] = self.written
            if ends and thread in self.covered:
                self.synchronize(self.covered.pop(thread), time)
        elif begins and "/records/segment-" in rest:
            # One call a record.
            self.write(time)

    def write(self, time):
        """A record may be lost from now on."""
        self.begun = self.begun or time
        self.written += 1
        self.waiting.append(time)
        self.most = max(self.most, len(self.waiting))

    def synchronize(self, covered, time):
        """The first `covered` records are on the disk."""
        self.synchronized += 1
        self.ended = time
        lasting = max(0, covered - (self.written - len(self.waiting)))
        if lasting:
            self.longest = max(self.longest, time - self.waiting[0])
        del self.waiting[:lasting]
