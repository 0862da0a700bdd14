#!/usr/bin/env python3
"""A small cell under every state noise, worked from the equations and from the article "Addresses of every draw" alone.

Prints Tests/Vectors/masked_trace.txt, to which Tests/StudiesTests/Trace/MaskedTraceTests holds trace.csv: a line for each noise
and quantity, with its numbers by step and unit, to 12 digits. Two inputs, two units, three steps; sigmoid gates.
"""

from math import exp, tanh

from draws import CELL_MASK, HIDDEN_MASK, INPUT_MASK, STEP, noise, single

INPUTS = [[1.0, -0.5], [0.25, 2.0], [-1.5, 0.75]]
HIDDEN, CELL = [0.5, -0.25], [1.0, -2.0]
# Rows are units, columns x then h, the bias last.
WEIGHTS = {
    "input": [[0.5, -0.25, 1.0, 0.5, 0.125], [-0.75, 0.5, 0.25, -1.0, 0.0]],
    "forget": [[0.25, 0.5, -0.5, 0.75, 1.0], [1.0, -0.5, 0.5, 0.25, 0.5]],
    "candidate": [[1.0, 0.75, -0.25, 0.5, -0.125], [-0.5, 1.0, 0.75, 0.25, 0.25]],
    "output": [[0.25, 0.25, 0.5, -0.75, 0.0], [0.5, -1.0, 0.25, 0.5, 0.375]],
}
# Rates of dropping or holding; of zoneout for the cell and for the hidden state.
RATES = {
    "variational_dropout": 0.3,
    "recurrent_dropout": 0.4,
    "naive_cell_dropout": 0.4,
    "zoneout": (0.4, 0.3),
    "stochastic_depth_in_time": 0.4,
}


def uniform(channel, unit, step):
    """The training draw of replicate 0, update 0, sequence 0, layer 0."""
    return noise(0, "training_noise", 0, channel, unit, step, 0, 0)


def dropped(channel, step, rate):
    """Factors of a dropout mask."""
    return [1 / (1 - rate) if uniform(channel, u, step) < single(1 - rate) else 0.0 for u in range(2)]


def held(channel, step, rate, units=(0, 1)):
    """1 for units that keep their state, else 0."""
    return [1.0 if uniform(channel, u, step) < single(rate) else 0.0 for u in units]


def masks(kind, step):
    rate = RATES[kind]
    if kind == "variational_dropout":
        return {"input": dropped(INPUT_MASK, 0, rate), "hidden": dropped(HIDDEN_MASK, 0, rate)}
    if kind == "recurrent_dropout":
        return {"write": dropped(CELL_MASK, step, rate)}
    if kind == "naive_cell_dropout":
        return {"cell": dropped(CELL_MASK, step, rate)}
    if kind == "zoneout":
        return {"zoneout_cell": held(CELL_MASK, step, rate[0]), "zoneout_hidden": held(HIDDEN_MASK, step, rate[1])}
    whole = held(STEP, step, rate, (0, 0))
    return {"zoneout_cell": whole, "zoneout_hidden": whole}


def trace(kind):
    """The quantities of all steps."""
    rows, h, c = {}, HIDDEN, CELL

    def note(quantity, values):
        rows.setdefault(quantity, []).extend(values)

    for step, x in enumerate(INPUTS):
        m = masks(kind, step)
        for target, values in m.items():
            note(f"mask.{target}", values)
        seen = [a * b for a, b in zip(x + h, m.get("input", [1.0, 1.0]) + m.get("hidden", [1.0, 1.0]))]
        note("concatenated", seen)
        gates = {}
        for block, weights in WEIGHTS.items():
            z = [sum(w * v for w, v in zip(row, seen)) + row[4] for row in weights]
            gates[block] = [tanh(a) if block == "candidate" else 1 / (1 + exp(-a)) for a in z]
            note(block if block == "candidate" else f"{block}.value", gates[block])
        write, whole = m.get("write", [1.0, 1.0]), m.get("cell", [1.0, 1.0])
        stay_c, stay_h = m.get("zoneout_cell", [0.0, 0.0]), m.get("zoneout_hidden", [0.0, 0.0])
        new = [
            whole[u] * (gates["forget"][u] * c[u] + write[u] * gates["input"][u] * gates["candidate"][u])
            for u in range(2)
        ]
        h = [h[u] if stay_h[u] else gates["output"][u] * tanh(new[u]) for u in range(2)]
        c = [c[u] if stay_c[u] else new[u] for u in range(2)]
        note("cell", c)
        note("hidden", h)
    return rows


if __name__ == "__main__":
    for kind in RATES:
        for quantity, values in sorted(trace(kind).items()):
            print(kind, quantity, *(format(v, ".12g") for v in values))
