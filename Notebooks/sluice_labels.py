"""Labels beside what they name, placed after the layout is known so that none hides another or a curve."""

import textwrap
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.text import Text

# Points between a panel and the labels at its right.
GAP = 16

# What is to be done to a figure once its layout is known.
_waiting = WeakKeyDictionary()


def label_ends(axis, labels, size=8):
    """Writes labels at the right of a panel, each at the height of its value, moved apart where they would overlap.

    `labels` are triples of value, text and color; a thin line joins a label that had to move.
    """
    low, high = sorted(axis.get_ylim())
    texts = []
    for value, words, color in labels:
        if np.isfinite(value):
            at = min(max(value, low), high)
            texts.append(axis.annotate(str(words).replace("_", " "), (1, at), xycoords=("axes fraction", "data"), xytext=(GAP, 0),
                                       textcoords="offset points", ha="left", va="center", fontsize=size, color=color,
                                       annotation_clip=False,
                                       arrowprops=dict(arrowstyle="-", color=color, linewidth=0.6, alpha=0.7, shrinkA=1, shrinkB=0,
                                                       relpos=(0, 0.5))))
    _waiting.setdefault(axis.figure, []).append(lambda: _separate(axis, texts))


def label_points(axis, points, words, size=8):
    """Writes a word beside each point where it hides the least, with a line to the point where that is far."""
    texts = [axis.annotate(word, point, xytext=(9, 0), textcoords="offset points", ha="center", va="center", fontsize=size,
                           color="#333333", zorder=5, annotation_clip=False,
                           arrowprops=dict(arrowstyle="-", color="#888888", linewidth=0.6, shrinkA=1, shrinkB=3))
             for word, point in zip(words, points)]
    _waiting.setdefault(axis.figure, []).append(lambda: _settle_points(axis, np.asarray(points, dtype=float), texts))


def settle(figure):
    """Makes titles fit and places the labels that wait for the layout."""
    titles = [(axis, title) for axis in figure.axes if (title := axis._left_title).get_text()]
    # The layout must not make room for titles that are yet to be broken into lines.
    for _, title in titles:
        title.set_visible(False)
    figure.draw_without_rendering()
    for axis, title in titles:
        title.set(visible=True, text=title.get_text().replace("_", " "))
        _fit(axis, title)
    # Labels change the layout a little, and the layout their places.
    for _ in range(2):
        figure.draw_without_rendering()
        for place in _waiting.get(figure, []):
            place()
    figure.draw_without_rendering()


def spread_out(wanted, gap, low, high):
    """The places nearest to the wanted ones, in the sense of least squares, that lie a gap apart within low to high."""
    order = np.argsort(wanted, kind="stable")
    # Places minus their rank in gaps may not fall: neighbors that would are pooled at their mean.
    pools = []
    for rank, index in enumerate(order):
        pools.append([wanted[index] - rank * gap, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            value, weight = pools.pop()
            pools[-1] = [(pools[-1][0] * pools[-1][1] + value * weight) / (pools[-1][1] + weight), pools[-1][1] + weight]
    places = np.repeat([pool[0] for pool in pools], [pool[1] for pool in pools])
    last = (len(order) - 1) * gap
    places = np.clip(places, low, high - last) if high - last >= low else np.full(len(order), (low + high - last) / 2)
    result = np.empty(len(order))
    result[order] = places + np.arange(len(order)) * gap
    return result


def _separate(axis, texts):
    if not texts:
        return
    point = axis.figure.dpi / 72
    wanted = np.array([axis.transData.transform((0 if axis.get_xscale() == "linear" else 1, text.xy[1]))[1] for text in texts])
    heights = [_extent(text).height for text in texts]
    bounds = axis.get_window_extent()
    gap = max(heights) + 1 * point
    for text, place, at in zip(texts, spread_out(wanted, gap, bounds.y0 + gap / 2, bounds.y1 - gap / 2), wanted):
        text.set_position((GAP, (place - at) / point))


def _fit(axis, title):
    """Breaks a title into lines no longer than its panel."""
    width, room = Text.get_window_extent(title).width, axis.get_window_extent().width
    if width > room:
        lines = title.get_text().splitlines()
        letters = max(8, int(max(map(len, lines)) * room / width))
        title.set_text("\n".join(part for line in lines for part in textwrap.wrap(line, letters)))


def _settle_points(axis, points, texts):
    point = axis.figure.dpi / 72
    spots, bounds = axis.transData.transform(points), axis.get_window_extent()
    halves = [np.array([box.width, box.height]) / 2 + point for box in map(_extent, texts)]
    taken = []
    for spot, text, half in zip(spots, texts, halves):
        best = None
        for radius in (9, 14, 20, 27, 35, 45):
            for angle in np.deg2rad([20, -20, 70, -70, 110, -110, 160, -160]):
                center = spot + (radius * point + np.array([half[0] - 4 * point, 0])) * np.array([np.cos(angle), np.sin(angle)])
                cost = 0.04 * radius
                cost += sum(1.0 for other in spots if (np.abs(other - center) < half + 3.5 * point).all())
                cost += sum(9.0 for other, room in taken if (np.abs(other - center) < half + room).all())
                cost += 9.0 * (not (bounds.x0 + half[0] < center[0] < bounds.x1 - half[0]
                                    and bounds.y0 + half[1] < center[1] < bounds.y1 - half[1]))
                if best is None or cost < best[0]:
                    best = (cost, center)
        taken.append((best[1], half))
        text.set_position((best[1] - spot) / point)


def _extent(text):
    """The box of a text, without the line that leads to it."""
    return Text.get_window_extent(text)
