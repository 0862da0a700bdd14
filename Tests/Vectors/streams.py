#!/usr/bin/env python3
"""An independent reading of Sluice's stream version 1, in Python's integers and hashlib.

Prints the literals of Tests/RandomStreamsTests. It shares no code with Sluice: what both agree on is what
the documentation of StreamKey, NoiseAddress and SeedPermutation says.
"""

import hashlib

DOMAIN = b"sluice/streams/v1"
DOMAIN = bytes([len(DOMAIN)]) + DOMAIN
MASK = 0xFFFFFFFF


def key(seed, *path):
    """The 128-bit key of a path, as 16 bytes."""
    value = hashlib.sha256(DOMAIN + b"\0" + seed.to_bytes(8, "big")).digest()[:16]
    for element in path:
        if isinstance(element, str):
            text = element.encode()
            tail = b"\1" + value + len(text).to_bytes(8, "big") + text
        else:
            tail = b"\2" + value + element.to_bytes(8, "big")
        value = hashlib.sha256(DOMAIN + tail).digest()[:16]
    return value


def philox(key, counter):
    """Block `counter` (four words) of Philox4x32-10 under a 64-bit key."""
    k0, k1 = key & MASK, key >> 32
    c0, c1, c2, c3 = counter
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & MASK, (p0 >> 32) ^ c3 ^ k1, p0 & MASK
        k0, k1 = (k0 + 0x9E3779B9) & MASK, (k1 + 0xBB67AE85) & MASK
    return [c0, c1, c2, c3]


def high(key):
    return int.from_bytes(key[:8], "big")


def stream(key, count, sequence=0):
    """The first words of RandomStream(key, sequence:)."""
    words = []
    for block in range((count + 3) // 4):
        words += philox(high(key), [block & MASK, block >> 32, sequence, 0])
    return words[:count]


def noise(seed, replicate, purpose, layer, channel, sub, unit, step, sequence, time):
    """k of one noise draw (k + 1/2)/2^23."""
    counter = [(channel * 4 + sub) * 4096 + unit // 4, step, sequence, time]
    return philox(high(key(seed, replicate, purpose, layer)), counter)[unit % 4] >> 9


def gsl_seed(seed, number):
    """The 32-bit seed of stream `number` of one of GSL's generators."""
    digest = hashlib.sha256(DOMAIN + b"gsl-seeds" + seed.to_bytes(8, "big")).digest()

    def permute(number):
        left, right = number >> 16, number & 0xFFFF
        for i in range(8):
            word = (right * 0x9E3779B1 & MASK) ^ int.from_bytes(digest[4 * i : 4 * i + 4], "big")
            word = (word ^ word >> 16) * 0x21F0AAAD & MASK
            word = (word ^ word >> 15) * 0x735A2D97 & MASK
            left, right = right, left ^ word >> 16
        return left << 16 | right

    return permute(number) or permute(MASK)


PURPOSES = ["weights", "data", "order", "training_noise", "evaluation_noise", "resampling"]
CHANNELS = ["input", "forget", "output", "cellMask", "hiddenMask", "inputMask", "step"]
SEED = 20170528

if __name__ == "__main__":
    print("keys")
    for path in [(), ("weights",), (0,), (0, "weights", 0), (7, "data"), (999999, "évaluation", 2)]:
        print(f"  {path}: {key(SEED, *path).hex()}")
    for seed in [0, 1, 1 << 32, (1 << 64) - 1]:
        print(f"  {seed} {(3, 'order')}: {key(seed, 3, 'order').hex()}")
    print("first words of every purpose, replicate 2")
    for purpose in PURPOSES:
        print(f"  {purpose}:", ", ".join(f"0x{w:08x}" for w in stream(key(SEED, 2, purpose), 5)))
    print("sequence 4000000000 of data, replicate 2")
    print(" ", ", ".join(f"0x{w:08x}" for w in stream(key(SEED, 2, "data"), 5, 4000000000)))
    print("noise, layer 1, replicate 2, sub-draw 0 and 3, units 0..4, step 5, sequence 70000, time 11")
    for purpose in PURPOSES[3:5]:
        for number, channel in enumerate(CHANNELS):
            for sub in (0, 3):
                ks = [noise(SEED, 2, purpose, 1, number, sub, unit, 5, 70000, 11) for unit in range(5)]
                print(f'  Row("{purpose}", .{channel}, {sub}, {ks}),')
    print("noise at the ends")
    print(" ", noise(SEED, 2, "training_noise", 1, 6, 3, 16383, MASK, MASK, MASK))
    print("seeds of GSL's generators")
    for seed in [0, SEED]:
        for number in [0, 1, 2, 255, 256, 1 << 24, MASK - 1]:
            print(f"  ({seed}, {number}, {gsl_seed(seed, number)}),")
    print("seed of replicate 2, evaluation noise, input, sub-draw 0:", gsl_seed(SEED, 2 << 8 | 4 << 5))
