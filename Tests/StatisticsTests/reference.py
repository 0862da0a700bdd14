"""Prints ReferenceValues.swift: figures that the tests compare with, from SciPy or by exact brute force.

    python3 reference.py > ReferenceValues.swift && swift format -i ReferenceValues.swift

Written for SciPy 1.17 and NumPy 2.4. The Monte Carlo figures at the end take a minute.
"""
from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
from scipy import special, stats

MEASURED = [28.61, 28.94, 27.88, 29.31, 28.47, 28.75, 30.12, 28.05, 28.66, 29.02]
BASELINE = [28.91, 29.02, 28.36, 29.97, 28.52, 29.21, 30.05, 28.61, 28.71, 29.55]
SHORT = [1.25, -0.5, 3.75]
OFFSET = [1e9 + x for x in (4.0, 7.0, 13.0, 16.0)]


def swift(value):
    return "[" + ", ".join(map(swift, value)) + "]" if isinstance(value, (list, tuple)) else repr(float(value))


def declare(comment, name, kind, value):
    print(f"  /// {comment}\n  static let {name}: {kind} = {value}\n")


def rows(items):
    return "[\n" + "".join(f"    ({', '.join(item)}),\n" for item in items) + "  ]"


def exact_test(differences):
    """p and the 95 % interval straight from the definition, in rational arithmetic."""
    d = [Fraction(x) for x in differences]
    patterns = list(product((1, -1), repeat=len(d)))

    def p(theta):
        shifted = [x - theta for x in d]
        observed = abs(sum(shifted))
        return Fraction(sum(abs(sum(s * x for s, x in zip(t, shifted))) >= observed for t in patterns), len(patterns))

    # p changes only where a flipped sum equals the observed one in magnitude: at means of subsets.
    ends = sorted({sum(x for x, s in zip(d, t) if s > 0) / t.count(1) for t in patterns if 1 in t})
    kept = [theta for theta in ends if p(theta) > Fraction(1, 20)]
    outside = p(ends[0] - 1) > Fraction(1, 20)
    return p(Fraction(0)), None if outside else (min(kept), max(kept))


print("// Made by reference.py. Do not edit.\n\n/// Figures from SciPy and from brute force in rational arithmetic.\nenum Reference {")
declare("Ten plausible scores.", "measured", "[Double]", swift(MEASURED))
declare("Their pairs.", "baseline", "[Double]", swift(BASELINE))

items = []
for values in (MEASURED, BASELINE, SHORT, OFFSET):
    x = [Fraction(v) for v in values]
    mean = sum(x) / len(x)
    sd = np.sqrt(float(sum((v - mean) ** 2 for v in x) / (len(x) - 1)))
    quantiles = [np.quantile(values, q) for q in (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)]
    items.append((swift(values), swift(mean), swift(sd), swift(sd / np.sqrt(len(x))), swift(quantiles)))
declare("Values, mean, standard deviation, standard error, quantiles at 0, .1, .25, .5, .75, .9, 1.", "samples",
        "[(values: [Double], mean: Double, deviation: Double, error: Double, quantiles: [Double])]", rows(items))

declare("Probability, degrees of freedom, quantile of t.", "studentQuantiles",
        "[(probability: Double, freedom: Double, quantile: Double)]",
        rows([(swift(p), swift(v), swift(stats.t.ppf(p, v)))
              for v in (1, 2, 3, 4, 9, 19, 99, 999, 99999) for p in (0.025, 0.8, 0.975, 0.999)]))
interval = stats.t.interval(0.95, 9, np.mean(MEASURED), stats.sem(MEASURED))
declare("t interval of `measured`.", "measuredInterval", "(low: Double, high: Double)",
        f"({swift(interval[0])}, {swift(interval[1])})")

