// Prints a checksum of what every kernel makes of the same numbers, path by path: for processors that the tests
// themselves cannot run on. All paths of all processors must print the same checksums.
//
//     PATH KERNEL CHECKSUM
//
// No contraction: the numbers that kernels are given must not depend on the processor either.
#pragma STDC FP_CONTRACT OFF
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ckernels.h"

enum { LARGEST = 320 };

// MARK: Numbers, the same everywhere

static uint64_t state;

static uint64_t bits(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state * 0x2545f4914f6cdd1dull;
}

static double between(double low, double high) { return low + (high - low) * ((bits() >> 11) * 0x1p-53); }

static void spread(float *x, size_t count, double low, double high) {
  for (size_t i = 0; i < count; i++) x[i] = (float)between(low, high);
}

// Ordinary numbers, and now and then one of the ends.
static void arguments(float *x, double *wide, size_t count) {
  static const float ends[] = {0.0f,      -0.0f,    1.0f,      -1.0f,         0x1p-149f, -0x1p-126f, 88.7f,
                               -87.4f,    -103.9f,  0x1p127f,  -0x1.fp127f,   0.5f,      0x1.fffffep-1f};
  for (size_t i = 0; i < count; i++) {
    const uint64_t choice = bits() % 64;
    x[i] = choice < sizeof ends / sizeof *ends ? ends[choice]
           : choice == 62                      ? __builtin_inff()
           : choice == 63                      ? __builtin_nanf("")
                                               : (float)between(-12, 12);
    wide[i] = choice < 60 && x[i] == x[i] ? x[i] * (1 + 0x1p-40) : x[i];
  }
}

// MARK: Checksums

static uint64_t sum;

static void take(uint64_t value) {
  for (int byte = 0; byte < 8; byte++, value >>= 8) sum = (sum ^ (value & 255)) * 0x100000001b3ull;
}

// The sign and payload of a NaN are not promised.
static void take_floats(const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t value;
    memcpy(&value, x + i, sizeof value);
    take(x[i] == x[i] ? value : 0x7fc00000u);
  }
}

static void take_doubles(const double *x, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint64_t value;
    memcpy(&value, x + i, sizeof value);
    take(x[i] == x[i] ? value : 0x7ff8000000000000ull);
  }
}

// MARK: The kernels

static const struct ckernels_table *t;
static float a[LARGEST * 64], b[LARGEST * 64], c[LARGEST * 64], d[LARGEST * 64], e[LARGEST * 64];
static float out[LARGEST * 64], more[LARGEST * 64], scratch[LARGEST * 256];
static double wide[LARGEST], wide_out[LARGEST];

#define SLICE(NAME)                                    \
  static void run_##NAME##_f32(size_t count) {         \
    arguments(a, wide, count);                         \
    t->NAME##_f32(a, out, count);                      \
    take_floats(out, count);                           \
  }                                                    \
  static void run_##NAME##_f64(size_t count) {         \
    arguments(a, wide, count);                         \
    t->NAME##_f64(wide, wide_out, count);              \
    take_doubles(wide_out, count);                     \
  }
SLICE(exp) SLICE(expm1) SLICE(log) SLICE(log1p) SLICE(sigmoid) SLICE(logit)
SLICE(tanh) SLICE(softplus) SLICE(normal_quantile) SLICE(normal_cdf)

static void run_log_sum_exp_f32(size_t count) {
  spread(a, count * 5, -20, 20);
  t->log_sum_exp_f32(a, count, 5, out);
  take_floats(out, count);
}

static void run_log_sum_exp_f64(size_t count) {
  arguments(a, wide, count);
  t->log_sum_exp_f64(wide, 1, count, wide_out);
  take_doubles(wide_out, 1);
}

static const uint32_t key[2] = {0x12345678u, 0x9abcdef0u}, counter[4] = {0xfffffff0u, 7, 11, 13};

static void run_philox_words(size_t count) {
  uint32_t words[LARGEST];
  t->philox_words(key, counter, words, count);
  for (size_t i = 0; i < count; i++) take(words[i]);
}

static void run_philox_uniforms(size_t count) {
  t->philox_uniforms(key, counter, out, count);
  take_floats(out, count);
}

static void run_philox_uniform_rows(size_t count) {
  static const uint32_t sequences[3] = {5, 0, 0xffffffffu};
  t->philox_uniform_rows(key, counter, sequences, 3, count, out);
  take_floats(out, 3 * count);
}

