"""Prints the indices that VarianceSharesTests.swift compares with, from SALib's closed forms and by quadrature of the definition.

    pip install SALib && python3 variance_reference.py
"""
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
