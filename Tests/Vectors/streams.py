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


def permute(seed, bits, number):
    """SeedPermutation(seed:, bits:).image(number)."""
    digest = hashlib.sha256(DOMAIN + b"gsl-seeds" + seed.to_bytes(8, "big")).digest()
    half, mask = bits // 2, (1 << bits // 2) - 1
    left, right = number >> half, number & mask
    for i in range(8):
        word = (right * 0x9E3779B1 & MASK) ^ int.from_bytes(digest[4 * i : 4 * i + 4], "big")
        word = (word ^ word >> 16) * 0x21F0AAAD & MASK
        word = (word ^ word >> 15) * 0x735A2D97 & MASK
        left, right = right, left ^ word >> 16 & mask
    return left << half | right


def gsl_seed(seed, replicate, evaluation, channel, sub, bits=26, shift=0, tail=0):
    """The seed of a noise stream of one of GSL's generators."""
    number = replicate * 64 + evaluation * 32 + channel * 4 + sub
    image = permute(seed, bits, number) or permute(seed, bits, (1 << bits) - 1)
    return image << shift | tail


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
    print("permutations")
    for seed, bits in [(0, 32), (SEED, 32), (SEED, 26), (SEED, 14)]:
        top = (1 << bits) - 1
        for number in [0, 1, 2, 255, top - 1, top]:
            print(f"  ({seed}, {bits}, {number}, {permute(seed, bits, number)}),")
    print("seeds of GSL's generators: replicate 200, evaluation noise, output, sub-draw 1")
    print("  mt19937", gsl_seed(SEED, 200, 1, 2, 1))
    print("  coveyou", gsl_seed(SEED, 200, 1, 2, 1, shift=2, tail=2))
    print("  uni32", gsl_seed(SEED, 200, 1, 2, 1, shift=1, tail=1))
    print("  zuf", gsl_seed(SEED, 200, 1, 2, 1, bits=14))
    print("the same: replicate 2, evaluation noise, input, sub-draw 0")
    print("  mt19937", gsl_seed(SEED, 2, 1, 0, 0))
    print("  uni", gsl_seed(SEED, 2, 1, 0, 0, bits=14))
    print("  uni32", gsl_seed(SEED, 2, 1, 0, 0, shift=1, tail=1))
