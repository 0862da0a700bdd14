// The table of this instruction set, and what measures its speed.

static double fma_loop(size_t iterations, float *sink) {
  enum { CHAINS = 12 };
  F sums[CHAINS];
  for (int c = 0; c < CHAINS; c++) sums[c] = splat((float)c);
  F a = splat(1.0000001f), b = splat(1e-9f);
  for (size_t i = 0; i < iterations; i++) {
#pragma clang loop unroll(full)
    for (int c = 0; c < CHAINS; c++) sums[c] = fused(sums[c], a, b);
  }
  F total = splat(0);
  for (int c = 0; c < CHAINS; c++) total += sums[c];
  *sink = total[0];
  return 2.0 * CHAINS * LANES * (double)iterations;
}

#define KERNELS_TABLE(NAME)                                                               \
  {                                                                                       \
    .name = NAME,                                                                         \
    .philox_words = philox_words,                                                         \
    .philox_uniforms = philox_uniforms,                                                   \
    .philox_uniform_rows = philox_uniform_rows,                                           \
    .exp_f32 = exp_f32,                                                                   \
    .expm1_f32 = expm1_f32,                                                               \
    .log_f32 = log_f32,                                                                   \
    .log1p_f32 = log1p_f32,                                                               \
    .sigmoid_f32 = sigmoid_f32,                                                           \
    .logit_f32 = logit_f32,                                                               \
    .tanh_f32 = tanh_f32,                                                                 \
    .softplus_f32 = softplus_f32,                                                         \
    .normal_quantile_f32 = normal_quantile_f32,                                           \
    .normal_cdf_f32 = normal_cdf_f32,                                                     \
    .log_sum_exp_f32 = log_sum_exp_f32,                                                   \
    .exp_f64 = exp_f64,                                                                   \
    .expm1_f64 = expm1_f64,                                                               \
    .log_f64 = log_f64,                                                                   \
    .log1p_f64 = log1p_f64,                                                               \
    .sigmoid_f64 = sigmoid_f64,                                                           \
    .logit_f64 = logit_f64,                                                               \
    .tanh_f64 = tanh_f64,                                                                 \
    .softplus_f64 = softplus_f64,                                                         \
    .normal_quantile_f64 = normal_quantile_f64,                                           \
    .normal_cdf_f64 = normal_cdf_f64,                                                     \
    .log_sum_exp_f64 = log_sum_exp_f64,                                                   \
    .sigmoid_gate = sigmoid_gate,                                                         \
    .bernoulli_gate = bernoulli_gate,                                                     \
    .threshold_gate = threshold_gate,                                                     \
    .concrete_gate = concrete_gate,                                                       \
    .g2_gate = g2_gate,                                                                   \
    .hard_concrete_gate = hard_concrete_gate,                                             \
    .stochastic_gate = stochastic_gate,                                                   \
    .noisy_hard_sigmoid_gate = noisy_hard_sigmoid_gate,                                   \
    .sigmoid_surrogate = sigmoid_surrogate,                                               \
    .panel_size = panel_size,                                                             \
    .pack = pack,                                                                         \
    .product = product,                                                                   \
    .product_from = product_from,                                                         \
    .gradient_scratch = gradient_scratch,                                                 \
    .gradient = gradient,                                                                 \
    .column_sums = column_sums,                                                           \
    .column_products = column_products,                                                   \
    .cell_forward = cell_forward,                                                         \
    .cell_backward = cell_backward,                                                       \
    .cell_write = cell_write,                                                             \
    .cell_read = cell_read,                                                               \
    .cell_features_backward = cell_features_backward,                                     \
    .dropout = dropout,                                                                   \
    .multiply_add = multiply_add,                                                         \
    .mix_forward = mix_forward,                                                           \
    .mix_backward = mix_backward,                                                         \
    .sum_of_squares_f32 = sum_of_squares_f32,                                             \
    .sgd = sgd,                                                                           \
    .rmsprop = rmsprop,                                                                   \
    .adam = adam,                                                                         \
    .moments_f32 = moments_f32,                                                           \
    .moments_f64 = moments_f64,                                                           \
    .probabilities_f32 = probabilities_f32,                                               \
    .probabilities_f64 = probabilities_f64,                                               \
    .differences_f32 = differences_f32,                                                   \
    .differences_f64 = differences_f64,                                                   \
    .histogram_f32 = histogram_f32,                                                       \
    .histogram_f64 = histogram_f64,                                                       \
    .ones_f32 = ones_f32,                                                                 \
    .crossings_f32 = crossings_f32,                                                       \
    .ones_f64 = ones_f64,                                                                 \
    .crossings_f64 = crossings_f64,                                                       \
    .sha256_blocks = SHA256_BLOCKS,                                                       \
    .fma_loop = fma_loop,                                                                 \
  }
