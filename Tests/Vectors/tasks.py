#!/usr/bin/env python3
"""One example of every generated task, drawn as the tasks' documentation says, in plain Python.

Prints Tests/Vectors/tasks.txt, to which SequenceTasksTests holds what Sluice draws: the length, the inputs [T, m], the symbols [T] and
the targets that count. Sines and normal numbers are Python's own, and agree to some 10⁻⁶.
"""

from math import exp, pi, sin
from statistics import NormalDist, pstdev

from draws import Stream, single, uniform
from streams import key

SEED, REPLICATE = 1, 0


def source(split, example):
    return Stream(key(SEED, REPLICATE, "data", split), example)


def draw(stream):
    return uniform(stream.word())


def one_hot(symbols, width):
    return [float(symbol == k) for symbol in symbols for k in range(width)]


def line(name, inputs, targets, length, symbols=()):
    values = [length, *inputs, *symbols, *targets]
    print(name, *(repr(float(v)) for v in values))


def adding(name, stream, shortest, longest, first_marks, second_marks, low, width):
    length = shortest + (stream.below(longest - shortest + 1) if longest > shortest else 0)
    first = stream.below(first_marks)
    second = stream.below(second_marks - 1)
    second += second >= first
    values = [low + width * draw(stream) for _ in range(2)]
    ends = name.endswith("hochreiter")
    if ends and first == 0:
        values[0] = 0.0
    inputs = []
    for t in range(length):
        mark = -1.0 if ends and t in (0, length - 1) else 0.0
        if t in (first, second):
            inputs += [values[0 if t == first else 1], 1.0]
        else:
            inputs += [low + width * draw(stream), mark]
    total = values[0] + values[1]
    line(name, inputs, [single(0.5 + total / 4 if ends else total)], length)


def copy(name, variant, stream, blanks):
    symbols = [stream.below(8) for _ in range(10)]
    end = [9] * 11 if variant == "tcn" else [9] + [8] * 10
    line(name, one_hot(symbols + [8] * (blanks - 1) + end, 10), [8] * (blanks + 10) + symbols, blanks + 20)


def temporal_order(name, stream, steps):
    first = steps // 10 + stream.below(2 * steps // 10 - steps // 10)
    second = 5 * steps // 10 + stream.below(6 * steps // 10 - 5 * steps // 10)
    kinds = [stream.below(2), stream.below(2)]
    row = [kinds[0] if t == first else kinds[1] if t == second else 2 + stream.below(4) for t in range(steps)]
    line(name, one_hot(row, 6), [2 * kinds[0] + kinds[1]], steps)


def delayed_xor(name, stream, steps, delay, bits):
    x = [stream.below(2) for _ in range(steps)]
    targets = [sum(x[t - delay - k] for k in range(bits)) % 2 for t in range(delay + bits - 1, steps)]
    line(name, [float(v) for v in x], targets, steps)


def parity(x):
    return sum(x) % 2


def even_pairs(x):
    return sum(a != b for a, b in zip(x, x[1:])) % 2


def cycle_navigation(x):
    return sum(v - 1 for v in x) % 5


def modular_arithmetic(x):
    return eval("".join("01234+-*"[v] for v in x)) % 5


def regular(name, target, width, stream, length, arithmetic=False):
    length -= arithmetic and length % 2 == 0
    choices = [(0, 5) if t % 2 == 0 else (5, 3) for t in range(length)] if arithmetic else [(0, width)] * length
    x = [low + stream.below(count) for low, count in choices]
    line(name, one_hot(x, width), [target(x)], length)


def frequency(name, stream, example, steps):
    outside, u = example % 2, draw(stream)
    period = 5 + u if not outside else 1 + 98 * u if 98 * u < 4 else 2 + 98 * u
    phase = draw(stream)
    line(name, [sin(2 * pi * (t * 100 / steps / period + phase)) for t in range(steps)], [outside], steps)


TOKENS = "the old new red small near behind beside under".split() + [
    noun + ending for noun in "author book cabinet dog door key letter river teacher window".split() for ending in ("", "s")
]


def agreement(name, stream, most):
    words, plurals = [], []
    for place in range(stream.below(most + 1) + 1):
        words += [TOKENS[5 + stream.below(4)]] if place else []
        adjective = stream.below(8)
        words += ["the"] + ([TOKENS[1 + adjective]] if adjective < 4 else [])
        noun = stream.below(10)
        plurals.append(stream.below(2))
        words.append(TOKENS[9 + 2 * noun] + "s" * plurals[-1])
    line(name, [], [plurals[0]], len(words), [TOKENS.index(word) for word in words])


