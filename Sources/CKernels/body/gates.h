// Gate laws over a slice. The policies that use them, and why, are in the module Gating.

typedef struct {
  F value;
  F slope;  // by x
} Logistic;

// σ(x) and σ′(x), neither of which cancels.
INLINE Logistic logistic(F x) {
  F e = v_exp(-absolute(x));
  F g = (x < 0.0f ? e : splat(1)) / (1.0f + e);
  // 1 − g cancels where g is near 1; there e·g is the same number.
  F other = x < 0.0f ? 1.0f - g : e * g;
  return (Logistic){g, g * other};
}

static void sigmoid_gate(
    const float *z, float inverse_temperature, float *gates, float *slopes, size_t count) {
  OVER(count, LANES, {
    Logistic s = logistic(get(z + at, rest) * inverse_temperature);
    put(gates + at, s.value, rest);
    put(slopes + at, s.slope * inverse_temperature, rest);
  });
}

// 1 where `on`, else 0, and NaN where p is: a diverged run must show.
INLINE F bit_or_nan(I on, F p) { return p == p ? (on ? splat(1) : splat(0)) : p; }

static void bernoulli_gate(
    const float *z, const float *u, float inverse_temperature, float *gates, float *probabilities, size_t count) {
  OVER(count, LANES, {
    F draw = get(u + at, rest);
    F p = v_sigmoid(get(z + at, rest) * inverse_temperature);
    put(gates + at, bit_or_nan(draw < p, p), rest);
    put(probabilities + at, p, rest);
  });
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
    I clipped = (stretched <= 0.0f) | (stretched >= 1.0f);
    F gate = stretched < 0.0f ? splat(0) : stretched;
    put(gates + at, gate > 1.0f ? splat(1) : gate, rest);
    put(slopes + at, clipped ? splat(0) : s.slope * inverse_temperature * spread, rest);
  });
}