items = []
for n in (1, 2, 5, 10, 20, 100, 1000):
    for x in sorted({0, 1, n // 2, n - 1, n}):
        # Not binomtest(…).proportion_ci, whose root finding is off by 1e-9.
        low = stats.beta.ppf(0.025, x, n - x + 1) if x > 0 else 0
        high = stats.beta.ppf(0.975, x + 1, n - x) if x < n else 1
        items.append((str(x), str(n), swift(low), swift(high)))
declare("Successes, trials, Clopper-Pearson interval.", "clopperPearson",
        "[(successes: Int, trials: Int, low: Double, high: Double)]", rows(items))

declare("Degrees of freedom and Hedges' J.", "hedges", "[(freedom: Int, factor: Double)]",
        rows([(str(v), swift(np.exp(special.gammaln(v / 2) - special.gammaln((v - 1) / 2)) / np.sqrt(v / 2)))
              for v in (2, 3, 4, 9, 10, 19, 49, 100)]))

d = np.subtract(MEASURED, BASELINE)
declare("Pearson's r of `measured` and `baseline`.", "correlation", "Double",
        swift(stats.pearsonr(MEASURED, BASELINE).statistic))
test = stats.permutation_test((MEASURED, BASELINE), lambda x, y: np.mean(x) - np.mean(y), n_resamples=np.inf,
                              permutation_type="samples", alternative="two-sided")
declare("Exact sign-flip p of `measured` against `baseline`.", "pairedPValue", "Double", swift(test.pvalue))

random = np.random.default_rng(1935)
cases = [[0] * 6, [1] * 6, [1] * 5, [-1] * 7, [1, 1, 1, 1, 1, 0], [1, 0, 0, 0, 0, 0, 0], [1, -1, 1, -1, 1, 1],
         [3, 1, 4, 1, 5, 9, 2, 6], [2, -7, 1, 8, 2, 8], [1] * 9 + [-9]]
for n in range(1, 11):
    for spread in (1, 2, 10, 1000):
        cases.append(random.integers(-spread, 2 * spread, n, endpoint=True).tolist())
items = []
for case in cases:
    p, ends = exact_test(case)
    low, high = ends if ends else (float("-inf"), float("inf"))
    items.append((swift(case), swift(p), swift(low).replace("-inf", "-.infinity"), swift(high).replace("inf", ".infinity")))
declare("Whole differences, exact p, exact interval.", "signFlips",
        "[(differences: [Double], pValue: Double, low: Double, high: Double)]", rows(items))


def solved_size(n, rate):
    """Chance that n pairs reject, both sides independently solved at `rate`; patterns of equal |d| have closed form."""
    chance = 0
    for up in range(n + 1):
        for down in range(n - up + 1):
            k, total = up + down, abs(up - down)
            p = sum(comb(k, j) for j in range(k + 1) if abs(k - 2 * j) >= total) / 2**k
            if p <= 0.05:
                r = rate * (1 - rate)
                chance += comb(n, up) * comb(n - up, down) * r**k * (1 - 2 * r) ** (n - k)
    return chance


def fixed_size(n, rate):
    """Chance that n pairs reject, one side solved at `rate`, the other constant at that rate: brute force on counts."""
    chance = 0
    for solved in range(n + 1):
        up, down = 1 - rate, rate
        total = abs(solved * up - (n - solved) * down)
        hits = sum(comb(solved, i) * comb(n - solved, j) for i in range(solved + 1) for j in range(n - solved + 1)
                   if abs((solved - 2 * i) * up - (n - solved - 2 * j) * down) >= total - 1e-9)
        if hits / 2**n <= 0.05:
            chance += comb(n, solved) * rate**solved * (1 - rate) ** (n - solved)
    return chance


def solved_coverage(n, rate):
    """Chance that the t interval of n outcomes covers `rate`."""
    chance = 0
    for solved in range(n + 1):
        mean = solved / n
        sd = np.sqrt(n * mean * (1 - mean) / (n - 1))
        if abs(mean - rate) <= stats.t.ppf(0.975, n - 1) * sd / np.sqrt(n) + 1e-12:
            chance += comb(n, solved) * rate**solved * (1 - rate) ** (n - solved)
    return chance


declare("Coverage of the t interval for outcomes solved with probability .9, exactly.", "solvedCoverage",
        "[(count: Int, coverage: Double)]", rows([(str(n), swift(solved_coverage(n, 0.9))) for n in (5, 10, 20)]))
declare("Size of the sign-flip test, both sides solved with probability .9, exactly.", "solvedSize",
        "[(count: Int, size: Double)]", rows([(str(n), swift(solved_size(n, 0.9))) for n in (5, 10, 20)]))
declare("Size of the sign-flip test, solved with probability .9 against a constant .9, exactly.", "fixedSize",
        "[(count: Int, size: Double)]", rows([(str(n), swift(fixed_size(n, 0.9))) for n in (5, 10, 20)]))

REPETITIONS = 2_000_000
items = []
for n in (5, 10, 20):
    hits = 0
    for _ in range(20):
        x = random.lognormal(size=(REPETITIONS // 20, n))
        half = stats.t.ppf(0.975, n - 1) * x.std(axis=1, ddof=1) / np.sqrt(n)
        hits += int((abs(x.mean(axis=1) - np.exp(0.5)) <= half).sum())
    items.append((str(n), swift(hits / REPETITIONS)))
declare("Coverage of the t interval for lognormal(0, 1) data, by 2,000,000 simulations (standard error .0003).",
        "lognormalCoverage", "[(count: Int, coverage: Double)]", rows(items))

REPETITIONS, n = 200_000, 10
signs = np.array([(1, *s) for s in product((1, -1), repeat=n - 1)])
hits = 0
for _ in range(REPETITIONS // 1000):
    d = random.lognormal(size=(1000, n)) - np.exp(0.5)
    hits += int(((abs(d @ signs.T) >= abs(d.sum(axis=1))[:, None] - 1e-12).mean(axis=1) <= 0.05).sum())
declare("Size of the sign-flip test, ten pairs, lognormal(0, 1) against its mean, by 200,000 simulations.",
        "lognormalSize", "Double", swift(hits / REPETITIONS))
print("}")
