"""Results folders: their tables as pandas frames, typed as their data dictionary says."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

#: The pandas type of each type of the data dictionary, of columns where every value is there, and of those where some may not.
#: Text is text, also ids and labels such as ``NA``; numbers without a value are NaN.
_TYPES = {
    "string": ("string", "string"),
    "integer": ("int64", "Int64"),
    "number": ("float64", "float64"),
    "boolean": ("bool", "boolean"),
}


def read(folder: str | os.PathLike[str]) -> Results:
    """The results in a folder. Tables are read when they are first asked for.

    Raises:
        FileNotFoundError: there is no data dictionary, so no tables have been written there.
    """
    return Results(folder)


class Results(Mapping[str, "pandas.DataFrame"]):
    """A results folder: a map from the names of its tables to pandas frames.

    Tables are attributes too: ``results.summary`` is ``results["summary"]``. Each is read once, when it is first asked for;
    frames belong to the caller's copy of the folder, so that a change of one is seen wherever it is asked for again.

    Rows keep the order of the file, which is the order of the sweep: ``frame.groupby("gates.all", sort=False)`` keeps it too.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        #: The folder.
        self.path = Path(folder)
        self._resources: dict[str, dict[str, Any]] = {table["name"]: table for table in self.dictionary["resources"]}
        self._frames: dict[str, pandas.DataFrame] = {}

    @cached_property
    def dictionary(self) -> dict[str, Any]:
        """The data dictionary, ``datapackage.json``: every table and column with its type and meaning."""
        return self._json("datapackage.json")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """``manifest.json``: versions, and the SHA-256 of the experiment, the data and every table."""
        return self._json("manifest.json")

    def columns(self, table: str) -> dict[str, str]:
        """What the columns of a table mean, in their order."""
        return {field["name"]: field["description"] for field in self._resource(table)["schema"]["fields"]}

    def __getitem__(self, table: str) -> pandas.DataFrame:
        if table not in self._frames:
            self._frames[table] = self._frame(self._resource(table))
        return self._frames[table]

    def __getattr__(self, name: str) -> pandas.DataFrame:
        # Names with an underscore are Python's own business, such as copying; they must not lead to a look at the tables.
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._resources)

    def __len__(self) -> int:
        return len(self._resources)

    def __contains__(self, table: object) -> bool:
        return table in self._resources

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self]

    def __repr__(self) -> str:
        return f"Results({str(self.path)!r}: {', '.join(self)})"

    def _json(self, name: str) -> dict[str, Any]:
        file = self.path / name
        try:
            content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            return content
        except FileNotFoundError:
            raise FileNotFoundError(
                f"there is no '{file}': '{self.path}' holds no tables; run its experiment to the end, or "
                f"write those of the runs that are finished with `sluice export`"
            ) from None

    def _resource(self, table: str) -> dict[str, Any]:
        if table in self._resources:
            return self._resources[table]
        near = difflib.get_close_matches(table, self, 1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        raise KeyError(f"'{self.path}' has no table '{table}'{hint}; it has {', '.join(self)}")

    def _frame(self, resource: Mapping[str, Any]) -> pandas.DataFrame:
        try:
            import pandas
        except ImportError:
            raise ImportError("tables are read with pandas, which is not installed: pip install pandas") from None
        fields, missing = resource["schema"]["fields"], resource["schema"]["missingValues"]
        # Before version 3.1 a quarter of all numbers is read an ulp off, unless it is told not to.
        is_exact = tuple(map(int, pandas.__version__.split(".")[:2])) >= (3, 1)
        return pandas.read_csv(
            self.path / resource["path"],
            dtype={field["name"]: _TYPES[field["type"]][0 if field["constraints"]["required"] else 1] for field in fields},
            # Nothing else is missing: a series may be called NA. NaN is a number, which pandas has to be told too.
            na_values={field["name"]: missing + ["NaN"] * (field["type"] == "number") for field in fields},
            keep_default_na=False,
            encoding="utf-8",
            **({} if is_exact else {"float_precision": "round_trip"}),
        )