// z in a, uniforms in b and c.
static void gate_inputs(size_t count) {
  arguments(a, wide, count);
  t->philox_uniforms(key, counter, b, count);
  t->philox_uniforms(counter, counter, c, count);
}

#define GATE(NAME, CALL)                  \
  static void run_##NAME(size_t count) {  \
    gate_inputs(count);                   \
    CALL;                                 \
    take_floats(out, count);              \
    take_floats(more, count);             \
  }
GATE(sigmoid_gate, t->sigmoid_gate(a, 1.25f, out, more, count))
GATE(bernoulli_gate, t->bernoulli_gate(a, b, 1.25f, out, more, count))
GATE(threshold_gate, t->threshold_gate(a, 0.25f, out, more, count))
GATE(concrete_gate, t->concrete_gate(a, b, 1.5f, out, more, count))
GATE(g2_gate, t->g2_gate(a, b, c, 0.2f, 1.1f, out, more, count))
GATE(hard_concrete_gate, t->hard_concrete_gate(a, b, 1.5f, -0.1f, 1.1f, out, more, count))
GATE(stochastic_gate, t->stochastic_gate(a, b, 0.5f, out, more, count))
static const struct ckernels_noisy_hard_sigmoid law = {1.15f, -0.15f, 0.25f, 1};
GATE(noisy_hard_sigmoid_gate, t->noisy_hard_sigmoid_gate(&law, a, b, out, more, count))

static void run_sigmoid_surrogate(size_t count) {
  gate_inputs(count);
  t->sigmoid_surrogate(b, 1.25f, count);
  take_floats(b, count);
}

// Room for what is packed; how much it is may differ from path to path.
static float *room(size_t count) {
  if (count > sizeof scratch / sizeof *scratch) abort();
  return scratch;
}

// Three groups of `count` columns, two segments of five and three terms, nine rows.
static void product_of(size_t count, int in_parts) {
  const struct ckernels_weights weights[2] = {{a, 5, 1, 5}, {b, 3, 3 * count, 1}};
  const struct ckernels_segment segments[2] = {{c, 5, 6}, {d, 3, 3}};
  float *const outputs[3] = {out, out + 9 * count, out + 18 * count};
  spread(a, 15 * count, -1, 1);
  spread(b, 9 * count, -1, 1);
  spread(c, 9 * 6, -1, 1);
  spread(d, 9 * 3, -1, 1);
  spread(e, 3 * count, -1, 1);
  float *const panels = room(t->panel_size(3, count, 8));
  t->pack(panels, 3, count, e, weights, 2);
  if (in_parts) {
    t->product_from(panels, 3, count, 8, 0, segments, 1, outputs, count, 9);
    t->product_from(panels, 3, count, 8, 5, segments + 1, 1, outputs, count, 9);
  } else {
    t->product(panels, 3, count, segments, 2, outputs, count, 9);
  }
  take_floats(out, 27 * count);
}

static void run_product(size_t count) { product_of(count, 0); }
static void run_product_from(size_t count) { product_of(count, 1); }

static void run_gradient(size_t count) {
  const float *const left[2] = {a, b};
  // More rows than a block.
  const size_t rows = 260, width = count < 40 ? count : 40;
  spread(a, rows * 7, -1, 1);
  spread(b, rows * 7, -1, 1);
  spread(c, rows * width, -1, 1);
  // The same columns as one matrix and as two.
  const struct ckernels_factors parts[3] = {
      {c, width, width, out, width},
      {c, width / 3, width, out + 14 * width, width},
      {c + width / 3, width - width / 3, width, out + 14 * width + width / 3, width}};
  t->gradient(2, left, 7, 7, parts, 1, rows, room(t->gradient_scratch(2, 7, width)));
  t->gradient(2, left, 7, 7, parts + 1, 2, rows, room(t->gradient_scratch(2, 7, width)));
  take_floats(out, 28 * width);
}

static void run_column_sums(size_t count) {
  const size_t rows = 260, width = count < 40 ? count : 40;
  spread(a, rows * width, -1, 1);
  t->column_sums(a, width, width, rows, out);
  take_floats(out, width);
}

static void run_column_products(size_t count) {
  const size_t rows = 260, width = count < 40 ? count : 40;
  spread(a, rows * width, -1, 1);
  spread(b, rows * width, -1, 1);
  t->column_products(a, width, b, width, width, rows, out);
  take_floats(out, width);
}

// Slices of numbers, `count` each, in `from`; where results go, in `to`.
static float *from[16], *to[8];

