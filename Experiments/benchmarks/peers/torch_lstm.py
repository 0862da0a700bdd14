"""One LSTM layer in PyTorch, squared error on every hidden state, Adam, one thread.

sigmoid is `torch.nn.LSTM`, the fused kernel; the other gates are a hand-written cell, as a user would write it.
"""

import torch
from bench import arguments, repeat
from torch_gates import GatedLSTM, bernoulli, hard_threshold

given = arguments(__doc__, ["sigmoid", "bernoulli", "hard_threshold"], ["train", "forward"])
torch.set_num_threads(1)
torch.manual_seed(1)
if given.policy == "sigmoid":
    network = torch.nn.LSTM(given.input, given.hidden)
    states = lambda: network(x)[0]
else:
    network = GatedLSTM(given.input, given.hidden)
    gate = {"bernoulli": bernoulli, "hard_threshold": hard_threshold}[given.policy]
    states = lambda: network(x, gate)
x = torch.rand(given.steps, given.batch, given.input) * 2 - 1
y = torch.rand(given.steps, given.batch, given.hidden) * 2 - 1
adam = torch.optim.Adam(network.parameters(), lr=1e-3)


def forward():
    with torch.no_grad():
        states()


def train():
    adam.zero_grad()
    (states() - y).square().mean().backward()
    adam.step()


repeat("torch", given, train if given.mode == "train" else forward)
