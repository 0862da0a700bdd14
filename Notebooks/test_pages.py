"""Pages, files and errors of `draw.py`, and the form in which notebooks are kept."""

import json
import re
import shutil
import subprocess
import sys
import unittest
from xml.etree import ElementTree

import check_notebooks
import draw
from notebook_results import HERE, folders, run


class PageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = folders() / "pages"
        cls.printed = run(sys.executable, HERE / "draw.py", "--out", cls.out, folders() / "series", folders() / "one-gate", folders() / "hand")

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
        again = folders() / "again"
        run(sys.executable, HERE / "draw.py", "--out", again, folders() / "hand")
        for kept in (self.out / "hand").glob("worked_example*.*g"):
            self.assertEqual(kept.read_bytes(), (again / "hand" / kept.name).read_bytes(), kept.name)
        self.assertTrue(list(again.glob("hand/*.svg")))

    def refused(self, *given):
        """The exit status and the error of folders that cannot be drawn."""
        done = subprocess.run([sys.executable, HERE / "draw.py", "--out", folders() / "none", *given], capture_output=True, text=True)
        return done.returncode, done.stderr

    def test_folders_that_cannot_be_drawn_are_refused(self):
        status, words = self.refused(folders() / "nowhere")
        self.assertEqual(status, draw.MISSING)
        self.assertIn("nowhere is no folder", words)
        bare = folders() / "bare"
        bare.mkdir(exist_ok=True)
        status, words = self.refused(bare)
        self.assertEqual(status, draw.MISSING)
        self.assertIn("datapackage.json", words)
        shutil.copytree(folders() / "hand", bare / "hand", dirs_exist_ok=True)
        status, words = self.refused(folders() / "hand", bare / "hand")
        self.assertEqual(status, 2)
        self.assertIn("have the name hand", words)
        trace = bare / "hand" / "trace.csv"
        # All numbers in a fourth layer, of which the notebook looks at the first.
        trace.write_text(re.sub(r"(?m)^(\d+),0,", r"\1,3,", trace.read_text()))
        status, words = self.refused(bare / "hand")
        self.assertEqual(status, draw.UNSUITED)
        self.assertIn("no step 0 in layer 0; its steps: 0 to 11, its layers: 3 to 3", words)
        trace.unlink()
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
