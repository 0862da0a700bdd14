#!/usr/bin/env python3
"""Draws of runs, computed from the article "Addresses of every draw" (RandomStreams) alone.

Prints Tests/Vectors/draws.txt, to which Tests/RunningTests/DrawsTests holds what Sluice draws and writes into its tables.
"""

import struct

from streams import MASK, high, key, philox, stream

SEED = 20170528
INPUT, FORGET, OUTPUT, CELL_MASK, HIDDEN_MASK, INPUT_MASK, STEP = range(7)


def single(x):
    """x rounded to Float32."""
    return struct.unpack("<f", struct.pack("<f", x))[0]


def uniform(word):
    return ((word >> 9) + 0.5) / 2**23


class Stream:
    """The words of a sequential stream."""

    def __init__(self, key, sequence=0):
        self.key, self.sequence, self.place = key, sequence, 0

    def word(self):
        block = self.place // 4
        words = philox(high(self.key), [block & MASK, block >> 32, self.sequence, 0])
        self.place += 1
        return words[(self.place - 1) % 4]

    def below(self, bound):
        while True:
            number = self.word() // (2**32 // bound)
            if number < bound:
                return number

    def permutation(self, count):
        order = list(range(count))
        for i in range(count - 1, 0, -1):
            j = self.below(i + 1)
            order[i], order[j] = order[j], order[i]
        return order


def weights(replicate, layer, inputs, hidden):
    """A layer's weights and biases under the initializer `uniform`, before the forget bias is set."""
    source = Stream(key(SEED, replicate, "weights", layer))
    count = 4 * hidden * (inputs + hidden + 1)
    return [single((2 * uniform(source.word()) - 1) / hidden**0.5) for _ in range(count)]


def batch(replicate, update, size, count):
    """The training examples of an update."""
    places = range(update * size, (update + 1) * size)
    return [Stream(key(SEED, replicate, "order", p // count)).permutation(count)[p % count] for p in places]


def noise(replicate, purpose, layer, channel, unit, step, sequence, time, sub=0):
    counter = [(4 * channel + sub) * 2**12 + unit // 4, step, sequence & MASK, time]
    return uniform(philox(high(key(SEED, replicate, purpose, layer)), counter)[unit % 4])


def adding(replicate, split, example, steps):
    """An example of the adding problem, variant `skip`: the marked steps, and their values."""
    source = Stream(key(SEED, replicate, "data", split), example)
    first = source.below(steps // 10)
    second = steps // 2 + source.below(steps - steps // 2)
    return [first, second, single(uniform(source.word()) - 0.5), single(uniform(source.word()) - 0.5)]


def open_share(draws):
    """How many of some Bernoulli gates with probability 1/2 are open."""
    draws = list(draws)
    return sum(u < 0.5 for u in draws) / len(draws)


def line(name, values):
    print(name, *(repr(v) for v in values))


if __name__ == "__main__":
    line("weights", weights(3, 1, 2, 2))
    line("order", batch(2, 5, 4, 9))
    line("example", adding(2, "test", 6, 20))
    # Training example 4 of update 11, in copy 2 of 3; 7 validation and 5 test examples.
    gates = (INPUT, FORGET, OUTPUT)
    line("training", [noise(1, "training_noise", 1, c, u, 2, 7 + 5 + 4, 3 * 11 + 2) for c in gates for u in range(5)])
    # A trace: both draws of a g2 gate, and the masks of zoneout.
    places = [(t, u) for t in range(2) for u in range(2)]
    line("forget.uniform", [noise(0, "training_noise", 0, FORGET, u, t, 0, 0) for t, u in places])
    line("forget.uniform_2", [noise(0, "training_noise", 0, FORGET, u, t, 0, 0, sub=1) for t, u in places])
    line("mask.zoneout_cell", [int(noise(0, "training_noise", 0, CELL_MASK, u, t, 0, 0) < 0.5) for t, u in places])
    # Ten rollouts of three sequences, two units: the share of open forget gates at each of ten steps.
    line(
        "simulate",
        [
            open_share(
                noise(0, "evaluation_noise", 0, FORGET, u, t, r * 3 + s, 0)
                for r in range(10)
                for s in range(3)
                for u in range(2)
            )
            for t in range(10)
        ],
    )
    # The same of the evaluation on 6 validation examples, 4 samples, replicate 1, over all steps.
    line(
        "evaluate",
        [
            open_share(
                noise(1, "evaluation_noise", 0, FORGET, u, t, e, k)
                for k in range(4)
                for e in range(6)
                for u in range(2)
                for t in range(10)
            )
        ],
    )
