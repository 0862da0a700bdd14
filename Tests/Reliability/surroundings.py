"""Languages, time zones, masks and odd names of folders change no byte."""

import os
import shutil
import stat

from workbench import Failure

ENVIRONMENTS = [
    {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}, {"LANG": "C", "LC_ALL": "C"}, {"LC_NUMERIC": "de_DE.UTF-8"},
    {"TZ": "Asia/Kolkata"}, {"TZ": "America/St_Johns"}, {"GSL_RNG_TYPE": "taus", "GSL_RNG_SEED": "99"},
    {"NO_COLOR": "1", "COLUMNS": "1", "TERM": "dumb"}, {"TMPDIR": "/nonexistent", "HOME": "/nonexistent"},
]
NAMES = ["two words", "Größe-数据-🧪", "one\nline", "quote'\"$HOME`", "-dash", "a" * 200, "trailing ", "per%cent,comma;"]


def cases(bench, quick):
    """A check for each environment, mask and name."""
    for environment in ENVIRONMENTS:
        yield "environments", lambda e=environment: run(bench, bench.new_folder(), environment=e)
    for mask in [0o077, 0o027, 0o000]:
        yield "masks", lambda m=mask: masked(bench, m)
    for name in NAMES:
        yield "names of folders", lambda n=name: named(bench, n)


def run(bench, folder, **options):
    """Runs, then exports, with the bytes of the reference both times."""
    for words in [bench.run_words(folder), bench.export_words(folder)]:
        bench.must(words, **options)
        bench.check_finished(folder)
    shutil.rmtree(folder)


def masked(bench, mask):
    """What the mask forbids, no file or folder allows."""
    folder = bench.new_folder()
    bench.must(bench.run_words(folder), umask=mask)
    for path in [folder, *folder.rglob("*")]:
        if stat.S_IMODE(path.stat().st_mode) & mask:
            raise Failure(f"{path}: has rights that the mask {mask:03o} forbids")
    bench.check_finished(folder)
    shutil.rmtree(folder)


def named(bench, name):
    """The experiment, its data and its results lie in a folder of this name."""
    home = bench.new_folder("names") / name
    home.mkdir(parents=True)
    for file in ["experiment.yaml", "counts.csv"]:
        shutil.copy(bench.root / file, home)
    # From within as well, where the names are relative.
    results = home / name
    bench.must([bench.sluice, "run", "experiment.yaml", f"--out={name}", "--quiet"], cwd=home)
    bench.check_finished(results)
    bench.must([bench.sluice, "run", os.path.join(str(home), "experiment.yaml"), f"--out={results}", "--quiet"])
    bench.must([bench.sluice, "export", str(results)])
    bench.check_finished(results)
    shutil.rmtree(home.parent)