static void slices(size_t count) {
  for (size_t k = 0; k < 16; k++) {
    from[k] = a + k * LARGEST;
    spread(from[k], count, -2, 2);
  }
  for (size_t k = 0; k < 8; k++) to[k] = out + k * LARGEST;
  t->philox_uniforms(key, counter, from[14], count);
  t->philox_uniforms(counter, counter, from[15], count);
}

static void take_slices(size_t slices, size_t count) {
  for (size_t k = 0; k < slices; k++) take_floats(to[k], count);
}

static void run_cell_forward(size_t count) {
  for (int erase = 0; erase < 2; erase++) {
    slices(count);
    const struct ckernels_cell_forward step = {count,   erase,   from[0], from[1], from[2], from[3],
                                               from[4], to[0],   to[1],   to[2],   to[3]};
    t->cell_forward(&step);
    take_slices(4, count);
  }
}

static struct ckernels_cell_backward way_back(size_t count, int erase) {
  memcpy(to[0], from[13], count * sizeof(float));
  return (struct ckernels_cell_backward){count,   erase,   from[0], erase ? from[1] : NULL,
                                         from[2], from[3], from[4], from[5], from[6], from[7],
                                         from[8], from[9], from[10], to[0],  to[1],   to[2],
                                         to[3],   to[4],   to[5]};
}

static void run_cell_backward(size_t count) {
  for (int erase = 0; erase < 2; erase++) {
    slices(count);
    const struct ckernels_cell_backward step = way_back(count, erase);
    t->cell_backward(&step);
    take_slices(6, count);
  }
}

static void run_cell_write(size_t count) {
  for (int linear = 0; linear < 2; linear++) {
    slices(count);
    const struct ckernels_cell_write step = {count,   0,       linear,  from[0],
                                             from[1], from[2], from[3], {from[14], 0.75f, 1 / 0.75f},
                                             {NULL, 1, 1}, to[0], to[1]};
    t->cell_write(&step);
    take_slices(2, count);
  }
}

static void run_cell_read(size_t count) {
  for (int linear = 0; linear < 2; linear++) {
    slices(count);
    const struct ckernels_cell_read step = {count,   linear,  from[0], from[1], from[2], from[3], {from[14], 0.3f},
                                            {NULL, 0.2f}, to[0],   to[1],   to[2]};
    t->cell_read(&step);
    take_slices(3, count);
  }
}

static void run_cell_features_backward(size_t count) {
  for (int coupled = 0; coupled < 2; coupled++) {
    slices(count);
    const struct ckernels_cell_backward step = way_back(count, coupled);
    const struct ckernels_cell_features features = {
        coupled, !coupled, coupled, {from[14], 0.75f, 1 / 0.75f}, {NULL, 1, 1}, {from[15], 0.3f}, {from[14], 0.1f},
        {from[11], NULL, from[12]}, {from[11], from[12], NULL}, {from[11], NULL, NULL}, to[6]};
    t->cell_features_backward(&step, &features);
    take_slices(7, count);
  }
}

static void run_dropout(size_t count) {
  slices(count);
  const struct ckernels_dropout mask = {from[14], 0.75f, 1 / 0.75f};
  t->dropout(&mask, from[0], to[0], count);
  take_slices(1, count);
}

static void run_multiply_add(size_t count) {
  slices(count);
  t->multiply_add(from[0], from[1], from[2], count);
  take_floats(from[2], count);
}

// What a mixture may have: every combination, as bits. A gate that resets too needs both.
enum { WRITES = 1, LINEAR = 2, GATE = 4, RESET = 8, FACTORS = 16, ONE_GATE = 32, MIXTURES = 64 };

static int is_mixture(int has) { return !(has & ONE_GATE) || (has & GATE && has & RESET); }

static const float *resetting(int has) { return !(has & RESET) ? NULL : has & ONE_GATE ? from[0] : from[1]; }

static void run_mix_forward(size_t count) {
  for (int has = 0; has < MIXTURES; has++) {
    if (!is_mixture(has)) continue;
    slices(count);
    const struct ckernels_mix_forward step = {count,
                                              has & WRITES,
                                              has & LINEAR,
                                              has & GATE ? from[0] : NULL,
                                              resetting(has),
                                              from[2],
                                              has & RESET ? from[3] : NULL,
                                              has & FACTORS ? from[14] : NULL,
                                              from[4],
                                              to[0],
                                              has & RESET ? to[2] : NULL,
                                              to[1]};
    t->mix_forward(&step);
    take_slices(has & RESET ? 3 : 2, count);
  }
}

