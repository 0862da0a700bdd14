// Functions of a Float32 vector: argument reduction, a minimax polynomial, reconstruction. Every branch is a select, and
// every select is written so that a NaN argument passes through.

// MARK: Exponentials

// x = n·ln 2 + r, |r| ≤ ½ ln 2.
typedef struct {
  F r;      // the remainder
  I place;  // n + offset in the last bits
} Reduced;

INLINE Reduced reduce(F x, float offset) {
  // Adding 1.5·2²³ leaves the nearest integer in the last bits; an even offset on top changes no rounding.
  const F magic = splat(0x1.8p23f + offset);
  F shifted = fused(x, splat(0x1.715476p+0f), magic);
  F n = shifted - magic;
  F r = fused(n, splat(-0x1.62e43p-1f), x);
  r = fused(n, splat(0x1.05c61p-29f), r);
  return (Reduced){r, (I)shifted};
}

// e^r − 1 for |r| ≤ ½ ln 2: r + r²·q(r), relative error 2^−31.9.
INLINE F expm1_reduced(F r) {
  F q = POLYNOMIAL(
      r, 0x1.a1a218p-13f, 0x1.6d7528p-10f, 0x1.11109p-7f, 0x1.5554aep-5f, 0x1.555556p-3f, 0x1p-1f);
  return fused(r * r, q, r);
}

// 2ⁿ for −126 ≤ n ≤ 127.
INLINE F power_of_two(I n) { return (F)((n + 127) << 23); }

// 2ⁿ⁺ᵒ⁻¹²⁷ of what was reduced with the offset o.
INLINE F power(Reduced x) { return (F)(x.place << 23); }

INLINE F v_exp(F x) {
  x = x > 89.0f ? splat(89.0f) : x;
  x = x < -105.0f ? splat(-105.0f) : x;
  Reduced a = reduce(x, 0);
  F e = 1.0f + expm1_reduced(a.r);
  // Two factors, because 2ⁿ alone leaves the range where the result is subnormal or overflows.
  I n = a.place - (I)splat(0x1.8p23f);
  I half = n >> 1;
  return e * power_of_two(half) * power_of_two(n - half);
}

// eˣ for x ≤ 0, with the bits of v_exp: 2ⁿ⁺⁶³ is in the range, and what is left of the factor is a constant.
INLINE F exp_not_positive(F x) {
  x = x < -105.0f ? splat(-105.0f) : x;
  Reduced a = reduce(x, 190);
  return (1.0f + expm1_reduced(a.r)) * power(a) * 0x1p-63f;
}

// eˣ − 1 without the sign of a zero argument, where 2ⁿ⁻¹ is in the range. Works on half of the result, since 2ⁿ may
// overflow where eˣ does not.
INLINE F expm1_unsigned(F x) {
  Reduced a = reduce(x, 126);
  F p = expm1_reduced(a.r);
  F s = power(a);
  F y = 2.0f * fused(p, s, s - 0.5f);
  return s == 0.5f ? p : y;
}

INLINE F v_expm1(F x) {
  F bounded = x > 89.0f ? splat(89.0f) : x;
  bounded = bounded < -20.0f ? splat(-20.0f) : bounded;
  return copy_sign(expm1_unsigned(bounded), x);
}

// MARK: Logarithms

// u = 2ᵏ·(1 + f), √½ ≤ 1 + f < √2.
typedef struct {
  F k, f;
} Binary;

// Of a normal number u·2ˢ, given s·2²³.
INLINE Binary binary_scaled(F scaled, I scale) {
  I bits = (I)scaled - 0x3f3504f3 - scale;
  F f = (F)((bits & 0x7fffff) + 0x3f3504f3) - 1.0f;
  return (Binary){__builtin_convertvector(bits >> 23, F), f};
}

// Of u > 0.
INLINE Binary binary(F u) {
  I tiny = u < 0x1p-126f;
  return binary_scaled(tiny ? u * 0x1p23f : u, tiny & 23 << 23);
}

// ln(1 + f) + correction = f − f²/2 + f³·p(f) + correction, relative error 2^−30.3; the correction is small.
INLINE F log1p_reduced(F f, F correction) {
  F p = POLYNOMIAL(
      f, 0x1.1b445ap-4f, -0x1.e30016p-4f, 0x1.e65b64p-4f, -0x1.fb4048p-4f, 0x1.2331e6p-3f,
      -0x1.5562fp-3f, 0x1.99a55p-3f, -0x1.ffffeep-3f, 0x1.555546p-2f);
  F square = f * f;
  F y = fused(f * square, p, correction);
  return f + fused(splat(-0.5f), square, y);
}

// ln(u) + correction for u > 0; the correction is small beside u's ulp.
INLINE F log_core(F u, F correction) {
  Binary b = binary(u);
  // ln 2 = 0.693359375 − 2.1219444e−4; k times the first part is exact.
  F y = log1p_reduced(b.f, fused(b.k, splat(-0x1.bd0106p-13f), correction));
  return fused(b.k, splat(0x1.63p-1f), y);
}

// log₂ m for 0 < m ≤ ½, exact for powers of two; a finite value for 0.
INLINE F log2_half(F m) {
  Binary b = binary_scaled(m * 0x1p23f, (I)(23 << 23));
  return fused(log1p_reduced(b.f, splat(0)), splat(0x1.715476p+0f), b.k);
}

// −log₂(1 − m) for 0 ≤ m ≤ ½, 1 exactly at ½: m·(2 + t·q(t)), t = ½ − m, q through Chebyshev points (computed with 60
// digits), relative error 2^−25.2.
INLINE F minus_log2_complement(F m) {
  F t = 0.5f - m;
  F q = POLYNOMIAL(
      t, -0x1.c15446p+1f, 0x1.3dbf7ap+3f, -0x1.a5b0dp+3f, 0x1.6f02c4p+3f, -0x1.fb602ap+2f, 0x1.422edap+2f,
      -0x1.9dfd3ap+1f, 0x1.1d5618p+1f, -0x1.c551d8p+0f);
  return m * fused(t, q, splat(2));
}

#include "single.h"
#include "composites.h"
