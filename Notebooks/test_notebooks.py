#!/usr/bin/env python3
"""Draws small results of every kind, and holds figures and pages against what they promise: `make test-notebooks`."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from itertools import combinations
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

import check_notebooks
import draw
import sluice_labels
import sluice_plots
from sluice_certificates import DEVIATIONS, judged
from sluice_tables import Results

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SLUICE = ROOT / ".build/release/sluice"

TRAINING = """
schema: sluice/experiment/v1
name: NAME
kind: train
seed: 7
replicates: 3
task: {kind: adding, variant: skip, steps: 10, validation_size: 20, test_size: 30}
network: {hidden: 4}
gates: {all: {kind: bernoulli}}
training: {optimizer: {kind: adam, learning_rate: 0.01}, batch: 8, updates: 40}
evaluation: {every: 10, modes: [native, sample], samples: 4}
"""
FORECAST = f"{{kind: forecast, data: {ROOT}/Experiments/Data/hungary_chickenpox.csv, window: 6, horizon: 2, columns: [BUDAPEST, PEST]}}"
SENTENCES = f"{{kind: sequences, data: {ROOT}/Experiments/tagging/sentences.csv, sequence: sentence, symbols: word, target: part, placement: every}}"

# Files of experiments by the names of their results folders.
EXPERIMENTS = {
    "numbers": TRAINING + "sweep: {network.hidden: [2, 4, 16]}\ncompare: {axis: network.hidden, baseline: 4, metric: test.native.mse}\n",
    "facets": TRAINING.replace("replicates: 3", "replicates: 6") + """telemetry: {gates: true}
sweep:
  gates.all: [{kind: sigmoid}, {kind: binary_concrete, temperature: 0.5}, {kind: hard_threshold}]
  training.gradient: [{kind: straight_through_identity}, {kind: straight_through_sigmoid}, {kind: slope_annealed}]
compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.mse}
""",
    "diverging": TRAINING + """sweep: {training.optimizer: [{label: calm, kind: sgd, learning_rate: 0.01}, {label: wild, kind: sgd, learning_rate: 1.0e+30}]}
compare: {axis: training.optimizer, baseline: {label: calm}, metric: test.native.mse}
""",
    "series": re.sub(r"task: .*", lambda _: f"task: {FORECAST}", TRAINING).replace("samples: 4", "samples: 4, predictions: [test]")
    + """telemetry: {gates: true, units: {split: test, examples: 2}}
sweep: {gates.all: [{kind: sigmoid}, {kind: bernoulli}, {kind: noisy_hard_sigmoid}]}
compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.rmse}
""",
    "words": re.sub(r"task: .*", lambda _: f"task: {SENTENCES}", TRAINING).replace("hidden: 4", "hidden: 4, embedding: 2")
    .replace("samples: 4", "samples: 2, predictions: [test], by: [class]") + """sweep: {gates.all: [{kind: sigmoid}, {kind: bernoulli}]}
compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.sample.accuracy}
""",
}
# Files of Experiments, with what makes them short.
SHIPPED = {
    "retention": ("memory-retention/experiment.yaml", "replicates=200"),
    "two-units": ("certificate/two-units.yaml", "certify.samples=300"),
    "one-gate": ("certificate/one-gate.yaml", "certify.samples=2000"),
    "hand": ("worked-example/stochastic-forget-erase.yaml", None),
    "masks": ("worked-example/dropped-writes.yaml", None),
    "step": ("worked-example/experiment.yaml", None),
}


def run(*arguments):
    """What a command prints; its errors are the test's."""
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"{arguments}: {done.stderr}")
    return done.stdout


def setUpModule():
    """Makes the results folders."""
    global FOLDERS, TEMPORARY
    TEMPORARY = tempfile.TemporaryDirectory()
    FOLDERS = Path(TEMPORARY.name)
    for name, content in EXPERIMENTS.items():
        file = FOLDERS / f"{name}.yaml"
        file.write_text(content.replace("NAME", name))
        run(SLUICE, "run", file, "--out", FOLDERS / name, "--quiet")
    for name, (file, change) in SHIPPED.items():
        command = ["run", "--quiet", "--set", change] if change else ["trace"]
        run(SLUICE, command[0], ROOT / "Experiments" / file, "--out", FOLDERS / name, *command[1:])


