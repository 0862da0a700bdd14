#!/usr/bin/env python3
"""Writes gestures.csv: strokes of a pen, a row a step, with the class of each.

Four classes of 60 strokes each, of 12 to 40 steps: circles drawn one way or the other, lines there and back, and zigzags. A step is the pen's
movement (dx, dy). Every stroke has its own direction, size and start within its form, and its speed and hand tremble: a single step says little, the
class is in how steps follow each other. Needs Python alone.
"""

import math
from pathlib import Path
from random import Random

CLASSES = ["clockwise", "counterclockwise", "line", "zigzag"]


def turns(kind, phase):
    """The pen's heading, in turns, at a phase of the form from 0 to 1."""
    if kind == "clockwise":
        return -phase
    if kind == "counterclockwise":
        return phase
    if kind == "line":
        return 0.0 if phase < 0.5 else 0.5
    return 0.125 if int(phase * 4) % 2 == 0 else -0.125


def stroke(random, kind):
    steps = random.randint(12, 40)
    heading, start = random.random(), random.random()
    size = math.exp(random.gauss(0, 0.3))
    for step in range(steps):
        phase = (start + step / steps) % 1.0
        angle = 2 * math.pi * (heading + turns(kind, phase) + random.gauss(0, 0.06))
        speed = size * math.exp(random.gauss(0, 0.4))
        yield speed * math.cos(angle), speed * math.sin(angle)


def main():
    random = Random(20261128)
    order = [kind for kind in CLASSES for _ in range(60)]
    random.shuffle(order)
    with open(Path(__file__).parent / "gestures.csv", "w", encoding="utf-8", newline="\n") as file:
        file.write("stroke,dx,dy,gesture\n")
        for number, kind in enumerate(order, 1):
            for dx, dy in stroke(random, kind):
                file.write(f"s{number:03},{dx:.3f},{dy:.3f},{kind}\n")


if __name__ == "__main__":
    main()