static void run_mix_backward(size_t count) {
  for (int has = 0; has < MIXTURES; has++) {
    if (!is_mixture(has)) continue;
    slices(count);
    const struct ckernels_mix_backward step = {count,
                                               has & WRITES,
                                               has & LINEAR,
                                               has & ONE_GATE,
                                               from[2],
                                               has & GATE ? from[0] : NULL,
                                               resetting(has),
                                               has & FACTORS ? from[14] : NULL,
                                               from[3],
                                               has & GATE ? from[4] : NULL,
                                               has & RESET && !(has & ONE_GATE) ? from[5] : NULL,
                                               from[6],
                                               has & RESET ? from[7] : NULL,
                                               to[0]};
    t->mix_backward(&step);
    take_slices(1, count);
    for (int k = 4; k < 8; k++) take_floats(from[k], count);
  }
}

static void run_sum_of_squares_f32(size_t count) {
  slices(count);
  wide_out[0] = t->sum_of_squares_f32(from[0], count);
  take_doubles(wide_out, 1);
}

// Streams are cut in the middle of a block. Values within and around 0 to 1, with their ends.
#define TELEMETRY(T, NAME)                                                                       \
  static double NAME##_sums[24];                                                                         \
  static size_t NAME##_counts[23];                                                                       \
  static T NAME##_x[LARGEST], NAME##_y[LARGEST];                                                         \
  static void NAME##_begin(size_t count) {                                                               \
    memset(NAME##_sums, 0, sizeof NAME##_sums);                                                          \
    memset(NAME##_counts, 0, sizeof NAME##_counts);                                                      \
    for (size_t i = 0; i < count; i++) {                                                                 \
      const double x = between(-0.25, 1.25), y = between(-0.25, 1.25);                                   \
      NAME##_x[i] = (T)(x < -0.2 ? 0 : x > 1.2 ? 1 : x);                                                 \
      NAME##_y[i] = (T)(y < -0.2 ? 0 : y > 1.2 ? 1 : y);                                                 \
    }                                                                                                    \
  }                                                                                                      \
  static void NAME##_end(void) {                                                                         \
    take_doubles(NAME##_sums, 24);                                                                       \
    for (size_t i = 0; i < 23; i++) take(NAME##_counts[i]);                                              \
  }                                                                                                      \
  static void run_moments_##NAME(size_t count) {                                                         \
    double ends[2] = {1, 0};                                                                             \
    NAME##_begin(count);                                                                                 \
    for (size_t from = 0, to = count / 3; from < count; from = to, to = count)                           \
      t->moments_##NAME(                                                                                 \
          NAME##_x + from, to - from, from, 0.25, NAME##_sums, NAME##_sums + 8, ends, ends + 1);         \
    take_doubles(ends, 2);                                                                               \
    NAME##_end();                                                                                        \
  }                                                                                                      \
  static void run_probabilities_##NAME(size_t count) {                                                   \
    NAME##_begin(count);                                                                                 \
    for (size_t from = 0, to = count / 3; from < count; from = to, to = count)                           \
      t->probabilities_##NAME(                                                                           \
          NAME##_x + from, to - from, from, from % 3, NAME##_sums, NAME##_sums + 8, NAME##_sums + 86,   \
          NAME##_counts);                                                                                \
    NAME##_end();                                                                                        \
  }                                                                                                      \
  static void run_differences_##NAME(size_t count) {                                                     \
    NAME##_begin(count);                                                                                 \
    for (size_t from = 0, to = count / 3; from < count; from = to, to = count)                           \
      t->differences_##NAME(                                                                             \
          NAME##_x + from, NAME##_y + from, to - from, from, NAME##_sums, NAME##_sums + 8);              \
    NAME##_end();                                                                                        \
  }                                                                                                      \
  static void run_histogram_##NAME(size_t count) {                                                       \
    NAME##_begin(count);                                                                                 \
    t->histogram_##NAME(NAME##_x, count, NAME##_counts + 20, NAME##_counts);                             \
    NAME##_end();                                                                                        \
  }                                                                                                      \
  static void run_ones_##NAME(size_t count) {                                                            \
    NAME##_begin(count);                                                                                 \
    for (size_t i = 0; i < count; i++) NAME##_y[i] = NAME##_x[i] > (T)0.5;                               \
    take((uint64_t)t->ones_##NAME(NAME##_x, count, NAME##_counts));                                      \
    take((uint64_t)t->ones_##NAME(NAME##_y, count, NAME##_counts));                                      \
    NAME##_end();                                                                                        \
  }                                                                                                      \
  static void run_crossings_##NAME(size_t count) {                                                       \
    NAME##_begin(count);                                                                                 \
    t->crossings_##NAME(                                                                                 \
        NAME##_x, NAME##_y, count, NAME##_counts, NAME##_counts + 1, NAME##_counts + 2);                 \
    NAME##_end();                                                                                        \
  }
