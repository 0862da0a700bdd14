"""The Python module, against the installed command. `make try-dist` runs it on a bare machine; anywhere else:

    python3 -m venv venv && venv/bin/pip install 'dist/sluice-….whl[pandas]' && venv/bin/python Tests/Distribution/test_module.py
"""

import contextlib
import csv
import io
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import unittest
import warnings
from pathlib import Path
from unittest import mock

import sluice

EXPERIMENT = """\
schema: sluice/experiment/v1
name: small
kind: train
seed: 1
replicates: 2
task: {kind: one_gate}
network: {hidden: 2}
gates: {all: {kind: sigmoid}}
training: {optimizer: {kind: sgd, learning_rate: 0.1}, batch: 1, updates: 4}
sweep: {"gates.all": [{kind: sigmoid}, {kind: bernoulli}]}
compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.mse}
"""


class ModuleTests(unittest.TestCase):
    def setUp(self):
        # A notebook shows warnings of the module to people who can do nothing about them.
        warnings.simplefilter("error")
        self.addCleanup(warnings.resetwarnings)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        here = os.getcwd()
        self.addCleanup(os.chdir, here)
        os.chdir(self.folder)
        Path("small.yaml").write_text(EXPERIMENT, encoding="utf-8")

    def run_small(self, **options):
        return sluice.run("small.yaml", quiet=True, **options)

    def test_the_command_is_the_one_beside_the_module(self):
        self.assertEqual(Path(sluice.command()).parent.resolve(), Path(sys.prefix, "bin").resolve())
        said = subprocess.run([sluice.command(), "--version"], capture_output=True, text=True, check=True)
        self.assertEqual(said.stdout.strip(), sluice.__version__)

    def test_a_run_gives_its_results_folder(self):
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            results = sluice.run("small.yaml")
        self.assertEqual(results.path, Path("results/small"))
        self.assertIn("4 runs finished", said.getvalue())
        self.assertEqual(len(results.runs), 4)
        self.assertEqual(set(results.runs["status"]), {"completed"})
        self.assertEqual(results.manifest["plan"]["finished"], 4)

    def test_options_are_those_of_the_command(self):
        keys = {"replicates": 3, "network.hidden": 3, "sweep.gates.all": [{"kind": "sigmoid"}, {"kind": "hard_threshold"}]}
        results = self.run_small(out=Path("a folder's"), jobs=1, redo=False, shard=None, set=keys)
        self.assertEqual(results.path, Path("a folder's"))
        self.assertEqual(list(results.runs["gates.all"]), ["sigmoid"] * 3 + ["hard_threshold"] * 3)
        self.assertEqual(len(self.run_small(out="lines", set=["replicates=1", "training.updates=1"]).runs), 2)

    def test_a_refusal_has_message_and_status(self):
        for call, status, words in [
            (lambda: self.run_small(set={"network.hiden": 3}), 65, "network.hiden"),
            (lambda: self.run_small(job=3), 64, "--job"),
            (lambda: sluice.run("absent.yaml", quiet=True), 66, "absent.yaml"),
        ]:
            with self.assertRaises(sluice.SluiceError) as caught:
                call()
            self.assertEqual(caught.exception.status, status)
            self.assertIn(words, caught.exception.message)
            self.assertEqual(str(caught.exception), caught.exception.message)

    def test_an_interrupted_run_stops_in_order(self):
        program = "import sluice; sluice.run('small.yaml', set={'training.updates': 300000, 'replicates': 200}, jobs=1, out='long')"
        with subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
            while not list(Path("long").glob("records/**/*")):
                self.assertIsNone(process.poll(), "the run ended before it was interrupted")
            process.send_signal(signal.SIGINT)
            said = process.communicate()[1]
        self.assertIn("interrupted: ", said)
        self.assertIn("KeyboardInterrupt", said)

    def test_tables_are_typed_as_the_dictionary_says(self):
        results = self.run_small()
        self.assertEqual(list(results), [resource["name"] for resource in results.dictionary["resources"]])
        for name, frame in results.items():
            with open(results.path / f"{name}.csv", encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            self.assertEqual(list(frame.columns), header)
            self.assertEqual(list(results.columns(name)), header)
            self.assertEqual(len(frame), len(rows))
            for field, column in zip(results._resource(name)["schema"]["fields"], zip(*rows)):
                self.check(f"{name}.{field['name']}", frame[field["name"]], field["type"], column)

    def check(self, name, values, kind, texts):
        """Every value is exactly that of the file, and missing where the file has an empty cell."""
        read = {"string": str, "integer": int, "number": float}[kind]
        self.assertIn(str(values.dtype), {"string": {"string", "str"}, "integer": {"int64", "Int64"}, "number": {"float64"}}[kind], name)
        missing = values.isna()
        for value, is_missing, text in zip(values, missing, texts):
            self.assertEqual(is_missing, text == "", name)
            self.assertTrue(is_missing or value == read(text), f"{name}: {value!r} is not {text}")

    def test_values_that_other_readers_get_wrong(self):
        columns = {"series": "string", "id": "string", "count": "integer", "value": "number", "is_open": "boolean"}
        fields = [{"name": name, "type": kind, "description": "", "constraints": {"required": name == "id"}} for name, kind in columns.items()]
        resource = {"name": "odd", "path": "odd.csv", "schema": {"fields": fields, "missingValues": [""]}}
        Path("datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
        Path("odd.csv").write_text(
            "series,id,count,value,is_open\nNA,12e4,9007199254740993,2.0000000000000004,true\n,007,,INF,false\nnull,x,3,-INF,\nä,y,4,NaN,true\n",
            encoding="utf-8",
        )
        odd = sluice.read(".").odd
        self.assertEqual(list(odd["series"].dropna()), ["NA", "null", "ä"])
        self.assertEqual(list(odd["id"]), ["12e4", "007", "x", "y"])
        self.assertEqual(odd["count"][0], 9007199254740993)
        self.assertTrue(odd["count"].isna()[1])
        self.assertEqual(list(odd["value"][:3]), [2.0000000000000004, math.inf, -math.inf])
        self.assertTrue(math.isnan(odd["value"][3]))
        self.assertEqual(list(odd["is_open"].dropna()), [True, False, True])

    def test_tables_are_read_when_they_are_asked_for_and_once(self):
        results = self.run_small()
        (results.path / "measurements.csv").unlink()
        self.assertIs(results.summary, results["summary"])
        self.assertIs(results.summary, results.summary)
        with self.assertRaises(FileNotFoundError):
            results.measurements
        self.assertIn("summary", dir(results))
        self.assertNotIn("trace", results)

    def test_what_is_not_there_is_named(self):
        results = self.run_small()
        with self.assertRaisesRegex(KeyError, "no table 'sumary' .did you mean 'summary'"):
            results["sumary"]
        with self.assertRaisesRegex(AttributeError, "no table 'trace'; it has runs, "):
            results.trace
        with self.assertRaisesRegex(FileNotFoundError, "sluice export"):
            sluice.read("results")

    def test_without_pandas_the_command_still_runs(self):
        with mock.patch.dict(sys.modules, {"pandas": None}):
            results = self.run_small()
            self.assertEqual(results.manifest["sluice"], sluice.__version__)
            with self.assertRaisesRegex(ImportError, "pip install pandas"):
                results.runs


if __name__ == "__main__":
    unittest.main()
