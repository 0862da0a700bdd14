#!/usr/bin/env python3
"""Runs models of weights_to_onnx.py in ONNX Runtime, and holds them against Sluice and PyTorch: `make onnx`."""

import argparse
import csv
import subprocess
import sys
import tempfile
import unittest
from collections import defaultdict
from pathlib import Path

import numpy as np
import onnxruntime
from safetensors.numpy import load_file, save_file

import weights_to_onnx

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "Tests/InterchangeTests/Fixtures"
SLUICE = ROOT / ".build/release/sluice"
TIE = 1e-6

TRAINING = """
schema: sluice/experiment/v1
name: small
kind: train
seed: 5
task: {kind: adding, variant: skip, steps: 12, validation_size: 10, test_size: 10}
network: {hidden: 8}
gates: {all: {kind: bernoulli}}
training: {updates: 40, batch: 8, save_weights: last, optimizer: {kind: adam, learning_rate: 0.01}}
evaluation: {every: 40}
"""

TRACE = """
schema: sluice/experiment/v1
name: traced
kind: trace
seed: 9
precision: float32
network: {input: 2, hidden: 8, forget_convention: keep, weights: {file: weights.safetensors}}
gates: GATES
inputs: INPUTS
"""


def run(path, x, uniforms, gates=None, readout="readout", symbols=None):
    """What ONNX Runtime makes of a file of weights."""
    model = weights_to_onnx.model(path, gates, readout)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    given = {"x": x, "symbols": symbols, "uniforms": uniforms}
    given = {name: array for name, array in given.items() if array is not None}
    return dict(zip(["y", "gates", "p"], session.run(["y", "gates", "p"], given)))


