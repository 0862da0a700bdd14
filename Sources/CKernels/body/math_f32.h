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
  F q = splat(0x1.a1a218p-13f);
  q = fused(q, r, splat(0x1.6d7528p-10f));
  q = fused(q, r, splat(0x1.11109p-7f));
  q = fused(q, r, splat(0x1.5554aep-5f));
  q = fused(q, r, splat(0x1.555556p-3f));
  q = fused(q, r, splat(0x1p-1f));
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
INLINE F expm1_in_range(F x) {
  Reduced a = reduce(x, 126);
  F p = expm1_reduced(a.r);
  F s = power(a);
  F y = 2.0f * fused(p, s, s - 0.5f);
  return s == 0.5f ? p : y;
}

INLINE F v_expm1(F x) {
  F bounded = x > 89.0f ? splat(89.0f) : x;
  bounded = bounded < -20.0f ? splat(-20.0f) : bounded;
  return copy_sign(expm1_in_range(bounded), x);
}

// MARK: Logarithms

// ln(u) + correction for u > 0; the correction is small beside u's ulp. u = 2ᵏ·(1 + f), √½ ≤ 1 + f < √2, and
// ln(1 + f) = f − f²/2 + f³·p(f), relative error 2^−30.3.
INLINE F log_core(F u, F correction) {
  I tiny = u < 0x1p-126f;
  u = tiny ? u * 0x1p23f : u;
  I bits = (I)u - 0x3f3504f3;
  I exponent = (bits >> 23) - (tiny & 23);
  F k = __builtin_convertvector(exponent, F);
  F f = (F)((bits & 0x7fffff) + 0x3f3504f3) - 1.0f;
  F p = splat(0x1.1b445ap-4f);
  p = fused(p, f, splat(-0x1.e30016p-4f));
  p = fused(p, f, splat(0x1.e65b64p-4f));
  p = fused(p, f, splat(-0x1.fb4048p-4f));
  p = fused(p, f, splat(0x1.2331e6p-3f));
  p = fused(p, f, splat(-0x1.5562fp-3f));
  p = fused(p, f, splat(0x1.99a55p-3f));
  p = fused(p, f, splat(-0x1.ffffeep-3f));
  p = fused(p, f, splat(0x1.555546p-2f));
  F square = f * f;
  // ln 2 = 0.693359375 − 2.1219444e−4; k times the first part is exact.
  F y = fused(k, splat(-0x1.bd0106p-13f), correction);
  y = fused(f * square, p, y);
  y = fused(splat(-0.5f), square, y);
  y = f + y;
  return fused(k, splat(0x1.63p-1f), y);
}

// The logarithm's value at the ends of its domain: `value` where 0 < u < ∞.
INLINE F log_ends(F u, F value) {
  value = u < __builtin_inff() ? value : u;
  value = u < 0.0f ? splat(__builtin_nanf("")) : value;
  return u == 0.0f ? splat(-__builtin_inff()) : value;
}

INLINE F v_log(F x) { return log_ends(x, log_core(x, splat(0))); }

INLINE F v_log1p(F x) {
  // u + c = 1 + x exactly (Knuth's two-sum).
  F u = 1.0f + x;
  F t = u - 1.0f;
  F c = (1.0f - (u - t)) + (x - t);
  return copy_sign(log_ends(u, log_core(u, c / u)), x);
}

// MARK: Composites

INLINE F v_sigmoid(F x) {
  F e = exp_not_positive(-absolute(x));
  return (x < 0.0f ? e : splat(1)) / (1.0f + e);
}

// ln(x/(1 − x)). Near ½ the ratio is near 1, so there the argument of log1p is formed: 1 − 2x is exact.
INLINE F v_logit(F x) {
  I low = x < 0.25f;
  I middle = x < 0.5f;
  F complement = 1.0f - x;
  F difference = middle ? 1.0f - 2.0f * x : 2.0f * x - 1.0f;
  F a = difference / (middle ? x : complement);
  F u = 1.0f + a;
  F t = u - 1.0f;
  F c = ((1.0f - (u - t)) + (a - t)) / u;
  u = low ? x / complement : u;
  c = low ? splat(0) : c;
  F y = log_ends(u, log_core(u, c));
  return middle & ~low ? -y : y;
}

INLINE F v_tanh(F x) {
  F a = absolute(x);
  a = a > 10.0f ? splat(10.0f) : a;
  F e = expm1_in_range(2.0f * a);
  return copy_sign(e / (e + 2.0f), x);
}

INLINE F v_softplus(F x) {
  F positive = x > 0.0f ? x : splat(0);
  return positive + v_log1p(exp_not_positive(-absolute(x)));
}

// MARK: Slices

#define SLICE(NAME)                                                                      \
  static void NAME##_f32(const float *x, float *y, size_t count) {                       \
    OVER(count, LANES, { put(y + at, v_##NAME(get(x + at, rest)), rest); });             \
  }

SLICE(exp)
SLICE(expm1)
SLICE(log)
SLICE(log1p)
SLICE(sigmoid)
SLICE(logit)
SLICE(tanh)
SLICE(softplus)
#undef SLICE
