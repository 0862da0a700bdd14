"""Prints the proposals and first words that the tests of tuning hold, from the rules alone: SHA-256 chains and Philox4x32-10.

Usage: python3 proposals.py
"""

import hashlib
import math
import struct
from decimal import ROUND_HALF_UP, Context, Decimal

DOMAIN = b"sluice/streams/v1"
DOMAIN = bytes([len(DOMAIN)]) + DOMAIN


def key(seed, *path):
    """The first 128 bits of the chain over a path of words and numbers."""
    state = hashlib.sha256(DOMAIN + b"\0" + struct.pack(">Q", seed)).digest()[:16]
    for part in path:
        if isinstance(part, str):
            text = part.encode()
            message = DOMAIN + b"\1" + state + struct.pack(">Q", len(text)) + text
        else:
            message = DOMAIN + b"\2" + state + struct.pack(">Q", part)
        state = hashlib.sha256(message).digest()[:16]
    return state


def words(state, count):
    """The first words of the key's stream."""
    high = struct.unpack(">Q", state[:8])[0]
    result = []
    for block in range((count + 3) // 4):
        k0, k1 = high & 0xFFFFFFFF, high >> 32
        c = [block, 0, 0, 0]
        for _ in range(10):
            p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
            c = [(p1 >> 32) ^ c[1] ^ k0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ c[3] ^ k1, p0 & 0xFFFFFFFF]
            k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
        result += c
    return result[:count]


def uniform(seed, *path):
    return ((words(key(seed, *path), 1)[0] >> 9) + 0.5) * 2.0**-23


def three_digits(value):
    context = Context(prec=3, rounding=ROUND_HALF_UP)
    return float(context.create_decimal(Decimal(repr(value))))


def rate(draw, *before):
    u = uniform(7, "tuning", "proposal", *before, draw, "training.optimizer.learning_rate")
    return three_digits(math.exp(math.log(1e-4) + u * (math.log(1e-1) - math.log(1e-4))))


def units(draw, *before):
    u = uniform(7, "tuning", "proposal", *before, draw, "network.hidden")
    return math.floor(4 + u * 5)


def batch(draw, *before):
    return [8, 16, 32][int(3 * uniform(7, "tuning", "proposal", *before, draw, "training.batch"))]


if __name__ == "__main__":
    for before in [(), (0,), (1,)]:
        print("before", *before)
        for draw in range(8):
            print(f"  {rate(draw, *before)!r}, {units(draw, *before)}, {batch(draw, *before)}")
    print("weights of tuning replicate 2, seed 20170528")
    for before in [(), (3,)]:
        path = ("tuning", *before, 2, "weights")
        print(" ", ", ".join(f"0x{word:08x}" for word in words(key(20170528, *path), 5)))
