"""The look of every figure: colors, axes and marks; how a figure is shown, and kept as SVG and PDF."""

import io
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import Markdown, display
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, MaxNLocator, NullFormatter, NullLocator

from sluice_labels import settle
from sluice_tables import numeric

# Okabe and Ito's colors, which people with any color vision can tell apart.
PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D31", "#000000"]
LINES = ["-", (0, (5, 2)), (0, (1, 1.2)), (0, (5, 1.5, 1, 1.5))]
MARKERS = ["o", "s", "^", "D"]
INK, MUTED, FAINT, BAND = "#333333", "#707070", "#999999", "#E4E4E4"
# The widest figure, in inches: a page's width.
WIDEST = 9.6

# The notebook's name, which begins the names of its figures, and the folder that keeps them.
_notebook, _folder = "", None


def setup(notebook, figures=None):
    """Sets the style of a notebook; `figures` is the folder in which `show` keeps each figure, None for none."""
    global _notebook, _folder
    _notebook, _folder = notebook, Path(figures) if figures else None
    plt.rcParams.update({
        "font.family": "DejaVu Sans", "font.size": 9, "axes.titlesize": 9.5, "axes.titleweight": "bold",
        "axes.titlelocation": "left", "axes.spines.top": False, "axes.spines.right": False,
        "axes.linewidth": 0.8, "axes.labelcolor": INK, "xtick.color": "#555555", "ytick.color": "#555555",
        "legend.frameon": False, "figure.dpi": 72, "savefig.dpi": 200, "figure.constrained_layout.use": True,
        "axes.formatter.use_mathtext": True, "pdf.fonttype": 42, "svg.fonttype": "path",
    })


def styles(names):
    """A color, a line and a marker for each name: in order of size for numbers, else told apart as far as possible."""
    if numeric(names):
        shades = matplotlib.colormaps["viridis"](np.linspace(0.05, 0.75, len(names)))
        return {name: dict(color=matplotlib.colors.to_hex(shade), linestyle="-", marker="o") for name, shade in zip(names, shades)}
    return {name: dict(color=PALETTE[place % 8], linestyle=LINES[place // 8 % 4], marker=MARKERS[place // 8 % 4])
            for place, name in enumerate(names)}


def say(words):
    """A sentence of the page."""
    display(Markdown(words))


def grid(rows, columns, width, height, **more):
    """Panels of about `width` × `height` inches, at most a page wide."""
    size = (min(WIDEST, width * columns + 0.6), height * rows + 0.5)
    return plt.subplots(rows, columns, figsize=size, squeeze=False, **more)


def panels(keys, width=3.6, height=2.9, across=2, **more):
    """A figure and one panel for each key, at most `across` side by side."""
    columns = min(across, len(keys))
    figure, axes = grid(-(-len(keys) // columns), columns, width, height, **more)
    for axis in axes.flat[len(keys):]:
        axis.remove()
    for place, axis in enumerate(axes.flat[:len(keys)]):
        axis.tick_params(labelbottom=True, labelleft=place % columns == 0 or not more.get("sharey"))
    return figure, list(axes.flat[:len(keys)])


def rows_of(axis, names):
    """A row for each name, the first at the top."""
    axis.set_yticks(range(len(names)), [str(name).replace("_", " ") for name in names])
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.tick_params(axis="y", length=0, pad=6)


def spread(number, width):
    """Places beside each other for dots that would hide each other."""
    return np.linspace(-width, width, number) if number > 1 else np.zeros(number)


def number_axis(axis, values):
    """An x axis of numbers with a tick at each value: by powers where they span much."""
    values = sorted(map(float, values))
    if values[0] > 0 and values[-1] / values[0] >= 8:
        axis.set_xscale("log")
        margin = (values[-1] / values[0]) ** 0.08
        axis.set_xlim(values[0] / margin, values[-1] * margin)
        places = np.log(values)
    else:
        margin = 0.08 * (values[-1] - values[0])
        axis.set_xlim(values[0] - margin, values[-1] + margin)
        places = np.array(values)
    # Ticks that leave room for their labels.
    least, ticks = (places[-1] - places[0]) / 7, []
    for value, place in zip(values, places):
        if not ticks or place - ticks[-1][1] >= least:
            ticks.append((value, place))
    axis.xaxis.set_major_locator(FixedLocator([value for value, _ in ticks]))
    axis.xaxis.set_minor_locator(NullLocator())
    axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))


def whole_steps(axis):
    """Whole numbers on the x axis."""
    axis.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))


def decades(axis, low, high, which="x"):
    """A logarithmic axis over low to high, with names at whole decades, and at 2 and 5 where there are few."""
    axis.set(**{f"{which}scale": "log", f"{which}lim": (low, high)})
    along = getattr(axis, f"{which}axis")
    every = max(1, round(np.log10(high / low) / 5))
    if high / low < 60:
        along.set_major_locator(LogLocator(subs=(1, 2, 5)))
    else:
        powers = np.arange(np.ceil(np.log10(low)), np.floor(np.log10(high)) + 1, every)
        along.set_major_locator(FixedLocator(10.0 ** powers))
    along.set_minor_locator(NullLocator())
    along.set_minor_formatter(NullFormatter())
    along.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"
                                            if 1e-3 <= value < 1e5 else f"$10^{{{np.log10(value):.0f}}}$"
                                            if np.isclose(np.log10(value) % 1, 0) else f"{value:.0e}"))


def mark(label, **look):
    """An entry of a legend."""
    return Line2D([], [], label=str(label).replace("_", " "), **{"linestyle": "", "color": INK, "markersize": 5, **look})


def legend(figure, handles):
    """What the marks mean, above the figure."""
    handles = [handle for handle in handles if handle is not None]
    if handles:
        width = 0.078 * max(len(handle.get_label()) for handle in handles) + 0.7
        figure.legend(handles=handles, loc="outside upper left", ncols=max(1, min(len(handles), int(figure.get_size_inches()[0] / width))))


def named(style, names):
    """Legend entries of names that have a style each; none for a single one."""
    return [mark(name, **style[name]) for name in names] if len(names) > 1 else []


def show(figure, name, about):
    """Places the labels of a figure, shows it, and keeps it as `<notebook>-<name>.svg` and `.pdf`.

    `about` says in one sentence what is seen, for the caption and for readers that see no picture.
    """
    settle(figure)
    name, page = f"{_notebook}-{name}", io.StringIO()
    # Ids in a page must differ from figure to figure, and not from run to run.
    with plt.rc_context({"svg.hashsalt": name}):
        figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawing = page.getvalue()
    if _folder:
        _folder.mkdir(parents=True, exist_ok=True)
        (_folder / f"{name}.svg").write_text(drawing)
        figure.savefig(_folder / f"{name}.pdf", metadata={"CreationDate": None, "Title": about})
    plt.close(figure)
    display({"image/svg+xml": drawing[drawing.index("<svg"):], "text/plain": about}, raw=True,
            metadata={"figure": {"name": name, "about": about}})


def show_table(frame, formats=None, name="table"):
    """Shows a frame as it is, without its index."""
    display(frame.style.set_uuid(name).hide(axis="index").format(na_rep="–", formatter=formats, precision=4))
