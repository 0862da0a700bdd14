// The normal distribution function Φ. Its tail is e^(−a²/2)·R(a), a = |x|, with R the slowly varying ratio of the tail to the
// exponential: (a + 4)·R(a) is a polynomial in s = (a − 4)/(a + 4), here of degree 24 through the Chebyshev points of
// 0 ≤ a ≤ 40 (computed with 50 digits), relative error 2^−53.

INLINE D v_normal_cdf64(D x) {
  D a = absolute64(x);
  // Beyond, Φ(−a) is 0 in Float64.
  a = a > 40.0 ? splat64(40.0) : a;
  D s = (a - 4.0) / (a + 4.0);
  D r = POLYNOMIAL64(
      s, -0x1.6c380a93251c9p-38, -0x1.82056cdae89ecp-31, -0x1.4dc8a7b2940c5p-29, 0x1.027804be0e631p-29,
      0x1.4bfcb7d4806f3p-26, 0x1.c6fe0409dce1bp-27, -0x1.6cf526bfbf40bp-24, -0x1.4c78dffdc8279p-23,
      0x1.2373459fff4bbp-22, 0x1.122da1c5d1579p-20, -0x1.51f5a0aa614a5p-21, -0x1.8d4a2aa24ab2ap-18,
      0x1.80b86fded9bf2p-21, 0x1.26d090ce3ccb2p-15, -0x1.001ebb491cbe6p-19, -0x1.e4a425060d79p-13,
      0x1.17a4ae728bb92p-13, 0x1.ab825fbf6d301p-10, -0x1.c81719d5a888p-9, -0x1.ee276104785ecp-8,
      0x1.eec4cc3e4d6eap-5, -0x1.7dff2bff683b6p-3, 0x1.8c6dbf2cfc2b2p-2, -0x1.373e3a893c28ap-1,
      0x1.82b4bb8c94dcep-1);
  r = r / (a + 4.0);
  // a² = high² + (a − high)(a + high), the first exactly; the second is below 2⁻¹², where four terms of eˣ are enough.
  D high = __builtin_convertvector(__builtin_convertvector(a, FHalf), D);
  D low = -0.5 * ((a - high) * (a + high));
  D correction = 1.0 + low * (1.0 + low * (0.5 + low * (1.0 / 6.0)));
  D tail = v_exp64(-0.5 * (high * high)) * correction * r;
  return x > 0.0 ? 1.0 - tail : tail;
}

static void normal_cdf_f64(const double *x, double *y, size_t count) {
  OVER(count, HALF, { put64(y + at, v_normal_cdf64(get64(x + at, rest)), rest); });
}

static void normal_cdf_f32(const float *x, float *y, size_t count) {
  OVER(count, LANES, {
    F v = get(x + at, rest);
    D low = v_normal_cdf64(__builtin_convertvector(v.lo, D));
    D high = v_normal_cdf64(__builtin_convertvector(v.hi, D));
    v.lo = __builtin_convertvector(low, FHalf);
    v.hi = __builtin_convertvector(high, FHalf);
    put(y + at, v, rest);
  });
}