def binomial(trials, p, stream):
    if p > 0.5:
        return trials - binomial(trials, 1 - p, stream)
    successes = 0
    while p > 0 and trials > 0:
        n, trials = min(trials, 500), trials - 500
        high, low = stream.word(), stream.word()
        u, k, mass = (high + (low + 0.5) / 2**32) / 2**32, 0, (1 - p) ** n
        while u > mass and k < n:
            u -= mass
            k += 1
            mass *= p / (1 - p) * (n - k + 1) / k
        successes += k
    return successes


def epidemic(name, stream, areas, people, window, horizon, reproduction=2.5, recovery=0.5, travel=0.05):
    own = Stream(key(SEED, REPLICATE, "data", "areas"))
    sigma = [0.4 + 0.6 * draw(own) for _ in range(areas)]
    onset, first, seeds = stream.below(window), stream.below(areas), 1 + stream.below(10)
    changed, where, when = stream.below(2), stream.below(areas), stream.below(window)
    healthy, ill, inputs = [people] * areas, [0] * areas, []
    for week in range(window + horizon):
        if week == onset:
            healthy[first] -= seeds
            ill[first] += seeds
        if changed and week == when:
            sigma[where] /= 2
        if week < window:
            inputs += [cases * 10 / people for cases in ill] + sigma
        cases = list(ill)
        if not any(ill):
            continue
        infections = []
        for a in range(areas):
            escape = 1.0
            for b in range(areas):
                share = 1 - travel if a == b else travel / (areas - 1)
                escape *= (1 - sigma[a] * reproduction * recovery / people * share) ** ill[b]
            infections.append(binomial(healthy[a], 1 - escape, stream))
        for a in range(areas):
            healthy[a] -= infections[a]
            ill[a] += infections[a] - binomial(ill[a], recovery, stream)
    line(name, [single(v) for v in inputs], [single(c * 10 / people) for c in cases], window)


DIGIT_3 = [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5]


def resample(x, count):
    places = [j * (len(x) - 1) / (count - 1) for j in range(count)]
    return [x[i] + (p - i) * (x[i + 1] - x[i]) for p in places for i in [min(int(p), len(x) - 2)]]


def mnist1d(name, stream, digit, label):
    template = [(v - digit[0]) / pstdev(digit) / 6 for v in digit]
    padding, scale, turn = 36 + stream.below(25), 1 + 0.4 * (draw(stream) - 0.5), stream.below(48)
    signal = resample([v + 1e-8 for v in template] + [0.0] * padding, 72)
    signal = [scale * signal[(t - turn) % 72] for t in range(72)]
    normal = NormalDist().inv_cdf
    smooth, white = ([normal(draw(stream)) for _ in range(72)] for _ in range(2))
    weights = [exp(-k * k / 8) for k in range(-8, 9)]
    mirrored = smooth[7::-1] + smooth + smooth[:-9:-1]
    smooth = [
        0.25 * sum(w * mirrored[t + k] for k, w in enumerate(weights)) / sum(weights) for t in range(72)
    ]
    shear = 0.75 * (draw(stream) - 0.5)
    noisy = [(s or b) + 0.02 * w - shear * (t / 71 - 0.5) for t, (s, b, w) in enumerate(zip(signal, smooth, white))]
    line(name, [(v + 0.006) / 0.155 for v in resample(noisy, 40)], [label], 40)


if __name__ == "__main__":
    adding("adding-hochreiter", source("test", 6), 30, 33, 10, 14, -1.0, 2.0)
    adding("adding-tcn", source("test", 6), 12, 12, 12, 12, 0.0, 1.0)
    copy("copy-chrono", "chrono", source("test", 6), 7)
    copy("copy-tcn", "tcn", source("test", 6), 7)
    temporal_order("temporal_order", source("test", 6), 24)
    delayed_xor("delayed_xor", source("test", 6), 15, 4, 3)
    # Test lengths 12, 14, 16, … with two examples each: example 6 has 18 steps.
    for task, width in (parity, 2), (even_pairs, 2), (cycle_navigation, 3), (modular_arithmetic, 8):
        regular(task.__name__, task, width, source("test", 6), 18, task is modular_arithmetic)
    # Training example 21 of four that share a length, that of example 20; its own first draw is passed over.
    own, leader = source("train", 21), source("train", 20)
    own.below(12)
    regular("parity-train", parity, 2, own, 1 + leader.below(12))
    frequency("frequency-inside", source("test", 6), 6, 20)
    frequency("frequency-outside", source("test", 7), 7, 20)
    agreement("agreement", source("test", 7), 4)
    epidemic("epidemic", source("test", 6), 3, 700, 12, 2)
    mnist1d("mnist1d", source("test", 3), DIGIT_3, 3)