TELEMETRY(float, f32)
TELEMETRY(double, f64)

static void run_sha256_blocks(size_t count) {
  uint8_t blocks[LARGEST * 64];
  uint32_t state[8];
  for (size_t i = 0; i < 8; i++) state[i] = (uint32_t)bits();
  for (size_t i = 0; i < count * 64; i++) blocks[i] = (uint8_t)bits();
  t->sha256_blocks(state, blocks, count);
  for (size_t i = 0; i < 8; i++) take(state[i]);
}

static const struct ckernels_update update = {0.01f, 0.5f, 0.001f, 1};

static void run_sgd(size_t count) {
  slices(count);
  t->sgd(&update, 0.9f, from[0], from[1], from[2], count);
  take_floats(from[1], count);
  take_floats(from[2], count);
}

static void run_rmsprop(size_t count) {
  slices(count);
  spread(from[1], count, 0, 1);
  t->rmsprop(&update, 0.9f, 0.1f, 1e-8f, from[0], from[1], from[2], count);
  take_floats(from[1], count);
  take_floats(from[2], count);
}

static void run_adam(size_t count) {
  slices(count);
  spread(from[2], count, 0, 1);
  const struct ckernels_adam settings = {0.9f, 0.999f, 0.1f, 0.001f, 1e-8f, 10, 1000};
  t->adam(&update, &settings, from[0], from[1], from[2], from[3], count);
  take_floats(from[2], count);
  take_floats(from[3], count);
}

// MARK: All of them

#define BOTH(NAME) {#NAME "_f32", run_##NAME##_f32}, {#NAME "_f64", run_##NAME##_f64}
#define ONE(NAME) {#NAME, run_##NAME}
static const struct {
  const char *name;
  void (*run)(size_t count);
} all[] = {
    BOTH(exp), BOTH(expm1), BOTH(log), BOTH(log1p), BOTH(sigmoid), BOTH(logit), BOTH(tanh), BOTH(softplus),
    BOTH(normal_quantile), BOTH(normal_cdf), BOTH(log_sum_exp), ONE(philox_words), ONE(philox_uniforms),
    ONE(philox_uniform_rows), ONE(sigmoid_gate), ONE(bernoulli_gate), ONE(threshold_gate), ONE(concrete_gate),
    ONE(g2_gate), ONE(hard_concrete_gate), ONE(stochastic_gate), ONE(noisy_hard_sigmoid_gate), ONE(sigmoid_surrogate),
    ONE(product), ONE(product_from), ONE(gradient), ONE(column_sums), ONE(column_products),
    ONE(cell_forward), ONE(cell_backward), ONE(cell_write), ONE(cell_read), ONE(cell_features_backward), ONE(dropout),
    ONE(multiply_add), ONE(mix_forward), ONE(mix_backward), ONE(sum_of_squares_f32), BOTH(moments),
    BOTH(probabilities), BOTH(differences), BOTH(histogram), BOTH(ones), BOTH(crossings), ONE(sha256_blocks), ONE(sgd), ONE(rmsprop), ONE(adam)};

// A kernel that joins the table joins the comparison. Five members do not stand for themselves: the name, what products
// need beforehand (`panel_size`, `pack`, `gradient_scratch`), and `fma_loop`.
_Static_assert(
    sizeof(struct ckernels_table) / sizeof(void *) == sizeof all / sizeof *all + 5, "a kernel is not compared here");

int main(void) {
  static const size_t counts[] = {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 64, 100, 257};
  for (size_t p = 0; p < ckernels_path_count(); p++) {
    t = ckernels_table_named(ckernels_path_name(p));
    if (!t) continue;
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
      state = 0x9e3779b97f4a7c15ull + k;
      sum = 0xcbf29ce484222325ull;
      for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) all[k].run(counts[i]);
      printf("%s %s %016llx\n", t->name, all[k].name, (unsigned long long)sum);
    }
  }
}