def tearDownModule():
    TEMPORARY.cleanup()


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
    return [(notebook, FOLDERS / name) for name in [*EXPERIMENTS, *SHIPPED] for notebook in draw.suitable(FOLDERS / name)]


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
        figures, _ = executed("compare_policies", FOLDERS / "numbers")
        left, right = figures["scores"].axes[:2]
        for axes, wanted in ((left, [2, 4, 16]), (right, [2, 16])):
            means = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "D"]
            self.assertEqual(sorted(map(float, means)), wanted)
            self.assertEqual([float(tick) for tick in axes.get_xticks()], [2, 4, 16])
        self.assertEqual(left.get_xscale(), "log")
        self.assertIn("network.hidden", left.get_xlabel())

    def test_runs_that_diverged_leave_no_mean(self):
        runs = Results(FOLDERS / "diverging").runs
        self.assertIn("diverged", set(runs[runs["training.optimizer"] == "wild"].status))
        figures, words = executed("compare_policies", FOLDERS / "diverging")
        left, right = figures["scores"].axes[:2]
        self.assertEqual([line.get_ydata()[0] for line in left.lines if line.get_marker() == "D" and line.get_color() != sluice_plots.FAINT], [0])
        self.assertEqual([line for line in right.lines if line.get_marker() == "D"], [])
        self.assertIn("3 of 3 diverged", " ".join(text.get_text() for text in right.texts))
        self.assertIn("3 diverged", words[0])
        curves = figures["curves"].axes[-1]
        self.assertEqual(len([line for line in curves.lines if line.get_color() == sluice_plots.PALETTE[1] and len(line.get_xdata()) > 1]), 0)


class VerdictTests(unittest.TestCase):
    def verdicts(self, folder):
        """The verdicts of the command, in the order of its table."""
        lines = run(SLUICE, "compare", folder).splitlines()
        return [re.search(r"\b(biased|no bias seen|unresolved|not certified)\b", line)[1] for line in lines if "training.gradient=" in line]

    def test_verdicts_are_those_of_the_command(self):
        seen = set()
        for name in ("one-gate", "two-units"):
            whole, _ = judged(Results(FOLDERS / name).table("certificate"))
            wanted = [verdict.replace("biased", "bias seen") for verdict in self.verdicts(FOLDERS / name)]
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
        for row in [*whole.itertuples(), *judged(Results(FOLDERS / "two-units").table("certificate"))[0].itertuples()]:
            seen = row.verdict == "bias seen"
            self.assertEqual(seen, row.furthest > DEVIATIONS)
            self.assertEqual(seen, row.lowest > 0)
            self.assertLessEqual(row.lowest, row.bias)
            self.assertLessEqual(row.bias, row.highest)

    def test_marks_are_drawn_on_the_side_of_the_band_that_the_verdict_says(self):
        figures, _ = executed("certificates", FOLDERS / "one-gate")
        right = figures["bias"].axes[1]
        marks = [(line.get_markerfacecolor() == sluice_plots.PALETTE[1], float(line.get_xdata()[0])) for line in right.lines if line.get_marker() in "o>"]
        self.assertEqual({seen for seen, _ in marks}, {True, False})
        for seen, place in marks:
            self.assertEqual(seen, place > DEVIATIONS)
        sluice_plots.plt.close("all")


class PageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = FOLDERS / "pages"
        cls.printed = run(sys.executable, HERE / "draw.py", "--out", cls.out, FOLDERS / "series", FOLDERS / "one-gate", FOLDERS / "hand")

    def test_each_folder_has_pages_of_its_own(self):
        wanted = {f"series/{name}.html" for name in ("compare_policies", "gate_statistics", "units", "forecasts")} \
            | {"one-gate/certificates.html", "hand/worked_example.html"}
        self.assertEqual({path.relative_to(self.out).as_posix() for path in self.out.glob("*/*.html")}, wanted)
        self.assertEqual(self.printed.split(), [str(self.out / name) for name in sorted(wanted, key=lambda name: self.printed.index(name))])

    def test_pictures_come_before_code_and_need_no_network(self):
        for page in self.out.glob("*/*.html"):
            with self.subTest(page=page.name):
                content = page.read_text()
                self.assertLess(content.index("<svg"), content.index("<details"))
                self.assertNotIn("<details open", content)
                for kind in ("<script", "@import", "<link", "<iframe"):
                    self.assertNotIn(kind, content)
                links = re.findall(r'(?:src|href)\s*=\s*"([^"]*)"', content) + re.findall(r"url\(([^)]*)\)", content)
                self.assertTrue(links)
                for link in links:
                    if not link.startswith(("#", "data:")):
                        self.assertTrue((page.parent / link).is_file(), link)

    def test_a_figure_is_kept_as_svg_and_pdf(self):
        for page in self.out.glob("*/*.html"):
            names = re.findall(r'href="([^"]*)\.svg"', page.read_text())
            self.assertEqual(len(names), page.read_text().count("<figure"))
            self.assertEqual(len(set(names)), len(names))
            for name in names:
                root = ElementTree.parse(page.parent / f"{name}.svg").getroot()
                self.assertEqual(root.tag, "{http://www.w3.org/2000/svg}svg")
                self.assertTrue((page.parent / f"{name}.pdf").read_bytes().startswith(b"%PDF"))

    def test_figures_are_the_same_when_drawn_again(self):
        again = FOLDERS / "again"
        run(sys.executable, HERE / "draw.py", "--out", again, FOLDERS / "hand")
        for kept in (self.out / "hand").glob("worked_example*.*g"):
            self.assertEqual(kept.read_bytes(), (again / "hand" / kept.name).read_bytes(), kept.name)
        self.assertTrue(list(again.glob("hand/*.svg")))

    def refused(self, *folders):
        """The exit status and the error of folders that cannot be drawn."""
        done = subprocess.run([sys.executable, HERE / "draw.py", "--out", FOLDERS / "none", *folders], capture_output=True, text=True)
        return done.returncode, done.stderr

    def test_folders_that_cannot_be_drawn_are_refused(self):
        status, words = self.refused(FOLDERS / "nowhere")
        self.assertEqual(status, draw.MISSING)
        self.assertIn("nowhere is no folder", words)
        bare = FOLDERS / "bare"
        bare.mkdir(exist_ok=True)
        status, words = self.refused(bare)
        self.assertEqual(status, draw.MISSING)
        self.assertIn("datapackage.json", words)
        shutil.copytree(FOLDERS / "hand", bare / "hand", dirs_exist_ok=True)
        status, words = self.refused(FOLDERS / "hand", bare / "hand")
        self.assertEqual(status, 2)
        self.assertIn("have the name hand", words)
        (bare / "hand" / "trace.csv").unlink()
        status, words = self.refused(bare / "hand")
        self.assertEqual(status, draw.MISSING)
        self.assertIn("no table that a notebook draws", words)


class FileTests(unittest.TestCase):
    def test_notebooks_are_kept_without_outputs(self):
        self.assertEqual({path.stem for path in HERE.glob("*.ipynb")}, set(draw.TABLES))
        for path in HERE.glob("*.ipynb"):
            self.assertEqual(list(check_notebooks.faults(path.read_text())), [], path.name)

    def test_what_executing_and_editing_leave_is_found(self):
        content = (HERE / "units.ipynb").read_text()
        for change, fault in [(lambda cell: cell.update(outputs=[{"output_type": "stream", "name": "stdout", "text": "1"}]), "has outputs"),
                              (lambda cell: cell.update(id="title"), "2 cells have the id 'title'"),
                              (lambda cell: cell.update(id="0a1b"), "'0a1b' is no name"),
                              (lambda cell: cell.update(execution_count=3), "not in the form"),
                              (lambda cell: cell["metadata"].pop("tags"), "tag 'parameters'")]:
            notebook = json.loads(content)
            change(notebook["cells"][1])
            self.assertIn(fault, " ".join(check_notebooks.faults(check_notebooks.text(notebook))))

    def test_notebooks_simulate_nothing(self):
        for path in HERE.glob("*.ipynb"):
            for word in ("subprocess", "np.random", "import random", "os.system"):
                self.assertNotIn(word, path.read_text(), path.name)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, add_help=False)
    parser.add_argument("--sluice", type=Path, default=SLUICE)
    arguments, rest = parser.parse_known_args()
    SLUICE = arguments.sluice.resolve()
    unittest.main(argv=[sys.argv[0], *rest])
