"""Prints the indices that VarianceSharesTests.swift compares with, from SALib's closed forms and by quadrature of the definition.

    pip install SALib && python3 variance_reference.py [--compare]

With --compare it prints the tables of the article HonestFigures too, in a minute.
"""
import sys
from itertools import combinations

import numpy as np
from SALib.test_functions import Sobol_G

G = np.array([0, 1, 4.5, 9])
print("Sobol's g, a =", G.tolist())
print("  first", Sobol_G.sensitivity_index(G).tolist())
print("  total", Sobol_G.total_sensitivity_index(G).tolist())

# Ishigami's function, a = 7 and b = 0.1, by its definition: Gauss-Legendre nodes, exact to rounding for such functions.
nodes, weights = np.polynomial.legendre.leggauss(60)
x, w = np.pi * nodes, weights / 2
y = (np.sin(x)[:, None, None] + 7 * np.sin(x)[None, :, None] ** 2
     + 0.1 * x[None, None, :] ** 4 * np.sin(x)[:, None, None])
mean = np.einsum("ijk,i,j,k->", y, w, w, w)
variance = np.einsum("ijk,i,j,k->", (y - mean) ** 2, w, w, w)


def closed(kept):
    letters = "ijk"
    inner = np.einsum("ijk" + "".join("," + letters[a] for a in range(3) if a not in kept) + "->" + "".join(
        letters[a] for a in kept), y, *[w for a in range(3) if a not in kept])
    outer = (inner - mean) ** 2
    for _ in kept:
        outer = np.tensordot(outer, w, axes=([0], [0]))
    return float(outer / variance)


print("Ishigami: variance", float(variance))
for size in (1, 2):
    for kept in combinations(range(3), size):
        print("  closed", [a + 1 for a in kept], closed(kept))


def compare():
    """Estimators and intervals of closed shares, three sources with standard normal draws."""
    from scipy import stats
    random = np.random.default_rng(20170528)
    mixtures, sets = np.arange(8), range(1, 7)
    scores = {
        "z1": (lambda z: z[0], [(2, 0)]),
        "z1 + z2": (lambda z: z[0] + z[1], [(1, 1 / 2)]),
        "1.5 z1 + 0.8 z2 + z1 z3": (lambda z: 1.5 * z[0] + 0.8 * z[1] + z[0] * z[2], [(1, 2.25 / 3.89), (2, 0.64 / 3.89)]),
        "z1 z2 + 0.3 z1": (lambda z: z[0] * z[1] + 0.3 * z[0], [(1, 0.09 / 1.09)]),
        "exp(0.8 z1) + 0.5 z1 z2": (lambda z: np.exp(0.8 * z[0]) + 0.5 * z[0] * z[1], [(2, 0)]),
    }

    def draw(function, pairs):
        z = random.standard_normal((pairs, 2, 3))
        return np.stack([function([z[:, m >> j & 1, j] for j in range(3)]) for m in mixtures], axis=1)

    def parts(y, kept):
        half = lambda s: ((y - y[:, mixtures ^ s]) ** 2).mean(axis=1) / 2
        return half(7) - half(7 & ~kept), half(7)

    print("| score | share of | truth | centred products | squared differences |\n|---|---|---|---|---|")
    for name, (function, questions) in scores.items():
        for kept, truth in questions:
            errors = []
            for _ in range(400):
                y = draw(function, 100)
                centred = y - y.mean()
                products = (centred * centred[:, mixtures ^ 7 ^ kept]).mean() / (centred**2).mean()
                part, whole = parts(y, kept)
                errors.append((products - truth, part.sum() / whole.sum() - truth))
            products, differences = np.sqrt((np.array(errors) ** 2).mean(axis=0))
            print(f"| {name} | z{kept} | {truth:.3g} | {products:.3f} | {differences:.3f} |")
    print("pairs, then mean and least coverage: jackknife, bootstrap")
    for pairs in (16, 64, 256):
        covered = []
        for function, questions in scores.values():
            for kept, truth in questions:
                hits = np.zeros(2)
                for _ in range(600):
                    part, whole = parts(draw(function, pairs), kept)
                    share = part.sum() / whole.sum()
                    left = (part.sum() - part) / (whole.sum() - whole)
                    half = stats.t.ppf(0.975, pairs - 1) * left.std(ddof=1) * (pairs - 1) / np.sqrt(pairs)
                    chosen = random.integers(0, pairs, (400, pairs))
                    low, high = np.quantile(part[chosen].sum(axis=1) / whole[chosen].sum(axis=1), (0.025, 0.975))
                    hits += (abs(share - truth) <= half + 1e-12, low - 1e-12 <= truth <= high + 1e-12)
                if 0 < hits.min() and half > 0:
                    covered.append(hits / 600)
        mean, least = np.mean(covered, axis=0), np.min(covered, axis=0)
        print(f"{pairs}: jackknife {mean[0]:.2f} {least[0]:.2f}, bootstrap {mean[1]:.2f} {least[1]:.2f}")


if "--compare" in sys.argv:
    compare()
