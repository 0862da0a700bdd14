"""Prints how often a sweep in which nothing differs, or everything by just δ, gives a false verdict.

    python3 verdict_errors.py

Nine candidates and a baseline, ten replicates, normal scores of one spread whose replicates share a part (correlation 0.5 of every two
policies). Written for NumPy 2.4; 20,000 sweeps, so that the standard error is 0.3 points at most.
"""
from itertools import product

import numpy as np

N, M, SWEEPS = 10, 9, 20_000
signs = np.array([(1, *s) for s in product((1, -1), repeat=N - 1)], dtype=float)
flipped = signs < 0
count = flipped.sum(1)
random = np.random.default_rng(1979)


def ends(d):
    """Means of the flipped and of the other pairs, the smaller and the larger, over the patterns that flip something."""
    inside = d @ flipped[1:].T / count[1:]
    outside = d @ (~flipped[1:]).T / (N - count[1:])
    return np.sort(np.minimum(inside, outside), 1), np.sort(np.maximum(inside, outside), 1)


def interval(low, high, inverse):
    rank = 2 ** (N - 1) // inverse  # the whole line, of the pattern that flips nothing, is the first
    return low[:, rank - 1], high[:, -rank]


plain = family = loose = strict = 0
for _ in range(SWEEPS // 100):
    base = random.normal(size=(100, 1, N)) * np.sqrt(0.5)
    scores = base + random.normal(size=(100, M + 1, N)) * np.sqrt(0.5)
    d = (scores[:, 1:] - scores[:, :1]).reshape(-1, N)
    low, high = ends(d)
    p = ((np.abs(d @ signs.T) >= np.abs(d.sum(1))[:, None] - 1e-12).mean(1)).reshape(100, M)
    plain += int((p <= 0.05).any(1).sum())
    family += int((p.min(1) * M <= 0.05).sum())
    # Every candidate is worse by just δ = 1: a verdict of equivalence is false.
    for inverse, name in ((10, "loose"), (10 * M, "strict")):
        a, b = interval(low + 1, high + 1, inverse)
        hits = int((((a > -1) & (b < 1)).reshape(100, M)).any(1).sum())
        if name == "loose":
            loose += hits
        else:
            strict += hits
for name, hits in (("better or worse, p without adjustment", plain), ("better or worse, Holm's p", family),
                   ("equivalent, 90 % intervals", loose), ("equivalent, intervals for nine", strict)):
    print(f"{name}: {100 * hits / SWEEPS:.1f} % of sweeps")
