"""The command: where it is, and how it is called."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Union

from ._results import Results

#: What an option can be: a flag, a value, several values, or a map of keys of the experiment.
Option = Union[None, bool, str, int, float, "os.PathLike[str]", Iterable[object], Mapping[str, object]]


class SluiceError(Exception):
    """The command refused or failed.

    Attributes:
        status: its exit status: 64 usage, 65 bad experiment or data, 66 input missing, 70 bug, 73 cannot create output,
            74 I/O error, 75 interrupted (the same call goes on).
        message: what it said.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message

    def __str__(self) -> str:
        return self.message or f"sluice ended with status {self.status}"


def command() -> str:
    """The path of the command: the one that was installed with this module, else the first on PATH.

    Raises:
        FileNotFoundError: there is none.
    """
    for file in distribution("sluice").files or []:
        if file.name == "sluice" and file.parent.name == "bin":
            path = Path(file.locate())
            if path.is_file():
                return str(path.resolve())
    if found := shutil.which("sluice"):
        return found
    raise FileNotFoundError("the command 'sluice' is neither beside this module nor on PATH; install the wheel again")


def run(file: str | os.PathLike[str], *, quiet: bool = False, **options: Option) -> Results:
    """Runs an experiment, or goes on with it, and returns its results folder.

    Args:
        file: the experiment file.
        quiet: say nothing unless something is wrong; otherwise what the command says goes to ``sys.stderr`` line by line.
        options: those of ``sluice run``, with ``_`` for ``-``: ``out="results/short"``, ``jobs=4``, ``redo=True``;
            ``set={"training.updates": 100}`` sets keys of the experiment.

    Raises:
        SluiceError: the command refused or failed; its finished runs are kept, and the same call goes on.
        KeyboardInterrupt: after the command has stopped in order.
    """
    arguments = [command(), "run", os.fspath(file), *_arguments(options)]
    # In a session of its own Ctrl-C reaches this process alone, which then stops the command once: a second signal would
    # make it drop the runs under way.
    with subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
        errors="replace", start_new_session=True,
    ) as process:
        assert process.stderr
        said: list[str] = []
        try:
            for line in process.stderr:
                said.append(line)
                if not quiet:
                    print(line, end="", file=sys.stderr, flush=True)
        except BaseException:
            process.terminate()
            print(process.stderr.read(), end="", file=sys.stderr, flush=True)
            raise
    if process.returncode:
        raise SluiceError(process.returncode, "".join(said).strip())
    return Results(_folder(said))


def _arguments(options: Mapping[str, Option]) -> Iterator[str]:
    """Options as the command takes them. ``None`` and ``False`` say nothing; a map is a ``key=value`` for each of its keys."""
    for name, option in options.items():
        flag = "--" + name.replace("_", "-")
        if option is None or option is False:
            continue
        if option is True:
            yield flag
            continue
        for value in _values(option):
            yield f"{flag}={value}"


def _values(option: Option) -> Iterable[object]:
    if isinstance(option, Mapping):
        return [f"{key}={_yaml(value)}" for key, value in option.items()]
    if isinstance(option, Iterable) and not isinstance(option, (str, os.PathLike)):
        return option
    return [option]


def _yaml(value: object) -> str:
    """A value of the experiment as YAML: what is not text is written as JSON, which YAML includes."""
    return value if isinstance(value, str) else json.dumps(value)


def _folder(said: list[str]) -> str:
    """The results folder that the command's last line names in quotes."""
    match = re.search(r" in '(.*)'", said[-1]) if said else None
    assert match, f"no results folder in what sluice said: {said[-1:]}"
    return match[1]
