#!/usr/bin/env python3
"""Turns an LSTM's weights into an ONNX model whose gates are drawn from uniforms that the caller hands in.

    weights_to_onnx.py results/quickstart/weights/r-5f0c….safetensors lstm.onnx
    weights_to_onnx.py lstm.safetensors lstm.onnx --gates bernoulli --readout head

The file is one that Sluice saved (training.save_weights), or any with the names of PyTorch's nn.LSTM. The gates are those with which
Sluice trained the network, or those of --gates: one policy for all, or input,forget,output. The model has

    inputs      x         [T, B, m]         float32; none of a network that reads symbols alone
                symbols   [T, B]            int64, rows of the embedding's table; of a network that reads symbols
                uniforms  [T, B, L, 3, n]   float32 in (0, 1): a number for every gate (input, forget, output) of every unit and layer
    outputs     y         [T, B, k]         the read-out at every step
                gates     [T, B, L, 3, n]   the gates' values
                p         [T, B, L, 3, n]   their probabilities, σ(z/temperature); of hard_threshold σ(z − threshold)

A Bernoulli gate is Less(uniforms, p), as in Sluice: on the same uniforms gates are the same wherever |u − p| > 1e-6, which is what two
implementations of the sigmoid may differ by.
"""

import argparse
import re
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors import safe_open

GATES = ["input", "forget", "output"]
# The parameter of each policy that can be read here, and its default.
POLICIES = {"sigmoid": ("temperature", 1.0), "bernoulli": ("probability_temperature", 1.0), "hard_threshold": ("threshold", 0.0)}
OPSET = 17


class Unreadable(Exception):
    """Why a file cannot be turned into a model."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", help="a safetensors file")
    parser.add_argument("model", help="the ONNX file to write")
    parser.add_argument("--gates", help=f"one policy, or three for input,forget,output: {', '.join(POLICIES)}")
    parser.add_argument("--readout", default="readout", help="what the read-out is called in the file")
    parser.add_argument("--embedding", help="what the embedding is called in the file; embedding, where the file has that")
    arguments = parser.parse_args()
    try:
        onnx.save(model(arguments.weights, arguments.gates, arguments.readout, arguments.embedding), arguments.model)
    except Unreadable as error:
        sys.exit(f"{arguments.weights}: {error}")


def model(path, gates=None, readout="readout", embedding=None):
    """The ONNX model of a file of weights."""
    with safe_open(path, "np") as file:
        words = file.metadata() or {}
        arrays = {name: file.get_tensor(name).astype(np.float32) for name in file.keys()}
    check(words, arrays)
    layers = sum(bool(re.fullmatch(r"weight_ih_l\d+", name)) for name in arrays)
    if not layers:
        raise Unreadable("there is no weight_ih_l0; expected the names of PyTorch's nn.LSTM without a prefix")
    if f"{readout}.weight" not in arrays:
        raise Unreadable(f"there is no {readout}.weight; name the read-out with --readout")
    graph = Graph(arrays, policies(words, gates), words, layers, readout, table(arrays, embedding))
    result = helper.make_model(graph.whole(), opset_imports=[helper.make_opsetid("", OPSET)], producer_name="sluice")
    helper.set_model_props(result, {key: str(value) for key, value in sorted(words.items())})
    # The first that has the operator set; a newer one would ask for a newer runtime than is needed.
    result.ir_version = 8
    onnx.checker.check_model(result, full_check=True)
    return result


def table(arrays, embedding):
    """The name of the embedding's table; None of a network that reads numbers alone."""
    name = f"{embedding or 'embedding'}.weight"
    if name not in arrays:
        if embedding:
            raise Unreadable(f"there is no {name}; name another embedding")
        return None
    shape, width = arrays[name].shape, arrays["weight_ih_l0"].shape[1]
    if len(shape) != 2 or shape[1] > width:
        raise Unreadable(f"{name} is {list(shape)}; weight_ih_l0 reads {width} numbers a step")
    return name


def check(words, arrays):
    """Refuses networks that the model would compute wrongly."""
    if (variant := words.get("network.variant", "vanilla")) != "vanilla":
        raise Unreadable(f"the network is of the variant {variant}; only vanilla ones are turned into ONNX")
    if words.get("network.peepholes", "false") != "false" or any(name.startswith("peepholes_l") for name in arrays):
        raise Unreadable("the network has peepholes, which are not turned into ONNX")
    shape = arrays["weight_hh_l0"].shape if "weight_hh_l0" in arrays else None
    if shape and shape[0] != 4 * shape[1]:
        raise Unreadable(f"weight_hh_l0 is {list(shape)}; an LSTM has four blocks of rows")
    for name in ["weight_ih_l0_reverse", "weight_hr_l0"]:
        if name in arrays:
            raise Unreadable(f"{name} is of a bidirectional LSTM or of one with projections")


