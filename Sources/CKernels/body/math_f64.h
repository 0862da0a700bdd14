// Functions of a Float64 vector, in + − × / and sqrt alone: without a fused operation the portable path is as exact and
// nearly as fast as the others. The forms are those of math_f32.h; reductions carry their rounding error along instead.

// MARK: Exponentials

typedef struct {
  D r;  // the remainder, |r| ≤ ½ ln 2
  D c;  // what rounding took off r
  D n;  // the exponent
} Reduced64;

// An integer-valued x, |x| < 2⁵¹, as bits of a Float64 with 1.5·2⁵² added.
INLINE I64 integer64(D x) { return (I64)(x + 0x1.8p52) - (I64)splat64(0x1.8p52); }

INLINE D round64(D x) { return (x + 0x1.8p52) - 0x1.8p52; }

INLINE Reduced64 reduce64(D x) {
  D n = round64(x * 0x1.71547652b82fep+0);
  // The first part of ln 2 has 21 zero bits at its end, so that n times it is exact.
  D high = x - n * 0x1.62e42feep-1;
  D low = n * 0x1.a39ef35793c76p-33;
  D r = high - low;
  return (Reduced64){r, (high - r) - low, n};
}

// e^(r + c) − 1 for |r| ≤ ½ ln 2: r + r²·q(r), relative error 2^−61.7.
INLINE D expm1_reduced64(D r, D c) {
  D q = POLYNOMIAL64(
      r, 0x1.1f95a751a1db3p-29, 0x1.af5f32e7a6069p-26, 0x1.27e4c57556533p-22, 0x1.71ddf8167744fp-19,
      0x1.a01a01b0cb0c3p-16, 0x1.a01a01affb21ep-13, 0x1.6c16c16c14412p-10, 0x1.111111110f67dp-7,
      0x1.555555555555ap-5, 0x1.5555555555559p-3, 0x1p-1);
  return r + (r * r * q + c);
}

// 2ⁿ for −1022 ≤ n ≤ 1023.
INLINE D power_of_two64(D n) { return (D)((integer64(n) + 1023) << 52); }

INLINE D v_exp64(D x) {
  x = x > 710.0 ? splat64(710.0) : x;
  x = x < -746.0 ? splat64(-746.0) : x;
  Reduced64 a = reduce64(x);
  D e = 1.0 + expm1_reduced64(a.r, a.c);
  D half = round64(a.n * 0.5);
  return e * power_of_two64(half) * power_of_two64(a.n - half);
}

INLINE D expm1_unsigned64(D x) {
  x = x > 710.0 ? splat64(710.0) : x;
  x = x < -40.0 ? splat64(-40.0) : x;
  Reduced64 a = reduce64(x);
  D p = expm1_reduced64(a.r, a.c);
  D s = power_of_two64(a.n - 1.0);
  D y = 2.0 * (p * s + (s - 0.5));
  return a.n == 0.0 ? p : y;
}

INLINE D v_expm164(D x) { return copy_sign64(expm1_unsigned64(x), x); }

// MARK: Logarithms

// u = 2ᵏ·(1 + f), √½ ≤ 1 + f < √2.
typedef struct {
  D k, f;
} Binary64;

// Of a normal number u·2ˢ, given s.
INLINE Binary64 binary_scaled64(D scaled, D scale) {
  const uint64_t root_half = 0x3fe6a09e667f3bcdu;
  U64 bits = (U64)scaled + (0x3ff0000000000000u - root_half);
  // The exponent field as a number: put under the bits of 2⁵².
  D k = (D)((bits >> 52) | 0x4330000000000000u) - (0x1p52 + 1023.0 + scale);
  return (Binary64){k, (D)((bits & 0xfffffffffffffu) + root_half) - 1.0};
}

// Of u > 0.
INLINE Binary64 binary64(D u) {
  I64 tiny = u < 0x1p-1022;
  return binary_scaled64(tiny ? u * 0x1p52 : u, tiny ? splat64(52) : splat64(0));
}

// ln(1 + f) = f − (half_square − small), s = f/(2 + f): it is ln((1 + s)/(1 − s)) = f − f²/2 + s·(f²/2 + R), R =
// s²·l(s²) with relative error 2^−59.5.
typedef struct {
  D half_square, small;
} Log1p64;

INLINE Log1p64 log1p_reduced64(D f, D correction) {
  D s = f / (2.0 + f);
  D z = s * s;
  D l = POLYNOMIAL64(
      z, 0x1.2f0d8db6bcac8p-3, 0x1.39a0f51c7278ap-3, 0x1.7466462b67ea9p-3, 0x1.c71c51e7fdc20p-3,
      0x1.2492494217975p-2, 0x1.999999997fb33p-2, 0x1.5555555555593p-1);
  D half_square = 0.5 * f * f;
  return (Log1p64){half_square, s * (half_square + z * l) + correction};
}

// ln(u) + correction for u > 0.
INLINE D log_core64(D u, D correction) {
  Binary64 b = binary64(u);
  Log1p64 y = log1p_reduced64(b.f, b.k * 0x1.a39ef35793c76p-33 + correction);
  return b.k * 0x1.62e42feep-1 - ((y.half_square - y.small) - b.f);
}

// log₂ m for 0 < m ≤ ½, exact for powers of two; a finite value for 0.
INLINE D log2_64(Binary64 b) {
  Log1p64 y = log1p_reduced64(b.f, splat64(0));
  return (b.f - (y.half_square - y.small)) * 0x1.71547652b82fep+0 + b.k;
}
INLINE D log2_half64(D m) { return log2_64(binary_scaled64(m * 0x1p52, splat64(52))); }

// −log₂(1 − m) for 0 ≤ m ≤ ½.
INLINE D minus_log2_complement64(D m) { return -log2_64(binary_scaled64(1.0 - m, splat64(0))); }

// With the bits of v_exp64.
INLINE D exp_not_positive64(D x) { return v_exp64(x); }

#include "double.h"
#include "composites.h"
