"""Figures of the notebooks: texts that hide nothing, numbers in their places, verdicts on their side of the band."""

import json
import re
import shutil
import unittest
from itertools import combinations
from unittest import mock

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

import draw
import sluice_labels
import sluice_plots
from notebook_results import EXPERIMENTS, HERE, SHIPPED, SLUICE, folders, run
from sluice_certificates import DEVIATIONS, judged
from sluice_tables import Results


def executed(notebook, folder, **parameters):
    """The figures of a notebook by name, laid out as they are kept, and what it says; nothing is written."""
    figures, words, space = {}, [], {}

    def keep(figure, name, about):
        sluice_labels.settle(figure)
        figures[name] = figure

    with mock.patch.multiple(sluice_plots, show=keep, say=words.append, show_table=lambda frame, *_: words.append(frame)):
        for cell in json.loads((HERE / f"{notebook}.ipynb").read_text())["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), f"{notebook}: {cell['id']}", "exec"), space)
                if "parameters" in cell["metadata"].get("tags", []):
                    space.update(results=str(folder), **parameters)
    return figures, words


def texts_of(figure):
    """Every text that is drawn, with its box: the labels of ticks out of view are not."""
    hidden = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            drawn = {id(text) for tick in axis._update_ticks() for text in (tick.label1, tick.label2)}
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            hidden |= {id(text) for tick in ticks for text in (tick.label1, tick.label2) if id(text) not in drawn}
    for text in figure.findobj(Text):
        if text.get_text().strip() and text.get_visible() and id(text) not in hidden:
            yield text, Text.get_window_extent(text)


def collisions(figure):
    """Sentences on texts that overlap or leave the figure, to a pixel's tolerance."""
    figure.draw_without_rendering()
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


def pairs():
    """Every results folder with each notebook that draws it."""
    return [(notebook, folders() / name) for name in [*EXPERIMENTS, *SHIPPED] for notebook in draw.suitable(folders() / name)]


class FigureTests(unittest.TestCase):
    def tearDown(self):
        sluice_plots.plt.close("all")

    def test_every_notebook_has_results_to_draw(self):
        self.assertEqual({notebook for notebook, _ in pairs()}, set(draw.TABLES))

    def test_texts_neither_overlap_nor_leave_the_figure(self):
        for notebook, folder in pairs():
            with self.subTest(notebook=notebook, folder=folder.name):
                figures, _ = executed(notebook, folder)
                self.assertTrue(figures)
                for name, figure in figures.items():
                    self.assertEqual(collisions(figure), [], name)
                    self.assertLessEqual(figure.get_size_inches()[0], sluice_plots.WIDEST)
                sluice_plots.plt.close("all")

    def test_collisions_are_found(self):
        figure, axes = sluice_plots.plt.subplots(figsize=(3, 3))
        axes.text(0.5, 0.5, "one")
        axes.text(0.52, 0.5, "two")
        axes.text(3, 0.5, "out")
        self.assertEqual(collisions(figure), ["'out' leaves the figure", "'one' lies on 'two'"])

    def test_labels_lie_beside_the_curves(self):
        sluice_plots.setup("test")
        figure, axes = sluice_plots.plt.subplots(figsize=(4, 2))
        axes.plot([0, 1], [0, 1])
        sluice_labels.label_ends(axes, [(0.5 + place / 1000, f"line {place}", "black") for place in range(6)])
        sluice_labels.settle(figure)
        labels = [text for text in axes.texts if isinstance(text, Annotation)]
        self.assertEqual(len(labels), 6)
        self.assertEqual(collisions(figure), [])
        for label in labels:
            self.assertGreater(Text.get_window_extent(label).x0, axes.get_window_extent().x1)

    def test_places_are_the_nearest_that_lie_apart(self):
        spread = sluice_labels.spread_out
        np.testing.assert_allclose(spread(np.array([5.0, 1.0, 9.0]), 2, 0, 10), [5, 1, 9])
        np.testing.assert_allclose(spread(np.array([5.0, 5.0, 5.0]), 2, 0, 10), [3, 5, 7])
        np.testing.assert_allclose(spread(np.array([9.9, 10.0]), 2, 0, 10), [8, 10])
        np.testing.assert_allclose(np.diff(np.sort(spread(np.array([4.0, 4.1, 4.2, 9.0]), 3, 0, 10))), 3)

    def test_numbers_of_the_compared_axis_are_places(self):
        figures, _ = executed("compare_policies", folders() / "numbers")
        left, right = figures["scores"].axes[:2]
        for axes, wanted in ((left, [2, 4, 16]), (right, [2, 16])):
            means = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "D"]
            self.assertEqual(sorted(map(float, means)), wanted)
            self.assertEqual([float(tick) for tick in axes.get_xticks()], [2, 4, 16])
        self.assertEqual(left.get_xscale(), "log")
        self.assertIn("network.hidden", left.get_xlabel())

    def test_runs_that_diverged_leave_no_mean(self):
        runs = Results(folders() / "diverging").runs
        self.assertIn("diverged", set(runs[runs["training.optimizer"] == "wild"].status))
        figures, words = executed("compare_policies", folders() / "diverging")
        left, right = figures["scores"].axes[:2]
        self.assertEqual([line.get_ydata()[0] for line in left.lines if line.get_marker() == "D" and line.get_color() != sluice_plots.FAINT], [0])
        self.assertEqual([line for line in right.lines if line.get_marker() == "D"], [])
        self.assertIn("3 of 3 diverged", " ".join(text.get_text() for text in right.texts))
        self.assertIn("3 diverged", words[0])
        curves = figures["curves"].axes[-1]
        self.assertEqual(len([line for line in curves.lines if line.get_color() == sluice_plots.PALETTE[1] and len(line.get_xdata()) > 1]), 0)

    def test_a_curve_stops_where_one_of_its_replicates_does(self):
        folder = folders() / "cut"
        shutil.copytree(folders() / "numbers", folder, dirs_exist_ok=True)
        rows = pd.read_csv(folder / "measurements.csv", dtype=str, keep_default_na=False)
        widest = Results(folder).runs.query("`network.hidden` == '16' and replicate == 0").run_id.iloc[0]
        late = (rows.run_id == widest) & rows["update"].isin(["20", "30", "40"])
        self.assertTrue(late.any())
        rows[~late].to_csv(folder / "measurements.csv", index=False)
        figures, _ = executed("compare_policies", folder)
        looks = sluice_plots.styles(["2", "4", "16"])
        for axes in figures["curves"].axes:
            for name, last in {"2": 40, "4": 40, "16": 10}.items():
                ends = [max(line.get_xdata()) for line in axes.lines if line.get_color() == looks[name]["color"]]
                self.assertEqual(ends, [last], name)


