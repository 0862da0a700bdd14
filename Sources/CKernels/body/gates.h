// Gate laws over a slice. The policies that use them, and why, are in the module Gating.

typedef struct {
  F value;
  F slope;  // by x
} Logistic;

// σ(x) and σ′(x), neither of which cancels.
INLINE Logistic logistic(F x) {
  F e = exp_not_positive(-absolute(x));
  F g = (x < 0.0f ? e : splat(1)) / (1.0f + e);
  // 1 − g cancels where g is near 1; there e·g is the same number.
  F other = x < 0.0f ? 1.0f - g : e * g;
  return (Logistic){g, g * other};
}

INLINE void sigmoid_law(const float *z, float inverse_temperature, float *gates, float *slopes, size_t count) {
  OVER(count, LANES, {
    Logistic s = logistic(get(z + at, rest) * inverse_temperature);
    put(gates + at, s.value, rest);
    put(slopes + at, s.slope * inverse_temperature, rest);
  });
}

static void sigmoid_gate(
    const float *z, float inverse_temperature, float *gates, float *slopes, size_t count) {
  // Where it is known to be 1, as it mostly is, the temperature costs nothing.
  if (inverse_temperature == 1) sigmoid_law(z, 1, gates, slopes, count);
  else sigmoid_law(z, inverse_temperature, gates, slopes, count);
}

// 1 where `on`, else 0, and NaN where p is: a diverged run must show.
INLINE F bit_or_nan(I on, F p) { return p == p ? (on ? splat(1) : splat(0)) : p; }

INLINE void bernoulli_law(
    const float *z, const float *u, float inverse_temperature, float *gates, float *probabilities, size_t count) {
  OVER(count, LANES, {
    F draw = get(u + at, rest);
    F p = v_sigmoid(get(z + at, rest) * inverse_temperature);
    put(gates + at, bit_or_nan(draw < p, p), rest);
    put(probabilities + at, p, rest);
  });
}

static void bernoulli_gate(
    const float *z, const float *u, float inverse_temperature, float *gates, float *probabilities, size_t count) {
  if (inverse_temperature == 1) bernoulli_law(z, u, 1, gates, probabilities, count);
  else bernoulli_law(z, u, inverse_temperature, gates, probabilities, count);
}

static void threshold_gate(const float *z, float threshold, float *gates, float *probabilities, size_t count) {
  OVER(count, LANES, {
    F x = get(z + at, rest);
    F p = v_sigmoid(x - threshold);
    put(gates + at, bit_or_nan(x > threshold, x), rest);
    put(probabilities + at, p, rest);
  });
}

static void sigmoid_surrogate(float *p, float inverse_temperature, size_t count) {
  OVER(count, LANES, {
    F v = get(p + at, rest);
    put(p + at, v * (1.0f - v) * inverse_temperature, rest);
  });
}

// x between 0 and 1.
INLINE F clip(F x) {
  x = x < 0.0f ? splat(0) : x;
  return x > 1.0f ? splat(1) : x;
}

// Whether clip is flat at x: at and beyond its ends, but not for NaN, which must show in the slope too.
INLINE I flat(F x) { return (x <= 0.0f) | (x >= 1.0f); }

// MARK: Gates with logistic noise L = logit(u)

static void concrete_gate(
    const float *z, const float *u, float inverse_temperature, float *gates, float *slopes, size_t count) {
  OVER(count, LANES, {
    F noise = v_logit(get(u + at, rest));
    Logistic s = logistic((get(z + at, rest) - noise) * inverse_temperature);
    put(gates + at, s.value, rest);
    put(slopes + at, s.slope * inverse_temperature, rest);
  });
}

static void g2_gate(
    const float *z, const float *u, const float *choice, float noise_probability, float inverse_temperature,
    float *gates, float *slopes, size_t count) {
  OVER(count, LANES, {
    F noise = get(choice + at, rest) < noise_probability ? v_logit(get(u + at, rest)) : splat(0);
    Logistic s = logistic((get(z + at, rest) - noise) * inverse_temperature);
    put(gates + at, s.value, rest);
    put(slopes + at, s.slope * inverse_temperature, rest);
  });
}

static void hard_concrete_gate(
    const float *z, const float *u, float inverse_temperature, float low, float high, float *gates, float *slopes,
    size_t count) {
  const float spread = high - low;
  OVER(count, LANES, {
    F noise = v_logit(get(u + at, rest));
    Logistic s = logistic((get(z + at, rest) - noise) * inverse_temperature);
    F stretched = s.value * spread + low;
    put(gates + at, clip(stretched), rest);
    put(slopes + at, flat(stretched) ? splat(0) : s.slope * inverse_temperature * spread, rest);
  });
}

// MARK: Gates with Gaussian noise −Φ⁻¹(u)

static void stochastic_gate(
    const float *z, const float *u, float deviation, float *gates, float *slopes, size_t count) {
  OVER(count, LANES, {
    F line = get(z + at, rest) + 0.5f - deviation * v_normal_quantile(get(u + at, rest));
    put(gates + at, clip(line), rest);
    put(slopes + at, flat(line) ? splat(0) : 1.0f + (line - line), rest);
  });
}

static void noisy_hard_sigmoid_gate(
    const struct ckernels_noisy_hard_sigmoid *law, const float *z, const float *u, float *gates, float *slopes,
    size_t count) {
  const float slope_leak = law->leak * 0.25f;
  const float growth = law->scale * law->rho * 0.5f;
  OVER(count, LANES, {
    F x = get(z + at, rest);
    F draw = get(u + at, rest);
    // |ε|, falling with u where noise opens the gate and rising where it closes it.
    F noise = -v_normal_quantile((x > 0.0f ? draw : 1.0f - draw) * 0.5f);
    F line = x * 0.25f + 0.5f;
    F hard = clip(line);
    F depth = v_sigmoid(law->rho * (hard - line)) - 0.5f;
    F leaking = law->alpha * hard + law->leak * line;
    F spread = law->scale * depth * depth * noise;
    // σ′ = ¼ − (σ − ½)², and hard − line changes by −¼ with z.
    F growing = growth * depth * (0.25f - depth * depth) * noise;
    put(gates + at, x > 0.0f ? leaking + spread : leaking - spread, rest);
    F outside = x > 0.0f ? slope_leak - growing : slope_leak + growing;
    put(slopes + at, absolute(x) < 2.0f ? splat(0.25f) : outside, rest);
  });
}
