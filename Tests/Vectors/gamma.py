#!/usr/bin/env python3
"""ln Γ, its differences, and ψ to 40 digits, by mpmath; and the polynomials of VectorMath+Gamma.swift.

    python3 Tests/Vectors/gamma.py > Tests/Vectors/gamma.txt        the references, exact doubles to doubles
    python3 Tests/Vectors/gamma.py coefficients                     the coefficients

It shares no code with Sluice.
"""

import sys

from mpmath import chebyfit, digamma, euler, findroot, loggamma, mp, mpf, nstr, polygamma

mp.dps = 60
ZERO = findroot(digamma, mpf("1.4616"))


def near_one(w):
    return euler if abs(w) < mpf(10) ** -25 else loggamma(1 + w) / (w * (w - 1))


def near_two(w):
    return 1 - euler if abs(w) < mpf(10) ** -25 else loggamma(2 + w) / (w * (w + 1))


def digamma_slope(w):
    x = mpf("1.5") + w
    return polygamma(1, ZERO) if abs(x - ZERO) < mpf(10) ** -25 else digamma(x) / (x - ZERO)


def coefficients():
    for name, function, count in (
        ("nearOne", near_one, 28),
        ("nearTwo", near_two, 19),
        ("digammaSlope", digamma_slope, 22),
    ):
        found, error = chebyfit(function, [mpf("-.5"), mpf(".5")], count, error=True)
        print(f"{name}, error {nstr(error, 2)}:", ", ".join(repr(float(c)) for c in found[::-1]))
    high = float(ZERO)
    print("digammaZero:", repr(high), repr(float(ZERO - mpf(high))))


def arguments():
    """Doubles over all of the range: powers of two and points between, with more beside zeros and seams."""
    values = [2.0**e * (1 + f / 8) for e in range(-1074, 1018, 41) for f in (0, 3)]
    values += [k / 32 for k in range(1, 420, 3)]
    for place in (0.5, 1.0, 1.4616321449683622, 1.5, 2.0, 2.5, 10.0):
        for e in (-52, -45, -30, -20, -10, -6):
            values += [place * (1 - 2.0**e), place * (1 + 2.0**e)]
    return sorted({v for v in values if v > 0})


def main():
    if sys.argv[1:] == ["coefficients"]:
        coefficients()
        return
    mp.dps = 50
    # ψ and ln Γ of huge arguments need more digits than they have.
    for x in arguments():
        mp.dps = 400 if x > 1e30 else 60
        print("value", x.hex(), nstr(loggamma(mpf(x)), 25), nstr(digamma(mpf(x)), 25))
    for x in (1e-3, 0.5, 3.0, 9.75, 10.0, 30.5, 1e4, 1e10, 1e15):
        for d in (1.0, 7.0, 100.0, 12345.0):
            mp.dps = 60
            print("difference", x.hex(), d.hex(), nstr(loggamma(mpf(x) + mpf(d)) - loggamma(mpf(x)), 25))


main()
