"""An executed notebook as one HTML page that needs nothing else: pictures first, code folded below them."""

from pathlib import Path

import jinja2
from nbconvert.filters import Highlight2HTML, markdown2html
from pygments.formatters import HtmlFormatter

TEMPLATE = Path(__file__).with_name("page.html.j2")


def page(notebook):
    """The page of an executed notebook."""
    heading = next(line for cell in notebook.cells for line in cell.source.splitlines() if line.startswith("# "))
    template = jinja2.Template(TEMPLATE.read_text(), undefined=jinja2.StrictUndefined)
    return template.render(title=heading[2:], blocks=blocks(notebook), highlighting=HtmlFormatter().get_style_defs(".highlight"))


def blocks(notebook):
    """What follows what, as pairs of kind and content.

    The code of cells that show only sentences waits for the next figure or table, and is folded below that. A note on a figure, in a cell
    whose id ends in `-note`, is left out where there is no figure.
    """
    found, waiting, pictured = [], [], False
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            if pictured or not cell.id.endswith("-note"):
                found.append(("text", markdown2html(cell.source)))
            pictured = pictured and not cell.source.startswith("#")
            continue
        waiting.append(cell.source)
        shown = [block for output in cell.outputs for block in seen(output)]
        found += shown
        if any(kind in ("figure", "table") for kind, _ in shown):
            found.append(("code", folded(waiting)))
            waiting, pictured = [], True
    return found + ([("code", folded(waiting))] if waiting else [])


def seen(output):
    """What a page shows of an output of a cell."""
    if output.output_type == "stream":
        yield "output", output.text
        return
    if output.output_type == "error":
        yield "output", f"{output.ename}: {output.evalue}"
        return
    data = output.data
    if "image/svg+xml" in data:
        yield "figure", {**output.metadata["figure"], "drawing": data["image/svg+xml"]}
    elif "text/html" in data:
        yield "table", data["text/html"]
    elif "text/markdown" in data:
        yield "text", markdown2html(data["text/markdown"])
    else:
        yield "output", data.get("text/plain", "")


def folded(sources):
    """Cells of code, highlighted."""
    return Highlight2HTML()("\n\n\n".join(sources), language="python")
