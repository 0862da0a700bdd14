// What either precision makes of its exponential and the core of its logarithm, and all its slices. Included once for
// each precision, after single.h or double.h.

// The logarithm's value at the ends of its domain: `value` where 0 < u < ∞.
INLINE V OF(log_ends)(V u, V value) {
  value = u < (ELEMENT)__builtin_inf() ? value : u;
  value = u < 0 ? OF(splat)((ELEMENT)__builtin_nan("")) : value;
  return u == 0 ? OF(splat)((ELEMENT)-__builtin_inf()) : value;
}

INLINE V OF(v_log)(V x) { return OF(log_ends)(x, OF(log_core)(x, OF(splat)(0))); }

INLINE V OF(v_log1p)(V x) {
  // u + c = 1 + x exactly (Knuth's two-sum).
  V u = 1 + x;
  V t = u - 1;
  V c = (1 - (u - t)) + (x - t);
  return OF(copy_sign)(OF(log_ends)(u, OF(log_core)(u, c / u)), x);
}

INLINE V OF(v_sigmoid)(V x) {
  V e = OF(exp_not_positive)(-OF(absolute)(x));
  return (x < 0 ? e : OF(splat)(1)) / (1 + e);
}

// ln(x/(1 − x)). Near ½ the ratio is near 1, so there the argument of log1p is formed: 1 − 2x is exact.
INLINE V OF(v_logit)(V x) {
  M low = x < (ELEMENT)0.25;
  M middle = x < (ELEMENT)0.5;
  V complement = 1 - x;
  V difference = middle ? 1 - 2 * x : 2 * x - 1;
  V a = difference / (middle ? x : complement);
  V u = 1 + a;
  V t = u - 1;
  V c = ((1 - (u - t)) + (a - t)) / u;
  u = low ? x / complement : u;
  c = low ? OF(splat)(0) : c;
  V y = OF(log_ends)(u, OF(log_core)(u, c));
  return middle & ~low ? -y : y;
}

INLINE V OF(v_tanh)(V x) {
  V a = OF(absolute)(x);
  a = a > TANH_END ? OF(splat)(TANH_END) : a;
  V e = OF(expm1_unsigned)(2 * a);
  return OF(copy_sign)(e / (e + 2), x);
}

INLINE V OF(v_softplus)(V x) {
  V positive = x > 0 ? x : OF(splat)(0);
  return positive + OF(v_log1p)(OF(exp_not_positive)(-OF(absolute)(x)));
}

#define OVER_SLICE(NAME)                                                                 \
  static void SLICE(NAME)(const ELEMENT *x, ELEMENT *y, size_t count) {                  \
    OVER(count, WIDTH, { OF(put)(y + at, OF(v_##NAME)(OF(get)(x + at, rest)), rest); }); \
  }

OVER_SLICE(exp)
OVER_SLICE(expm1)
OVER_SLICE(log)
OVER_SLICE(log1p)
OVER_SLICE(sigmoid)
OVER_SLICE(logit)
OVER_SLICE(tanh)
OVER_SLICE(softplus)

#undef OVER_SLICE
#include "neither.h"
