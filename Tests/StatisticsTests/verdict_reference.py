"""Prints VerdictReference.swift: what verdicts rest on, from SciPy or by exact brute force.

    python3 verdict_reference.py > VerdictReference.swift && swift format -i VerdictReference.swift

Written for SciPy 1.17 and NumPy 2.4.
"""
from fractions import Fraction
from itertools import product

import numpy as np
from scipy import stats


def swift(value):
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(swift, value)) + "]"
    return repr(float(value)).replace("inf", ".infinity")


def declare(comment, name, kind, items):
    print(f"  /// {comment}\n  static let {name}: {kind} = [\n" + "".join(f"    ({', '.join(i)}),\n" for i in items) + "  ]\n")


def one_sided(differences, theta, upper):
    """The sign-flip p of H: mean ≥ theta (upper) or ≤ theta, in rational arithmetic, and twice it at most 1."""
    shifted = [Fraction(x) - theta for x in differences]
    total = sum(shifted)
    sums = [sum(s * x for s, x in zip(signs, shifted)) for signs in product((1, -1), repeat=len(shifted))]
    hits = sum(s <= total if upper else s >= total for s in sums)
    return Fraction(hits, len(sums))


def is_equivalent(differences, delta, comparisons):
    """Two one-sided tests, each at α/m."""
    level = Fraction(1, 20 * comparisons)
    return (one_sided(differences, Fraction(delta), True) <= level
            and one_sided(differences, -Fraction(delta), False) <= level)


def interval(differences, level):
    """The two-sided test inverted at `level`, in rational arithmetic; infinite without bounds."""
    d = [Fraction(x) for x in differences]
    patterns = list(product((1, -1), repeat=len(d)))

    def p(theta):
        shifted = [x - theta for x in d]
        observed = abs(sum(shifted))
        return Fraction(sum(abs(sum(s * x for s, x in zip(t, shifted))) >= observed for t in patterns), len(patterns))

    ends = sorted({sum(x for x, s in zip(d, t) if s > 0) / t.count(1) for t in patterns if 1 in t})
    if p(ends[0] - 1) > level:
        return float("-inf"), float("inf")
    kept = [theta for theta in ends if p(theta) > level]
    return min(kept), max(kept)


def needed(pairs, mean, deviation, comparisons, delta):
    """The fewest replicates that decide with a power of 80 %, one number after the other."""
    level = 0.05 / comparisons
    start = max(pairs + 1, next(n for n in range(1, 30) if 2.0 ** (1 - n) * comparisons <= 0.05))
    bound = max(pairs + 1, next(n for n in range(1, 30) if 2 ** (n - 1) >= 10 * comparisons))
    for n in range(pairs + 1, 5000):
        t = lambda q: stats.t.ppf(q, n - 1)
        shows = n >= start and (t(1 - level / 2) + t(0.8)) * deviation / np.sqrt(n) <= abs(mean)
        same = n >= bound and delta and (t(1 - level) + t(0.8)) * deviation / np.sqrt(n) <= delta - abs(mean)
        if shows or same:
            return n
    return None


print("// Made by verdict_reference.py. Do not edit.\n\n/// What verdicts rest on, from SciPy and from brute force in rational arithmetic.\nenum VerdictReference {")
random = np.random.default_rng(1987)
rows, tests = [], []
for n in range(3, 11):
    for comparisons in (1, 2, 9):
        d = random.integers(-4, 6, n, endpoint=True).tolist()
        low, high = interval(d, Fraction(1, 10 * comparisons))
        rows.append((swift(d), str(comparisons), swift(low), swift(high)))
        for delta in (2, 4, 7):
            tests.append((swift(d), str(comparisons), swift(delta), str(is_equivalent(d, delta, comparisons)).lower()))
declare("Whole differences, m, ends of the 100·(1 − 2α/m) % interval.", "familyIntervals",
        "[(differences: [Double], comparisons: Int, low: Double, high: Double)]", rows)
declare("Whole differences, m, δ, whether two one-sided sign-flip tests at α/m both reject.", "oneSidedTests",
        "[(differences: [Double], comparisons: Int, delta: Double, isEquivalent: Bool)]", tests)

rows = []
for pairs, mean, deviation, comparisons, delta in (
        (10, 0.02, 0.4, 1, 0), (10, 0.2, 0.4, 1, 0), (10, 0.2, 0.4, 2, 0), (5, -0.3, 0.1, 1, 0), (10, 0.01, 0.4, 1, 0.3),
        (10, 0.01, 0.4, 9, 0.3), (6, 0.0, 0.0, 1, 0.1), (4, 1.0, 0.0, 3, 0), (12, -0.15, 0.3, 3, 0.2), (8, 0.1, 1.0, 5, 0.11)):
    n = needed(pairs, mean, deviation, comparisons, delta)
    rows.append((str(pairs), swift(mean), swift(deviation), str(comparisons), swift(delta) if delta else "nil",
                 "nil" if n is None else str(n)))
declare("Pairs, mean, deviation, m, δ, replicates that decide.", "needed",
        "[(pairs: Int, mean: Double, deviation: Double, comparisons: Int, delta: Double?, replicates: Int?)]", rows)

rows = []
for n, x in ((10, 7), (9, 9), (20, 3), (1, 1)):
    ci = stats.binomtest(x, n).proportion_ci(0.95, "exact")
    rows.append((str(x), str(n), swift(ci.low), swift(ci.high)))
declare("Wins, decided pairs, exact interval.", "wins", "[(better: Int, decided: Int, low: Double, high: Double)]", rows)
print("}")
