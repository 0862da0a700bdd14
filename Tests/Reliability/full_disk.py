"""A file system in memory that is really full, and is then made larger."""

import os
import shutil
import subprocess

from workbench import Failure, check_kept, records

KIBIBYTES = [16, 20, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 512, 768, 1024]


def cases(bench, quick):
    """A check for each size, where this user may mount."""
    if os.geteuid() != 0:
        print("  full disk: skipped, for only root may mount a file system")
        return
    for size in KIBIBYTES[:: 5 if quick else 1]:
        yield "full disk", lambda k=size: fill(bench, k)


def fill(bench, kibibytes):
    """Runs until nothing fits any more, enlarges the disk, and runs on."""
    disk = bench.new_folder("disk")
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "sluice-soak", disk], check=True)
    try:
        folder = disk / "results"
        result = bench.call(bench.run_words(folder))
        if result.status == 0:
            bench.check_finished(folder)
        elif result.status not in (73, 74) or str(disk) not in result.messages:
            raise Failure(f"{kibibytes} KiB: exit {result.status}: {result.messages.strip()}")
        kept = records(folder)
        bench.check_unfinished(folder)
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        bench.must(bench.run_words(folder))
        bench.check_finished(folder)
        check_kept(kept, records(folder))
        return "filled" if result.status else "large enough"
    finally:
        subprocess.run(["umount", disk], check=True)
        shutil.rmtree(disk)
