"""Experiments/quickstart in PyTorch: the same data, policies, replicates, updates and measurements, one thread.

It leaves out what Sluice does beside that: statistics of gate values, comparisons, the folder of records. Its random
numbers are PyTorch's, so scores agree in distribution, not in digits.
"""

import csv
import pathlib
import sys

import torch
from torch_gates import GatedLSTM, bernoulli, hard_threshold, sigmoid

DATA = pathlib.Path(__file__).parents[2] / "Data" / "hungary_chickenpox.csv"
REPLICATES, UPDATES, EVERY, SAMPLES, HIDDEN, BATCH, WINDOW, HORIZON = 10, 1000, 50, 16, 32, 32, 20, 2
# How gates are read in training, in native evaluation, and in sampled evaluation.
POLICIES = {
    "sigmoid": (sigmoid, sigmoid, sigmoid),
    "bernoulli": (bernoulli, sigmoid, bernoulli),
    "hard_threshold": (hard_threshold, hard_threshold, hard_threshold),
}


class Network(torch.nn.Module):
    """Reads a window, predicts all series; plain sigmoid gates go through the fused kernel."""

    def __init__(self, series, is_fused):
        super().__init__()
        self.lstm = torch.nn.LSTM(series, HIDDEN) if is_fused else GatedLSTM(series, HIDDEN)
        self.is_fused = is_fused
        self.readout = torch.nn.Linear(HIDDEN, series)

    def forward(self, x, gate):
        states = self.lstm(x)[0] if self.is_fused else self.lstm(x, gate)
        return self.readout(states[-1])


def windows(rows, targets):
    """Inputs [T, B, m] and targets [B, m] of the rows to predict."""
    x = torch.stack([rows[t - HORIZON - WINDOW + 1 : t - HORIZON + 1] for t in targets], 1)
    return x, rows[list(targets)]


def scores(prediction, truth):
    error = prediction - truth
    centered = torch.stack([prediction.flatten() - prediction.mean(), truth.flatten() - truth.mean()])
    pearson = (centered[0] @ centered[1]) / (centered[0].norm() * centered[1].norm())
    return error.square().mean().sqrt().item(), error.abs().mean().item(), pearson.item()


def measure(network, policy, split, unscaled):
    _, native, sampled = POLICIES[policy]
    x, y = split
    with torch.no_grad():
        yield "native", scores(unscaled(network(x, native)), unscaled(y))
        rollouts = SAMPLES if sampled is bernoulli else 1
        mean = sum(network(x, sampled) for _ in range(rollouts)) / rollouts
        yield "sample", scores(unscaled(mean), unscaled(y))


def train(policy, replicate, splits, unscaled, write):
    torch.manual_seed(replicate)
    x, y = splits["train"]
    network = Network(x.shape[2], policy == "sigmoid")
    adam = torch.optim.Adam(network.parameters(), lr=1e-3)
    order = torch.empty(0, dtype=torch.long)
    for update in range(UPDATES + 1):
        if update % EVERY == 0:
            for name in ("validation", "test"):
                for mode, values in measure(network, policy, splits[name], unscaled):
                    for metric, value in zip(("rmse", "mae", "pearson"), values):
                        write([policy, replicate, update, name, mode, metric, value])
        if update == UPDATES:
            break
        if len(order) < BATCH:
            order = torch.cat([order, torch.randperm(x.shape[1])])
        batch, order = order[:BATCH], order[BATCH:]
        adam.zero_grad()
        (network(x[:, batch], POLICIES[policy][0]) - y[batch]).square().mean().backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1)
        adam.step()


torch.set_num_threads(1)
with open(DATA, newline="") as file:
    rows = torch.tensor([[float(cell) for cell in row[1:]] for row in list(csv.reader(file))[1:]])
borders = [WINDOW + HORIZON - 1, int(0.5 * len(rows)), int(0.7 * len(rows)), len(rows)]
mean, deviation = rows[: borders[1]].mean(0), rows[: borders[1]].std(0, correction=0)
scaled = (rows - mean) / deviation
splits = {
    name: windows(scaled, range(borders[k], borders[k + 1])) for k, name in enumerate(("train", "validation", "test"))
}
with open(sys.argv[1], "w", newline="") as file:
    table = csv.writer(file)
    table.writerow(["gates.all", "replicate", "update", "split", "mode", "metric", "value"])
    for policy in POLICIES:
        for replicate in range(REPLICATES):
            train(policy, replicate, splits, lambda values: values * deviation + mean, table.writerow)
