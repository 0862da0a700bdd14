// The inverse of the normal distribution function: algorithm AS 241 (Wichura, Applied Statistics 37, 1988, 477–484), its
// 16-digit form, whose coefficients these are. Three rational functions: of q = x − ½ in the middle, and of
// √(−ln min(x, 1 − x)) in the tails.

typedef struct {
  D above, below;
} Ratio64;

#define RATIONAL(NAME, A7, A6, A5, A4, A3, A2, A1, A0, B7, B6, B5, B4, B3, B2, B1)                        \
  INLINE Ratio64 NAME(D r) {                                                                              \
    D above = ((((((A7 * r + A6) * r + A5) * r + A4) * r + A3) * r + A2) * r + A1) * r + A0;              \
    D below = ((((((B7 * r + B6) * r + B5) * r + B4) * r + B3) * r + B2) * r + B1) * r + 1.0;             \
    return (Ratio64){above, below};                                                                       \
  }

RATIONAL(
    quantile_middle, 2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
    4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2,
    3.3871328727963666080e+0, 5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
    2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1)
RATIONAL(
    quantile_tail, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
    1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0,
    1.42343711074968357734e+0, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
    1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0)
RATIONAL(
    quantile_far_tail, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
    2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0,
    6.65790464350110377720e+0, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
    7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1)
#undef RATIONAL

INLINE Ratio64 choose64(I64 first, Ratio64 a, Ratio64 b) {
  return (Ratio64){first ? a.above : b.above, first ? a.below : b.below};
}

INLINE D v_normal_quantile64(D x) {
  D q = x - 0.5;
  I64 central = absolute64(q) <= 0.425;
  // Outside 0…1 the logarithm, and with it the result, is NaN.
  D r = __builtin_elementwise_sqrt(-v_log64(q < 0.0 ? x : 1.0 - x));
  Ratio64 ratio = quantile_tail(r - 1.6);
  // Below 10⁻¹¹, where uniforms in Float32 never are. A branch, since it changes no bit and most vectors need not go in.
  if (__builtin_reduce_or(~(I64)(r <= 5.0))) ratio = choose64(r <= 5.0, ratio, quantile_far_tail(r - 5.0));
  ratio = choose64(central, quantile_middle(0.180625 - q * q), ratio);
  D quotient = ratio.above / ratio.below;
  D tail = r == __builtin_inf() ? r : quotient;
  tail = q < 0.0 ? -tail : tail;
  return central ? q * quotient : tail;
}

static void normal_quantile_f64(const double *x, double *y, size_t count) {
  OVER(count, HALF, { put64(y + at, v_normal_quantile64(get64(x + at, rest)), rest); });
}

// The Float64 value, rounded.
INLINE F v_normal_quantile(F x) {
  D low = v_normal_quantile64(__builtin_convertvector(x.lo, D));
  D high = v_normal_quantile64(__builtin_convertvector(x.hi, D));
  x.lo = __builtin_convertvector(low, FHalf);
  x.hi = __builtin_convertvector(high, FHalf);
  return x;
}

static void normal_quantile_f32(const float *x, float *y, size_t count) {
  OVER(count, LANES, { put(y + at, v_normal_quantile(get(x + at, rest)), rest); });
}