def policies(words, chosen):
    """The policy of each gate with its number: (kind, value)."""
    labels = chosen.split(",") if chosen else [words.get(f"gates.{gate}", "sigmoid") for gate in GATES]
    if len(labels) == 1:
        labels *= 3
    if len(labels) != 3:
        raise Unreadable(f"found {len(labels)} policies; expected one, or three for input,forget,output")
    return [policy(label) for label in labels]


def policy(label):
    """A label as Sluice's tables have it: `bernoulli probability_temperature=0.5`."""
    kind, *settings = label.split(" ")
    if kind not in POLICIES:
        raise Unreadable(f"the gate policy {kind} is not turned into ONNX; choose with --gates among {', '.join(POLICIES)}")
    name, value = POLICIES[kind]
    for setting in settings:
        key, _, text = setting.partition("=")
        try:
            value = float(text)
        except ValueError:
            key = None
        if key != name:
            raise Unreadable(f"the gate policy '{label}' is not turned into ONNX: expected {kind} with {name} alone")
    return kind, value


class Graph:
    """Builds the graph: a Scan over time of all layers, and the read-out of what it leaves."""

    def __init__(self, arrays, policies, words, layers, readout, table=None):
        self.arrays, self.policies, self.words, self.layers, self.readout = arrays, policies, words, layers, readout
        self.table = table
        self.hidden = arrays["weight_hh_l0"].shape[1]
        self.width = arrays["weight_ih_l0"].shape[1]
        self.nodes, self.constants = [], []

    def node(self, operator, inputs, name, outputs=None, **attributes):
        """Adds a node, and returns the name of its output."""
        self.nodes.append(helper.make_node(operator, inputs, outputs or [name], **attributes))
        return name

    def constant(self, value, name, dtype=np.float32):
        """Adds a constant, and returns its name."""
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def taken(self):
        """What has been built since the last time."""
        built = self.nodes, self.constants
        self.nodes, self.constants = [], []
        return built

    def gate(self, which, z, uniform, name):
        """The value and the probability of a gate at its pre-activation."""
        kind, value = self.policies[which]
        shift = self.constant(value, f"{name}_number")
        scaled = self.node("Sub" if kind == "hard_threshold" else "Div", [z, shift], f"{name}_z")
        p = self.node("Sigmoid", [scaled], f"{name}_p")
        if kind == "sigmoid":
            return p, p
        if kind == "bernoulli":
            is_open = self.node("Less", [uniform, p], f"{name}_open")
        else:
            is_open = self.node("Greater", [z, shift], f"{name}_open")
        return self.node("Cast", [is_open], f"{name}_value", to=TensorProto.FLOAT), p

    def layer(self, index, x):
        """One step of a layer: its hidden state, its cell, and its gates beside their probabilities, each [B, 1, 3, n]."""
        a, n = self.arrays, self.hidden
        bias = sum((a[name] for name in [f"bias_ih_l{index}", f"bias_hh_l{index}"] if name in a), np.zeros(4 * n, np.float32))
        name = f"l{index}"
        inputs = self.node("MatMul", [x, self.constant(a[f"weight_ih_l{index}"].T, f"{name}_wx")], f"{name}_x")
        recurrent = self.node(
            "MatMul", [f"h{index}", self.constant(a[f"weight_hh_l{index}"].T, f"{name}_wh")], f"{name}_h")
        both = self.node("Add", [inputs, recurrent], f"{name}_xh")
        self.node("Add", [both, self.constant(bias, f"{name}_b")], f"{name}_z")
        blocks = [f"{name}_{block}" for block in "ifgo"]
        self.node("Split", [f"{name}_z", self.constant([n] * 4, f"{name}_sizes", np.int64)], None, blocks, axis=1)
        values, probabilities = [], []
        for which, block in enumerate("ifo"):
            place = self.constant([index, which], f"{name}_{block}_place", np.int64)
            after = self.constant([index + 1, which + 1], f"{name}_{block}_after", np.int64)
            axes = self.constant([1, 2], f"{name}_{block}_axes", np.int64)
            slab = self.node("Slice", ["u_t", place, after, axes], f"{name}_{block}_slab")
            uniform = self.node("Squeeze", [slab, axes], f"{name}_{block}_u")
            value, p = self.gate(which, f"{name}_{block}", uniform, f"{name}_{block}_gate")
            values.append(value)
            probabilities.append(p)
        kept = values[1]
        if self.words.get("network.forget_convention", "keep") == "erase":
            kept = self.node("Sub", [self.constant(1, f"{name}_one"), kept], f"{name}_kept")
        old = self.node("Mul", [kept, f"c{index}"], f"{name}_old")
        new = self.node("Mul", [values[0], self.node("Tanh", [f"{name}_g"], f"{name}_candidate")], f"{name}_new")
        cell = self.node("Add", [old, new], f"c{index}_next")
        hidden = self.node("Mul", [values[2], self.node("Tanh", [cell], f"{name}_tanh")], f"h{index}_next")
        return hidden, cell, self.stacked(values, f"{name}_gates"), self.stacked(probabilities, f"{name}_ps")

    def stacked(self, blocks, name):
        """[B, n] of three gates as one [B, 1, 3, n]."""
        axes = self.constant([1, 2], f"{name}_axes", np.int64)
        return self.node(
            "Concat", [self.node("Unsqueeze", [block, axes], f"{name}_{i}") for i, block in enumerate(blocks)], name, axis=2)

    def body(self):
        """One time step of all layers."""
        x, states, gates, ps = "x_t", [], [], []
        for index in range(self.layers):
            x, cell, gate, p = self.layer(index, x)
            states += [x, cell]
            gates.append(gate)
            ps.append(p)
        self.node("Identity", [x], "top_t")
        self.node("Concat", gates, "gates_t", axis=1)
        self.node("Concat", ps, "p_t", axis=1)
        nodes, constants = self.taken()
        shape = [None, self.hidden]
        pairs = [f"{letter}{index}" for index in range(self.layers) for letter in "hc"]
        return helper.make_graph(
            nodes, "step",
            [value(name, shape) for name in pairs] + [value("x_t", [None, self.width]), value("u_t", self.slab())],
            [value(name, shape) for name in states]
            + [value("top_t", shape), value("gates_t", self.slab()), value("p_t", self.slab())], constants)

    def slab(self, *head):
        return [*head, None, self.layers, 3, self.hidden]

    def inputs(self):
        """What layer 0 reads, [T, B, width], and the model's inputs that it is made of."""
        if self.table is None:
            return "x", [value("x", [None, None, self.width])]
        rows = self.arrays[self.table]
        numbers = self.width - rows.shape[1]
        symbols = helper.make_tensor_value_info("symbols", TensorProto.INT64, [None, None])
        embedded = self.node("Gather", [self.constant(rows, "table"), "symbols"], "embedded", axis=0)
        if numbers == 0:
            return embedded, [symbols]
        return self.node("Concat", [embedded, "x"], "read", axis=2), [value("x", [None, None, numbers]), symbols]

    def whole(self):
        """The model's graph."""
        body = self.body()
        read, inputs = self.inputs()
        count = self.node("Gather", [self.node("Shape", [read], "x_shape"), self.constant([1], "one", np.int64)], "batch")
        shape = self.node("Concat", [count, self.constant([self.hidden], "units", np.int64)], "state_shape", axis=0)
        zero = self.node("ConstantOfShape", [shape], "zero")
        last = [f"last_{index}" for index in range(2 * self.layers)]
        self.node(
            "Scan", [zero] * (2 * self.layers) + [read, "uniforms"], None, [*last, "top", "gates", "p"], body=body,
            num_scan_inputs=2)
        w = self.constant(self.arrays[f"{self.readout}.weight"].T, "readout_w")
        outputs = self.arrays[f"{self.readout}.weight"].shape[0]
        bias = self.arrays.get(f"{self.readout}.bias", np.zeros(outputs, np.float32))
        a = self.node("Add", [self.node("MatMul", ["top", w], "readout_wh"), self.constant(bias, "readout_b")], "readout_a")
        activation = self.words.get("network.readout.activation", "linear")
        if activation == "softmax":
            self.node("Softmax", [a], "y", axis=-1)
        elif activation in ("linear", "sigmoid"):
            self.node({"linear": "Identity", "sigmoid": "Sigmoid"}[activation], [a], "y")
        else:
            raise Unreadable(f"the read-out's activation {activation} is not turned into ONNX")
        nodes, constants = self.taken()
        return helper.make_graph(
            nodes, "lstm", [*inputs, value("uniforms", self.slab(None))],
            [value("y", [None, None, outputs]), value("gates", self.slab(None)), value("p", self.slab(None))], constants)


def value(name, shape):
    """A float32 tensor; None stands for any length."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


if __name__ == "__main__":
    main()
