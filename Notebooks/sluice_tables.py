"""The CSV tables of a results folder, typed as its data dictionary says, and what an experiment asked for."""

import json
import math
import re
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

# Quantities of gates.csv and units.csv that are no gates.
STATES = ["candidate", "cell", "hidden"]


class Results:
    """A results folder that `sluice` has written."""

    def __init__(self, folder):
        self.folder = Path(folder)
        dictionary = self.folder / "datapackage.json"
        if not dictionary.exists():
            raise SystemExit(f"{folder} has no datapackage.json: it is no results folder, or its tables are not written yet "
                             f"(`sluice export {folder}`)")
        package = json.loads(dictionary.read_text())
        self.name = package["name"]
        self.question = package["description"].split("? ")[0].rstrip("?") + "?" if "?" in package["description"] else ""
        self.fields = {resource["name"]: resource["schema"]["fields"] for resource in package["resources"]}

    def has(self, name):
        """Whether the folder has the table `name`."""
        return name in self.fields and (self.folder / f"{name}.csv").exists()

    def table(self, name):
        """The table `name`: texts as they are, whole numbers and numbers, NaN where a cell is empty."""
        if not self.has(name):
            raise SystemExit(f"{self.folder} has no {name}.csv; its tables: {', '.join(sorted(filter(self.has, self.fields)))}")
        kinds = {field["name"]: field["type"] for field in self.fields[name]}
        numbers = [column for column, kind in kinds.items() if kind in ("integer", "number")]
        frame = pd.read_csv(self.folder / f"{name}.csv", keep_default_na=False, na_values={column: ["", "NaN"] for column in numbers},
                            dtype={column: str if column not in numbers else float for column in kinds})
        for column, kind in kinds.items():
            if kind == "integer" and frame[column].notna().all():
                frame[column] = frame[column].astype(int)
        return frame

    def joined(self, name):
        """The table `name` with the axes and the status of each row's run."""
        return self.table(name).merge(self.runs[["run_id", "status", *self.axes]], on="run_id")

    @cached_property
    def runs(self):
        """runs.csv."""
        return self.table("runs")

    @cached_property
    def axes(self):
        """The axes of the sweep, in the order of the table; none where nothing is swept."""
        columns = [field["name"] for field in self.fields.get("runs", [])]
        return columns[columns.index("replicate") + 1:columns.index("status")] if columns else []

    def values(self, axis):
        """The values of an axis: by size where all are numbers, else in the order of the sweep."""
        values = list(self.runs[axis].unique())
        return sorted(values, key=float) if numeric(values) else values

    @cached_property
    def longest(self):
        """The axis with the most values, None where nothing is swept."""
        return max(self.axes, key=lambda axis: self.runs[axis].nunique(), default=None)

    def setting(self, name, default=None):
        """A setting of the experiment, overrides included, as the folder's plan has it."""
        plan = self.folder / "plan"
        found = re.search(rf'^setting "{re.escape(name)}" (.*)$', plan.read_text(), re.MULTILINE) if plan.exists() else None
        return json.loads(found[1]) if found else default


class Panels:
    """The combinations of some columns, each drawn in a panel of its own."""

    def __init__(self, frame, columns):
        self.columns = [column for column in columns if frame[column].nunique() > 1]
        self.keys = list(frame[self.columns].drop_duplicates().itertuples(index=False, name=None)) if self.columns else [()]

    def __iter__(self):
        return iter(self.keys)

    def __len__(self):
        return len(self.keys)

    def within(self, frame, key):
        """The rows of a panel."""
        for column, value in zip(self.columns, key):
            frame = frame[frame[column] == value]
        return frame

    def title(self, key):
        """What tells a panel from the others."""
        return ", ".join(f"{column.split('.')[-1]} {value}" for column, value in zip(self.columns, key))


def numeric(values):
    """Whether there are several values, all of them finite numbers."""
    try:
        numbers = [float(value) for value in values]
    except ValueError:
        return False
    return len(numbers) > 1 and all(map(math.isfinite, numbers))


def gates_of(frame):
    """The gates in a column `quantity`, in the order of the table."""
    known = frame.quantity[~frame.quantity.str.contains(r"gradient|\.") & ~frame.quantity.isin(STATES)]
    return list(known.unique())


def interval(values):
    """Mean of replicates and half of its 95 % t interval, NaN for fewer than two."""
    values = np.asarray(values, dtype=float)
    if len(values) < 2:
        return values.mean() if len(values) else np.nan, np.nan
    return values.mean(), stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))


def count(number, singular, plural=None):
    """A number with its noun: 1 run, 2 runs."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