class ONNXTests(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def sluice(self, command, name, text, *more):
        """Runs the command on an experiment file, and returns its results folder."""
        file, out = self.folder / f"{name}.yaml", self.folder / name
        file.write_text(text)
        subprocess.run([SLUICE, command, file, "--out", out, *more], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return out

    def trained(self):
        """The weights of a network that Sluice has trained with Bernoulli gates."""
        path, = self.sluice("run", "small", TRAINING, "--quiet").glob("weights/*.safetensors")
        path.rename(self.folder / "weights.safetensors")
        return self.folder / "weights.safetensors"

    def traced(self, gates, x):
        """Every quantity of a trace: [T, width]."""
        text = TRACE.replace("GATES", gates).replace("INPUTS", str(x.tolist()))
        rows = defaultdict(list)
        with open(self.sluice("trace", "traced", text) / "trace.csv", newline="") as file:
            for row in csv.DictReader(file):
                rows[row["quantity"]].append(float(row["value"]))
        return {key: np.array(values).reshape(len(x), -1) for key, values in rows.items()}

    def test_gates_are_the_same_on_the_same_uniforms(self):
        path = self.trained()
        x = np.random.default_rng(1).normal(size=(400, 2)).astype(np.float32)
        truth = self.traced("{all: {kind: bernoulli}}", x)
        stack = lambda what: np.stack([truth[f"{gate}.{what}"] for gate in weights_to_onnx.GATES], 1)[:, None, None]
        uniforms = stack("uniform").astype(np.float32)
        found = run(path, x[:, None], uniforms)
        clear = np.abs(stack("uniform") - stack("probability")) > TIE
        self.assertGreater(clear.mean(), 0.999)
        self.assertEqual(found["gates"].shape, (400, 1, 1, 3, 8))
        self.assertTrue(set(np.unique(found["gates"])) == {0, 1})
        np.testing.assert_array_equal(found["gates"][clear], stack("value")[clear])
        np.testing.assert_allclose(found["p"], stack("probability"), atol=TIE)
        np.testing.assert_allclose(found["y"][:, 0], truth["output"], atol=1e-5)

    def test_each_gate_has_its_policy(self):
        path = self.trained()
        x = np.random.default_rng(2).normal(size=(60, 2)).astype(np.float32)
        gates = "{input: {kind: sigmoid, temperature: 2}, forget: {kind: hard_threshold, threshold: 0.25}, output: {kind: bernoulli, probability_temperature: 0.5}}"
        truth = self.traced(gates, x)
        uniforms = np.full((60, 1, 1, 3, 8), 0.5, np.float32)
        uniforms[:, 0, 0, 2] = truth["output.uniform"]
        labels = "sigmoid temperature=2,hard_threshold threshold=0.25,bernoulli probability_temperature=0.5"
        found = run(path, x[:, None], uniforms, labels)
        for index, gate in enumerate(weights_to_onnx.GATES):
            np.testing.assert_allclose(found["gates"][:, 0, 0, index], truth[f"{gate}.value"], atol=1e-5)
        np.testing.assert_allclose(found["y"][:, 0], truth["output"], atol=1e-5)

    def test_a_network_of_pytorch_computes_what_it_computes_there(self):
        for name, readout in [("torch-one-layer", "readout"), ("torch-two-layers", "readout"), ("torch-no-bias", "readout")]:
            truth = load_file(FIXTURES / f"{name}-truth.safetensors")
            steps, batch, _ = truth["inputs"].shape
            n = load_file(FIXTURES / f"{name}.safetensors")["weight_hh_l0"].shape[1]
            layers = 2 if name == "torch-two-layers" else 1
            uniforms = np.full((steps, batch, layers, 3, n), 0.5, np.float32)
            found = run(FIXTURES / f"{name}.safetensors", truth["inputs"], uniforms, readout=readout)
            np.testing.assert_allclose(found["y"], truth["outputs"], atol=1e-5)

    def test_symbols_are_gathered(self):
        """An nn.Embedding below the LSTM, alone and beside numbers."""
        for name in ["torch-symbols", "torch-symbols-and-numbers"]:
            truth = load_file(FIXTURES / f"{name}-truth.safetensors")
            steps, batch = truth["symbols"].shape
            uniforms = np.full((steps, batch, 1, 3, 4), 0.5, np.float32)
            found = run(FIXTURES / f"{name}.safetensors", truth.get("inputs"), uniforms, symbols=truth["symbols"])
            np.testing.assert_allclose(found["y"], truth["outputs"], atol=1e-5)
        with self.assertRaisesRegex(weights_to_onnx.Unreadable, "there is no words.weight"):
            weights_to_onnx.model(FIXTURES / "torch-symbols.safetensors", embedding="words")
        arrays = load_file(FIXTURES / "torch-symbols.safetensors")
        arrays["embedding.weight"] = np.zeros((5, 9), np.float32)
        save_file(arrays, self.folder / "wide.safetensors")
        with self.assertRaisesRegex(weights_to_onnx.Unreadable, r"embedding.weight is \[5, 9\]; weight_ih_l0 reads 3"):
            weights_to_onnx.model(self.folder / "wide.safetensors")

    def test_erasing_forget_gates(self):
        """1 − σ(z) = σ(−z): a network that erases has the forget gate's rows negated."""
        arrays, truth = (load_file(FIXTURES / f"torch-one-layer{end}.safetensors") for end in ["", "-truth"])
        for name in ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]:
            arrays[name][4:8] *= -1
        path = self.folder / "erase.safetensors"
        save_file(arrays, path, metadata={"network.forget_convention": "erase"})
        found = run(path, truth["inputs"], np.full((7, 3, 1, 3, 4), 0.5, np.float32))
        np.testing.assert_allclose(found["y"], truth["outputs"], atol=1e-5)

    def test_what_cannot_be_turned_is_named(self):
        arrays = load_file(FIXTURES / "torch-one-layer.safetensors")
        path = self.folder / "words.safetensors"
        for words, gates, message in [
            ({"network.variant": "cifg"}, None, "the variant cifg"), ({"network.peepholes": "true"}, None, "peepholes"),
            ({"gates.input": "g2"}, None, "the gate policy g2"), ({}, "sigmoid,sigmoid", "found 2 policies"),
            ({"gates.input": "bernoulli probability_temperature=(schedule=linear)"}, None, "with probability_temperature alone"),
            ({"network.readout.activation": "cubic"}, None, "activation cubic"),
        ]:
            save_file(arrays, path, metadata=words or None)
            with self.assertRaisesRegex(weights_to_onnx.Unreadable, message):
                weights_to_onnx.model(path, gates)
        for name, message in [("torch-gru", "four blocks"), ("torch-projection", "four blocks|projections"), ("torch-bidirectional", "bidirectional"), ("torch-prefixed", "prefix")]:
            with self.assertRaisesRegex(weights_to_onnx.Unreadable, message):
                weights_to_onnx.model(FIXTURES / f"{name}.safetensors")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sluice", type=Path, default=SLUICE, help="the command")
    arguments, rest = parser.parse_known_args()
    SLUICE = arguments.sluice.resolve()
    unittest.main(argv=[sys.argv[0], *rest])
