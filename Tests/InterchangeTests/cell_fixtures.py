#!/usr/bin/env python3
"""Writes to Fixtures/ the GRUs and plain recurrent networks of PyTorch, each with inputs, outputs and gradients that Sluice has to match.

The arrays are those of fixtures.py. Needs torch and safetensors. Run it in this folder.
"""

from pathlib import Path

import torch
from safetensors.torch import save_file

HERE = Path(__file__).parent / "Fixtures"
STEPS, BATCH = 7, 3


class Network(torch.nn.Module):
    """Recurrent layers under a linear read-out."""

    def __init__(self, cell, inputs, hidden, layers, outputs, bias=True):
        super().__init__()
        self.layers = cell(inputs, hidden, layers, bias=bias)
        self.readout = torch.nn.Linear(hidden, outputs)
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.mul_(2)  # far from the linear part of sigmoid and tanh

    def forward(self, inputs):
        return self.readout(self.layers(inputs)[0])


def plain(network):
    """The names of Sluice: those of the layers, and `readout`."""
    return {key.removeprefix("layers."): value for key, value in network.state_dict().items()}


def without_second_biases(network):
    """Sets bias_hh to 0 where one bias is enough, as Sluice writes it: everywhere but in the candidate of a GRU."""
    n = network.layers.hidden_size
    rows = slice(0, 2 * n if isinstance(network.layers, torch.nn.GRU) else n)
    with torch.no_grad():
        for layer in range(network.layers.num_layers):
            getattr(network.layers, f"bias_hh_l{layer}")[rows] = 0
    return network


def truth(network, name):
    """Saves inputs, outputs and gradients."""
    inputs = torch.randn(STEPS, BATCH, network.layers.input_size)
    targets = torch.randn(STEPS, BATCH, network.readout.out_features)
    outputs = network(inputs)
    torch.nn.functional.mse_loss(outputs, targets).backward()
    arrays = {"inputs": inputs, "targets": targets, "outputs": outputs.detach().contiguous()}
    for key, parameter in network.named_parameters():
        arrays["gradient." + key.removeprefix("layers.")] = parameter.grad
    save_file(arrays, HERE / f"{name}-truth.safetensors")


def networks(word, cell):
    """One and two layers, without biases, and under a prefix."""
    one = Network(cell, 3, 4, 1, 2)
    save_file(plain(one), HERE / f"torch-{word}-one-layer.safetensors")
    truth(one, f"torch-{word}-one-layer")

    two = without_second_biases(Network(cell, 2, 5, 2, 1))
    save_file(plain(two), HERE / f"torch-{word}-two-layers.safetensors", metadata={"format": "pt"})
    truth(two, f"torch-{word}-two-layers")

    bare = Network(cell, 3, 4, 2, 1, bias=False)
    save_file(plain(bare), HERE / f"torch-{word}-no-bias.safetensors")
    truth(bare, f"torch-{word}-no-bias")

    inner = Network(cell, 3, 4, 2, 2)
    parts = {"layers": "model.encoder.", "readout": "model.head."}
    names = {parts[key.split(".")[0]] + key.split(".")[1]: value for key, value in inner.state_dict().items()}
    save_file(names, HERE / f"torch-{word}-prefixed.safetensors")
    truth(inner, f"torch-{word}-prefixed")


if __name__ == "__main__":
    torch.manual_seed(15)
    networks("gru", torch.nn.GRU)
    networks("rnn", torch.nn.RNN)
