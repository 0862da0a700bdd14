#!/usr/bin/env python3
"""Trains ten LSTMs with PyTorch and writes them to networks/, where `sluice run experiment.yaml` reads them.

The task is that of ../quickstart: weekly chickenpox counts of 20 counties, two weeks ahead from the last 20 weeks. Nothing here knows of
Sluice: the LSTM is torch.nn.LSTM with its usual gates. The folder has the form of a results folder: runs.csv names the networks, and
weights/RUN.safetensors has the parameters of each under PyTorch's own names.

Needs torch and safetensors; written with torch 2.15.0. Another version, or processor, may train other networks.
"""

import csv
from pathlib import Path

import torch
from safetensors.torch import save_file

HERE = Path(__file__).resolve().parent
HIDDEN, WINDOW, HORIZON, EPOCHS, BATCH, NETWORKS = 16, 20, 2, 120, 32, 10


class Forecaster(torch.nn.Module):
    """An LSTM under a linear read-out of its last hidden state."""

    def __init__(self, series):
        super().__init__()
        self.lstm = torch.nn.LSTM(series, HIDDEN)
        self.readout = torch.nn.Linear(HIDDEN, series)

    def forward(self, windows):
        return self.readout(self.lstm(windows)[0][-1])


def main():
    counts = read_counts()
    train_end, test_start = int(0.5 * len(counts)), int(0.7 * len(counts))
    training = counts[:train_end]
    mean, deviation = training.mean(0), training.std(0, unbiased=False)
    scaled = ((counts - mean) / deviation).float()
    parts = [range(WINDOW + HORIZON - 1, train_end), range(train_end, test_start), range(test_start, len(counts))]
    data = [windows(scaled, part) for part in parts]
    weights = HERE / "networks/weights"
    weights.mkdir(parents=True, exist_ok=True)
    rows = []
    for seed in range(NETWORKS):
        network = fit(seed, data, counts.shape[1])
        name = f"seed-{seed}"
        state = {key.removeprefix("lstm."): value for key, value in network.state_dict().items()}
        save_file(state, weights / f"{name}.safetensors")
        with torch.no_grad():
            errors = (network(data[2][0]) - data[2][1]).double() * deviation
        print(f"{name}: test RMSE {errors.square().mean().sqrt():.4f} cases a week")
        rows.append([name, seed, "completed"])
    with open(HERE / "networks/runs.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["run_id", "replicate", "status"], *rows])


def read_counts():
    """The counts, [weeks, counties]."""
    with open(HERE.parent / "Data/hungary_chickenpox.csv", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return torch.tensor([[float(cell) for cell in row[1:]] for row in rows], dtype=torch.float64)


def windows(scaled, targets):
    """Inputs [window, examples, series] and targets [examples, series] of these rows."""
    starts = [row - HORIZON - WINDOW + 1 for row in targets]
    return torch.stack([scaled[start : start + WINDOW] for start in starts], 1), scaled[list(targets)]


def fit(seed, data, series):
    """Trains a network and gives it back as it was in its best epoch on the validation weeks."""
    torch.manual_seed(seed)
    network = Forecaster(series)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.003)
    (inputs, targets), (validation_inputs, validation_targets), _ = data
    best, kept = float("inf"), None
    for _ in range(EPOCHS):
        for examples in torch.randperm(len(targets)).split(BATCH):
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(network(inputs[:, examples]), targets[examples]).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1)
            optimizer.step()
        with torch.no_grad():
            loss = torch.nn.functional.mse_loss(network(validation_inputs), validation_targets).item()
        if loss < best:
            best, kept = loss, {key: value.clone() for key, value in network.state_dict().items()}
    network.load_state_dict(kept)
    return network


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
