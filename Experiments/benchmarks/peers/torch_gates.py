"""Gates in PyTorch: straight-through Bernoulli gates and hard thresholds with the sigmoid's slope, and a cell of them."""

import torch


def sigmoid(z):
    return torch.sigmoid(z)


def bernoulli(z):
    """1[u < σ(z)], with the slope of σ."""
    p = torch.sigmoid(z)
    return p + ((torch.rand_like(p) < p).to(p.dtype) - p).detach()


def hard_threshold(z):
    """1[z > 0], with the slope of σ."""
    p = torch.sigmoid(z)
    return p + ((z > 0).to(p.dtype) - p).detach()


class GatedLSTM(torch.nn.Module):
    """An LSTM whose gates are any function of their pre-activations; inputs [T, B, m], hidden states [T, B, n]."""

    def __init__(self, inputs, hidden):
        super().__init__()
        self.hidden = hidden
        self.from_input = torch.nn.Linear(inputs, 4 * hidden)
        self.from_hidden = torch.nn.Linear(hidden, 4 * hidden, bias=False)

    def forward(self, x, gate):
        h = x.new_zeros(x.shape[1], self.hidden)
        c = torch.zeros_like(h)
        # One product for all steps; only h has to wait.
        states, from_input = [], self.from_input(x)
        for t in range(x.shape[0]):
            i, f, g, o = (from_input[t] + self.from_hidden(h)).chunk(4, -1)
            c = gate(f) * c + gate(i) * torch.tanh(g)
            h = gate(o) * torch.tanh(c)
            states.append(h)
        return torch.stack(states)
