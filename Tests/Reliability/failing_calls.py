"""ENOSPC, EIO, EDQUOT and EACCES from every second call, once or from then on; calls cut short; calls interrupted."""

import random
import shutil
import subprocess

from kill_points import NAMES as WRITING
from situations import situations
from system_calls import points, strike
from workbench import HERE, Failure, check_kept, records, temporaries

NAMES = WRITING | {"read", "pread64", "getdents64"}
ERRORS = ["ENOSPC", "EIO", "EDQUOT", "EACCES"]
# What these report is not about data that matter: contents are on the disk before `close`, and `unlink` clears up.
HARMLESS = {"close", "unlink", "unlinkat"}


def cases(bench, quick, seed):
    """A check for each point, the errors taking turns; then the calls that do less than they were asked for."""
    turn = random.Random(seed).randrange(len(ERRORS))
    for situation in situations(bench):
        folder = bench.new_folder()
        situation.prepare(folder)
        found = points(bench, situation.words(folder), folder, NAMES)
        shutil.rmtree(folder)
        for point in found[:: 16 if quick else 2]:
            # Every error once through, then the same again as a lasting one.
            error, lasting = ERRORS[turn % 4], turn // 4 % 2 == 1
            turn += 1
            yield f"error in {situation.name}", lambda s=situation, p=point, e=error, l=lasting: fail(bench, s, p, e, l)
    for name in ["write", "read"]:
        for step in [2, 3]:
            # The first reads are those of the loader and of the language's own start.
            when = f"{1 if name == 'write' else 45}+{step}"
            yield "interrupted calls", lambda n=name, w=when: interrupt(bench, n, w)
    library = compile_short_writes(bench)
    for longest in [1, 7, 4096] if quick else [1, 2, 3, 7, 64, 511, 512, 4095, 4096, 65535]:
        yield "short writes", lambda n=longest: cut_short(bench, library, n)


def fail(bench, situation, point, error, lasting):
    """Lets a call fail, and asks for an honest end and for a repetition that needs no repair."""
    folder, result = strike(bench, situation, point, f"error={error}", lasting)
    # Where no write succeeds any more, the message is not heard either.
    is_mute = lasting and point.name == "write"
    try:
        if result.status == 0:
            # A run needs no checkpoint: what becomes of it is a warning.
            if point.name not in HARMLESS and "DIR/checkpoints" not in point.text:
                raise Failure("a success")
            bench.check_tables(folder)
        elif result.status not in (73, 74) or not (is_mute or str(folder) in result.messages):
            raise Failure(f"exit {result.status}: {result.messages.strip()}")
        if point.name not in HARMLESS and (left := temporaries(folder)):
            raise Failure(f"temporary files are left: {left}")
        kept = records(folder)
        bench.must(situation.words(folder))
        bench.check_tables(folder)
        check_kept(kept, records(folder))
    except Failure as failure:
        raise Failure(f"{error}{' from then on' if lasting else ''} at {point}: {failure}") from None
    shutil.rmtree(folder)


def interrupt(bench, name, when):
    """Interrupts every second or third call: it is made again, and nothing is lost."""
    folder = bench.new_folder()
    inject = f"inject={name}:error=EINTR:when={when}"
    bench.must(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e", inject] + bench.run_words(folder))
    bench.check_finished(folder)
    shutil.rmtree(folder)


def compile_short_writes(bench):
    """A library that cuts the program's writes short; strace can only pretend to."""
    library = bench.root / "short_writes.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, HERE / "short_writes.c"], check=True)
    return library


def cut_short(bench, library, longest):
    """No write takes more than so many bytes."""
    folder = bench.new_folder()
    bench.must(bench.run_words(folder, jobs=2), environment={"LD_PRELOAD": str(library), "LONGEST_WRITE": str(longest)})
    bench.check_finished(folder)
    shutil.rmtree(folder)
