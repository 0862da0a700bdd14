#!/usr/bin/env python3
"""Writes Fixtures/: LSTMs of PyTorch and Keras, each with inputs, outputs and gradients that Sluice has to match.

NAME.safetensors are the weights as a user saves them, NAME-truth.safetensors what the program makes of them: `inputs` [T, B, m],
`targets` and `outputs` [T, B, k], and with PyTorch `gradient.PARAMETER` of the mean squared error.

Needs torch, keras and safetensors; Keras runs on PyTorch (KERAS_BACKEND=torch). Run it in this folder.
"""

import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import torch
from safetensors.numpy import save_file as save_arrays
from safetensors.torch import save_file

HERE = Path(__file__).parent / "Fixtures"
STEPS, BATCH = 7, 3


class Network(torch.nn.Module):
    """An LSTM under a linear read-out."""

    def __init__(self, inputs, hidden, layers, outputs, bias=True):
        super().__init__()
        self.lstm = torch.nn.LSTM(inputs, hidden, layers, bias=bias)
        self.readout = torch.nn.Linear(hidden, outputs)
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.mul_(3)  # far from the linear part of sigmoid and tanh

    def forward(self, inputs):
        return self.readout(self.lstm(inputs)[0])


class SymbolNetwork(torch.nn.Module):
    """An embedding, numbers beside it or none, an LSTM, and a linear read-out."""

    def __init__(self, symbols, width, numbers, hidden, outputs):
        super().__init__()
        self.embedding = torch.nn.Embedding(symbols, width)
        self.lstm = torch.nn.LSTM(width + numbers, hidden)
        self.readout = torch.nn.Linear(hidden, outputs)

    def forward(self, symbols, numbers):
        return self.readout(self.lstm(torch.cat([self.embedding(symbols), numbers], dim=2))[0])


def symbol_truth(network, name):
    """Saves symbols, inputs where there are any, outputs and gradients."""
    numbers = network.lstm.input_size - network.embedding.embedding_dim
    # The last symbol never occurs.
    symbols = torch.randint(network.embedding.num_embeddings - 1, (STEPS, BATCH))
    inputs = torch.randn(STEPS, BATCH, numbers)
    targets = torch.randn(STEPS, BATCH, network.readout.out_features)
    outputs = network(symbols, inputs)
    torch.nn.functional.mse_loss(outputs, targets).backward()
    arrays = {"symbols": symbols, "targets": targets, "outputs": outputs.detach().contiguous()}
    if numbers:
        arrays["inputs"] = inputs
    for key, parameter in network.named_parameters():
        arrays["gradient." + key.removeprefix("lstm.")] = parameter.grad
    save_file(arrays, HERE / f"{name}-truth.safetensors")


def truth(network, name):
    """Saves inputs, outputs and gradients."""
    inputs = torch.randn(STEPS, BATCH, network.lstm.input_size)
    targets = torch.randn(STEPS, BATCH, network.readout.out_features)
    outputs = network(inputs)
    torch.nn.functional.mse_loss(outputs, targets).backward()
    arrays = {"inputs": inputs, "targets": targets, "outputs": outputs.detach().contiguous()}
    for key, parameter in network.named_parameters():
        arrays["gradient." + key.removeprefix("lstm.")] = parameter.grad
    save_file(arrays, HERE / f"{name}-truth.safetensors")


def plain(network):
    """The names of Sluice: those of nn.LSTM, and `readout`."""
    return {key.removeprefix("lstm."): value for key, value in network.state_dict().items()}


def torch_networks():
    torch.manual_seed(11)
    one = Network(3, 4, 1, 2)
    save_file(plain(one), HERE / "torch-one-layer.safetensors")
    truth(one, "torch-one-layer")

    two = Network(2, 5, 2, 1)
    with torch.no_grad():
        for layer in range(2):
            getattr(two.lstm, f"bias_hh_l{layer}").zero_()  # as Sluice writes it
    save_file(plain(two), HERE / "torch-two-layers.safetensors", metadata={"format": "pt"})
    truth(two, "torch-two-layers")

    bare = Network(3, 4, 1, 1, bias=False)
    save_file(plain(bare), HERE / "torch-no-bias.safetensors")
    truth(bare, "torch-no-bias")

    inner = Network(3, 4, 2, 2)
    names = {("model.encoder." if "lstm" in key else "model.head.") + key.split(".")[1]: value for key, value in inner.state_dict().items()}
    names["model.embedding.weight"] = torch.zeros(5, 3)
    save_file(names, HERE / "torch-prefixed.safetensors")
    truth(inner, "torch-prefixed")

    # Refused, each for its reason.
    save_file(torch.nn.LSTM(3, 4, bidirectional=True).state_dict(), HERE / "torch-bidirectional.safetensors")
    save_file(torch.nn.LSTM(3, 4, proj_size=2).state_dict(), HERE / "torch-projection.safetensors")
    save_file(torch.nn.GRU(3, 4).state_dict(), HERE / "torch-gru.safetensors")
    save_file(torch.nn.RNN(3, 4).state_dict(), HERE / "torch-rnn.safetensors")


def torch_symbols():
    torch.manual_seed(14)
    for name, numbers in [("torch-symbols", 0), ("torch-symbols-and-numbers", 2)]:
        network = SymbolNetwork(5, 3, numbers, 4, 2)
        save_file(plain(network), HERE / f"{name}.safetensors")
        symbol_truth(network, name)


def keras_networks():
    keras.utils.set_random_seed(12)
    for name, bias in [("keras", True), ("keras-no-bias", False)]:
        keras.utils.clear_session() if hasattr(keras.utils, "clear_session") else keras.backend.clear_session()
        model = keras.Sequential([
            keras.Input((STEPS, 3)), keras.layers.LSTM(4, return_sequences=True, use_bias=bias),
            keras.layers.LSTM(4, return_sequences=True, use_bias=bias), keras.layers.Dense(2),
        ])
        for weight in model.weights:
            weight.assign(np.random.default_rng(len(weight.path)).normal(size=weight.shape).astype(np.float32))
        save_arrays({weight.path: weight.numpy() for weight in model.weights}, HERE / f"{name}.safetensors")
        inputs = np.random.default_rng(3).normal(size=(BATCH, STEPS, 3)).astype(np.float32)
        outputs = np.asarray(model.predict(inputs, verbose=0))
        swap = lambda array: np.ascontiguousarray(array.swapaxes(0, 1))
        save_arrays({"inputs": swap(inputs), "outputs": swap(outputs)}, HERE / f"{name}-truth.safetensors")
    gru = keras.Sequential([keras.Input((STEPS, 3)), keras.layers.GRU(4)])
    save_arrays({weight.path: weight.numpy() for weight in gru.weights}, HERE / "keras-gru.safetensors")
    both = keras.Sequential([keras.Input((STEPS, 3)), keras.layers.Bidirectional(keras.layers.LSTM(4))])
    save_arrays({weight.path: weight.numpy() for weight in both.weights}, HERE / "keras-bidirectional.safetensors")


def network_of_the_format_tests():
    """A network for the adding task, which the tests of malformed experiments name."""
    torch.manual_seed(13)
    save_file(plain(Network(2, 4, 1, 1)), HERE.parent.parent / "PlanningTests/Malformed/lstm.safetensors")


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    network_of_the_format_tests()
    torch_networks()
    torch_symbols()
    keras_networks()
