#!/usr/bin/env python3
"""Executes the notebooks that suit the tables of results folders, and writes pages and figures: `make notebooks`."""

import argparse
import sys
from os.path import relpath
from pathlib import Path

import nbformat
import papermill

from sluice_page import page
from sluice_tables import Results

HERE = Path(__file__).resolve().parent
# Each notebook with the table that it is about.
TABLES = {
    "compare_policies": "comparisons",
    "gate_statistics": "gates",
    "certificates": "certificate",
    "units": "units",
    "forecasts": "predictions",
    "worked_example": "trace",
}
# Exit status, as those of the command.
UNSUITED, MISSING, FAILED = 65, 66, 70


class Failure(Exception):
    """What a person is told, and the exit status."""

    def __init__(self, words, status):
        super().__init__(words)
        self.status = status


def suitable(folder):
    """The notebooks that draw a results folder."""
    if not Path(folder).is_dir():
        raise Failure(f"{folder} is no folder: run an experiment first, such as with `make quickstart`, or name a results folder", MISSING)
    try:
        results = Results(folder)
    except SystemExit as error:
        raise Failure(str(error), MISSING) from None
    found = [notebook for notebook, table in TABLES.items() if results.has(table)]
    if not found:
        raise Failure(f"{folder} has no table that a notebook draws: {', '.join(f'{table}.csv' for table in TABLES.values())}", MISSING)
    return found


def draw(notebook, folder, out):
    """Executes a notebook on a results folder: `<notebook>.ipynb`, `.html` and the figures in `out`; returns the page's path."""
    executed = out / f"{notebook}.ipynb"
    parameters = {"results": relpath(Path(folder).resolve(), HERE), "figures": relpath(out.resolve(), HERE)}
    try:
        papermill.execute_notebook(HERE / f"{notebook}.ipynb", executed, parameters=parameters, cwd=str(HERE), kernel_name="python3",
                                   progress_bar=False)
    except papermill.PapermillExecutionError as error:
        if error.ename == "SystemExit":
            raise Failure(error.evalue, UNSUITED) from None
        raise Failure(f"{notebook}.ipynb on {folder}: {error.ename}: {error.evalue}\nSee {executed}", FAILED) from None
    written = out / f"{notebook}.html"
    written.write_text(page(nbformat.read(executed, as_version=4)))
    return written


def main():
    """Draws every folder into a folder of its name below `--out`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", nargs="+", help="results folders that `sluice` has written")
    parser.add_argument("--out", default="results/notebooks", help="where the folder of each results folder is written")
    arguments = parser.parse_args()
    try:
        names = [Path(folder).resolve().name for folder in arguments.results]
        for name in names:
            if names.count(name) > 1:
                parser.error(f"{names.count(name)} results folders have the name {name}, and would be drawn into one: "
                             "draw them apart, with another --out")
        work = [(folder, name, suitable(folder)) for folder, name in zip(arguments.results, names)]
        for folder, name, notebooks in work:
            out = Path(arguments.out) / name
            out.mkdir(parents=True, exist_ok=True)
            for notebook in notebooks:
                print(draw(notebook, folder, out), flush=True)
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(failure.status)


if __name__ == "__main__":
    main()
