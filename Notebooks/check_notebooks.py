#!/usr/bin/env python3
"""Checks that notebooks are kept without outputs, in one form: `make lint`. With `--write` it brings them into that form."""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"},
}


def cleaned(notebook):
    """A notebook without what executing or editing leaves in it."""
    cells = []
    for cell in notebook["cells"]:
        kept = {"cell_type": cell["cell_type"], "id": cell.get("id", ""), "metadata": {},
                "source": "".join(cell["source"]).splitlines(keepends=True)}
        if cell["cell_type"] == "code":
            tags = cell["metadata"].get("tags")
            kept |= {"execution_count": None, "outputs": [],
                     "metadata": {"jupyter": {"source_hidden": True}, **({"tags": tags} if tags else {})}}
        cells.append(kept)
    return {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def text(notebook):
    """The one form of a notebook's file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def faults(content):
    """Sentences on what is wrong with the content of a notebook's file."""
    notebook = json.loads(content)
    ids = [cell.get("id", "") for cell in notebook["cells"]]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"{ids.count(name)} cells have the id {name!r}: give each its own"
    for name in ids:
        if not re.fullmatch(r"[a-z][a-z-]*", name):
            yield f"the cell id {name!r} is no name: use small letters, such as 'scores'"
    if sum("parameters" in cell["metadata"].get("tags", []) for cell in notebook["cells"]) != 1:
        yield "one cell must have the tag 'parameters'"
    for cell in notebook["cells"]:
        if cell.get("outputs"):
            yield f"the cell {cell.get('id')!r} has outputs"
    if content != text(cleaned(notebook)):
        yield "it is not in the form that is kept: Notebooks/check_notebooks.py --write brings it into that"


def main(arguments):
    """Checks or writes every notebook; the exit status."""
    found = 0
    for path in sorted(HERE.glob("*.ipynb")):
        if arguments == ["--write"]:
            path.write_text(text(cleaned(json.loads(path.read_text()))))
        for fault in faults(path.read_text()):
            print(f"Notebooks/{path.name}: {fault}", file=sys.stderr)
            found = 1
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
