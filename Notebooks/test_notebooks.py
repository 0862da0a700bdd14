#!/usr/bin/env python3
from itertools import combinations

from matplotlib.text import Text
from matplotlib.transforms import Bbox


def texts_of(figure):
    """Every text that is drawn, with its box: the labels of ticks out of view are not."""
    hidden = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            drawn = {id(text) for tick in axis._update_ticks() for text in (tick.label1, tick.label2)}
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            hidden |= {id(text) for tick in ticks for text in (tick.label1, tick.label2) if id(text) not in drawn}
    for text in figure.findobj(Text):
        if text.get_text().strip() and text.get_visible() and id(text) not in hidden and (text.axes is None or text.axes.get_visible()):
            yield text, Text.get_window_extent(text)


def collisions(figure):
    """Sentences on texts that overlap or leave the figure, to a pixel's tolerance."""
    figure.canvas.draw()
    found, page = [], figure.bbox
    boxes = list(texts_of(figure))
    for text, box in boxes:
        if box.x0 < page.x0 - 1 or box.y0 < page.y0 - 1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1:
            found.append(f"{text.get_text()!r} leaves the figure")
    for (one, box), (other, beside) in combinations(boxes, 2):
        both = Bbox.intersection(box, beside)
        if both is not None and both.width > 1 and both.height > 1:
            found.append(f"{one.get_text()!r} lies on {other.get_text()!r}")
    return found
