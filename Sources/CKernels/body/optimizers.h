// One update of the parameters, in place. No fused operation: plain Swift loops give the same bits.

static double sum_of_squares_f32(const float *x, size_t count) {
  Eight sums = eight_zeros();
  size_t i = 0;
  for (; i + 8 <= count; i += 8)
    for (int v = 0; v < 8 / HALF; v++) {
      typedef UNALIGNED(float, HALF, 4) FHalfMemory;
      D value = __builtin_convertvector(*(const FHalfMemory *)(x + i + v * HALF), D);
      sums.part[v] += value * value;
    }
  for (; i < count; i++) {
    const double value = x[i];
    sums.part[i % 8 / HALF][i % HALF] += value * value;
  }
  return eight_total(sums);
}

// The gradient with its scale and a coupled decay.
INLINE F decayed(const struct ckernels_update *u, F gradient, F weights) {
  F g = gradient * u->scale;
  return u->decoupled || u->weight_decay == 0 ? g : g + u->weight_decay * weights;
}

// The weights after a decoupled decay.
INLINE F shrunk(const struct ckernels_update *u, F weights) {
  if (!u->decoupled || u->weight_decay == 0) return weights;
  return weights - (u->learning_rate * u->weight_decay) * weights;
}

static void sgd(
    const struct ckernels_update *update, float momentum, const float *gradient, float *velocity, float *weights,
    size_t count) {
  OVER(count, LANES, {
    F w = get(weights + at, rest);
    F v = momentum * get(velocity + at, rest) + decayed(update, get(gradient + at, rest), w);
    put(velocity + at, v, rest);
    put(weights + at, shrunk(update, w) - update->learning_rate * v, rest);
  });
}

static void rmsprop(
    const struct ckernels_update *update, float alpha, float one_minus_alpha, float epsilon, const float *gradient,
    float *square, float *weights, size_t count) {
  OVER(count, LANES, {
    F w = get(weights + at, rest);
    F g = decayed(update, get(gradient + at, rest), w);
    F s = alpha * get(square + at, rest) + one_minus_alpha * (g * g);
    put(square + at, s, rest);
    F step = update->learning_rate * g / (__builtin_elementwise_sqrt(s) + epsilon);
    put(weights + at, shrunk(update, w) - step, rest);
  });
}

static void adam(
    const struct ckernels_update *update, const struct ckernels_adam *settings, const float *gradient, float *first,
    float *second, float *weights, size_t count) {
  const struct ckernels_adam a = *settings;
  OVER(count, LANES, {
    F w = get(weights + at, rest);
    F g = decayed(update, get(gradient + at, rest), w);
    F m = a.beta1 * get(first + at, rest) + a.one_minus_beta1 * g;
    F v = a.beta2 * get(second + at, rest) + a.one_minus_beta2 * (g * g);
    put(first + at, m, rest);
    put(second + at, v, rest);
    F step = update->learning_rate * (m * a.correction1) / (__builtin_elementwise_sqrt(v * a.correction2) + a.epsilon);
    put(weights + at, shrunk(update, w) - step, rest);
  });
}