class VerdictTests(unittest.TestCase):
    def verdicts(self, folder):
        """The verdicts of the command, in the order of its table."""
        lines = run(SLUICE, "compare", folder).splitlines()
        return [re.search(r"\b(biased|no bias seen|unresolved|not certified)\b", line)[1] for line in lines if "training.gradient=" in line]

    def test_verdicts_are_those_of_the_command(self):
        seen = set()
        for name in ("one-gate", "two-units"):
            whole, _ = judged(Results(folders() / name).table("certificate"))
            wanted = [verdict.replace("biased", "bias seen") for verdict in self.verdicts(folders() / name)]
            self.assertEqual(list(whole.verdict), wanted, name)
            seen |= set(wanted)
        self.assertLessEqual({"bias seen", "no bias seen"}, seen)

    def planted(self):
        """Certificates of four parameters: none off, one 5.5 standard errors off, all 4 off, one that is exactly known wrong."""
        rows = []
        for cell, errors in {"none": [0, 1, -1, 0.5], "one": [5.5, 0, 0, 0], "all": [4, 4, -4, 4], "known": [0, 0, 0, np.inf]}.items():
            ses = [0.0 if np.isinf(error) else 0.01 for error in errors]
            biases = [0.2 if np.isinf(error) else error * 0.01 for error in errors]
            for place, (bias, se) in enumerate(zip(biases, ses)):
                rows.append(dict(cell_id=cell, parameter=f"p[{place}]", exact=0.5, exact_error=0, mean=0.5 + bias, bias=bias, bias_se=se,
                                 variance=se ** 2 * 100, cosine=np.nan))
            rows.append(dict(cell_id=cell, parameter="all", exact=1, exact_error=0, mean=1, bias=float(np.linalg.norm(biases)),
                             bias_se=float(np.linalg.norm(ses)), variance=float(np.sum(np.square(ses)) * 100), cosine=0.99))
        frame = pd.DataFrame(rows).assign(reference="bernoulli", exact_by="values", samples=100, evaluations=1.0, draws=1.0)
        return judged(frame)[0].set_index("cell_id")

    def test_a_bias_that_is_seen_is_never_inside_its_band(self):
        whole = self.planted()
        self.assertEqual(dict(whole.verdict), {"none": "no bias seen", "one": "bias seen", "all": "no bias seen", "known": "bias seen"})
        # One parameter is seen, though the whole gradient's error is within five of its own standard errors.
        self.assertLess(whole.bias["one"], DEVIATIONS * whole.bias_se["one"])
        for row in [*whole.itertuples(), *judged(Results(folders() / "two-units").table("certificate"))[0].itertuples()]:
            seen = row.verdict == "bias seen"
            self.assertEqual(seen, row.furthest > DEVIATIONS)
            self.assertEqual(seen, row.lowest > 0)
            self.assertLessEqual(row.lowest, row.bias)
            self.assertLessEqual(row.bias, row.highest)

    def test_marks_are_drawn_on_the_side_of_the_band_that_the_verdict_says(self):
        figures, _ = executed("certificates", folders() / "one-gate")
        right = figures["bias"].axes[1]
        marks = [(line.get_markerfacecolor() == sluice_plots.PALETTE[1], float(line.get_xdata()[0])) for line in right.lines if line.get_marker() in "o>"]
        self.assertEqual({seen for seen, _ in marks}, {True, False})
        for seen, place in marks:
            self.assertEqual(seen, place > DEVIATIONS)
        sluice_plots.plt.close("all")
