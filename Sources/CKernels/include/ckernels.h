// Sluice's numeric kernels: one table of functions for each instruction set, all tables giving the same bits.
//
// The tables are built from one body of C. Where the processor has no fused multiply-add, it is emulated exactly, so
// that a result never depends on the machine. No function here calls the C library's mathematics. Every function is
// reentrant, allocates nothing, and takes any count, 0 included; pointers need only their element's alignment.
//
//     ckernels()->exp_f32(x, y, count);                       // C
//     ckernels().pointee.exp_f32(x, y, count)                 // Swift
//
// A slice function may work in place (output = input). Otherwise outputs must not overlap inputs.
// "fma" below is the fused multiply-add of IEEE 754: one rounding, to nearest, ties to even. NaN in gives NaN out; the
// sign and payload of a NaN are not promised.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Products

/// A run of factors in a product's chain: `count` consecutive values in each row, rows `stride` values apart.
struct ckernels_segment {
  const float *values;
  size_t count;
  size_t stride;
};

/// The weights that meet one segment: weight of term k and column j is `values[k·term_stride + j·column_stride]`.
struct ckernels_weights {
  const float *values;
  size_t count;  ///< Terms: the count of the segment that these weights meet.
  size_t term_stride;
  size_t column_stride;
};

/// Factors on the right of a gradient, `width` of them in each row, and where the sums with those on the left go.
struct ckernels_factors {
  const float *values;
  size_t width, stride;
  float *out;
  size_t out_stride;
};

// MARK: Gates

/// The settings of the noisy hard sigmoid.
struct ckernels_noisy_hard_sigmoid {
  float alpha;  ///< Share of the hard sigmoid.
  float leak;   ///< Share of its line, 1 − alpha.
  float scale;  ///< Scale of the noise.
  float rho;    ///< Growth of the noise with the saturation.
};

// MARK: Cells

/// One step of the cell, forward. All slices have `count` elements (sequences × units).
///
/// candidate = tanh(candidate_pre); retained = forget (keep) or 1 − forget (erase);
/// cell = fma(retained, previous_cell, input·candidate); cell_tanh = tanh(cell); hidden = output·cell_tanh.
struct ckernels_cell_forward {
  size_t count;
  int erase;  ///< 0: the forget gate keeps; otherwise it erases.
  const float *input, *forget, *output;
  const float *candidate_pre;
  const float *previous_cell;
  float *candidate, *cell, *cell_tanh, *hidden;
};

/// One step of the cell, backward. All slices have `count` elements.
///
/// dh = hidden_gradient (+ upstream, where given); dc = fma(dh·output, fma(−cell_tanh, cell_tanh, 1), cell_gradient);
/// ∂z: input (dc·candidate)·input_slope, forget (dc·previous_cell)·forget_slope (negated for erase),
/// candidate (dc·input)·fma(−candidate, candidate, 1), output (dh·cell_tanh)·output_slope;
/// cell_gradient becomes dc·retained, in place.
struct ckernels_cell_backward {
  size_t count;
  int erase;
  const float *hidden_gradient;       ///< From the next step.
  const float *_Nullable upstream;    ///< From the read-out or the layer above.
  const float *input, *forget, *output;
  const float *input_slope, *forget_slope, *output_slope;
  const float *candidate, *previous_cell, *cell_tanh;
  float *cell_gradient;               ///< ∂ℓ/∂c_t from the next step in, ∂ℓ/∂c_{t−1} out.
  float *_Nullable total;             ///< dc, all of ∂ℓ/∂c_t, where it is wanted.
  float *d_input, *d_forget, *d_candidate, *d_output;
};

// MARK: Cells with more to them
//
// `cell_write`, `cell_read` and `cell_features_backward` are the plain cell in pieces, with all that a variant, peepholes or state
// noise add. A zeroed option is absent, and costs no bit.

/// Dropout of a slice: x·factor where its uniform is below `keep`, else 0.
struct ckernels_dropout {
  const float *_Nullable uniforms;  ///< Null: nothing is dropped.
  float keep, factor;
};

/// Where a state stays: the previous one where its uniform is below `rate`, else the new one.
///
/// Without uniforms, the mean of that: fma(rate, previous, (1 − rate)·new); the new one for rate 0.
struct ckernels_zoneout {
  const float *_Nullable uniforms;
  float rate;
};

/// The first half of a step: the cell is written. All slices have `count` elements.
///
/// candidate = tanh(candidate_pre), or candidate_pre where linear; cell = drop(fma(retained, previous_cell,
/// write(input·candidate))).
struct ckernels_cell_write {
  size_t count;
  int erase;
  int linear;
  const float *input, *forget;
  const float *candidate_pre;
  const float *previous_cell;
  struct ckernels_dropout write, drop;
  float *candidate, *cell;
};

/// The second half: the cell is shown. `cell` may be `written` itself.
///
/// cell_tanh = tanh(written), or `written` where linear; cell and hidden are `written` and output·cell_tanh where their
/// zones do not let the previous ones stay.
struct ckernels_cell_read {
  size_t count;
  int linear;
  const float *output;
  const float *written;
  const float *previous_cell, *previous_hidden;
  struct ckernels_zoneout zoneout_cell, zoneout_hidden;
  float *cell_tanh, *cell, *hidden;
};

/// What joins a gate on the way back; each is a slice of `count` elements, or null.
struct ckernels_gate_backward {
  const float *_Nullable peephole;        ///< The weight at each element.
  const float *_Nullable value_gradient;  ///< ∂ℓ/∂(the gate's value) by other ways than this step's cell.
  const float *_Nullable injected;        ///< Added to ∂ℓ/∂z.
};

/// What `cell_features_backward` has beside the plain step back.
///
/// d is ∂ℓ/∂z, zoned gradients pass by the step where the state stayed, and dropout is the forward pass's:
/// d_output = (dh·cell_tanh + value_gradient)·slope + injected;
/// dc = fma(p_o, d_output, fma(dh·output, cell_tanh′, cell_gradient)), then drop(dc); dw = write(dc);
/// d_input of dw·candidate (less dc·previous_cell where coupled), d_forget of dc·previous_cell, d_candidate of dw·input;
/// cell_gradient becomes fma(p_f, d_forget, fma(p_i, d_input, dc·retained)), plus what passed by. `total` is dc before
/// any drop, or what passed by where the cell stayed.
struct ckernels_cell_features {
  int linear_candidate, linear_output;
  int coupled;  ///< The cell retains 1 − input; the forget slope is then 0.
  struct ckernels_dropout write, drop;
  struct ckernels_zoneout zoneout_cell, zoneout_hidden;
  struct ckernels_gate_backward input, forget, output;
  float *_Nullable hidden_passing;  ///< The part of ∂ℓ/∂h_t that is ∂ℓ/∂h_{t−1} as it is.
};

// MARK: Mixtures

/// One step of a cell whose new state is a mixture, forward. All slices have `count` elements.
///
/// pre = candidate_pre, or fma(reset, recurrent_pre, candidate_pre) where there is a reset gate; candidate = tanh(pre), or pre
/// where linear; write = gate where it writes, else 1 − gate; hidden = fma(1 − write, previous, write·candidate·factor), and
/// the last product alone where there is no gate.
struct ckernels_mix_forward {
  size_t count;
  int writes;  ///< 0: an open gate keeps; otherwise it writes.
  int linear;
  const float *_Nullable gate, *_Nullable reset;
  const float *candidate_pre;
  const float *_Nullable recurrent_pre;  ///< What is reset; there with `reset`.
  const float *_Nullable write_factors;
  const float *previous;
  float *candidate;
  float *_Nullable recurrent;  ///< A copy of recurrent_pre for the way back.
  float *hidden;
};

/// The same step backward.
///
/// dw = hidden_gradient·factor; d_pre = dw·write·fma(−candidate, candidate, 1); of the gate fma(dw, candidate,
/// −(hidden_gradient·previous)), negated where it keeps; of the reset gate d_pre·recurrent, which is added where both are one.
/// Each slope becomes ∂ℓ/∂z of its gate, `recurrent` d_pre·reset, `candidate` d_pre, all in place; carried is
/// hidden_gradient·(1 − write).
struct ckernels_mix_backward {
  size_t count;
  int writes, linear;
  int is_one_gate;  ///< Whether the gate that mixes resets too; then reset_slope is not looked at.
  const float *hidden_gradient;
  const float *_Nullable gate, *_Nullable reset;
  const float *_Nullable write_factors;
  const float *previous;
  float *_Nullable gate_slope, *_Nullable reset_slope;
  float *candidate;
  float *_Nullable recurrent;
  float *carried;
};

// MARK: Optimizers

/// What all optimizers share. g is gradient·scale, plus weight_decay·w where the decay is coupled; a decoupled decay
/// takes (learning_rate·weight_decay)·w off w before the step. Plain + − × / and sqrt in the order written.
struct ckernels_update {
  float learning_rate;
  float scale;         ///< The clipping factor; 1 for none.
  float weight_decay;
  int decoupled;       ///< 0: decay is added to the gradient; otherwise it is applied to the weights.
};

/// Adam's own settings. The corrections are 1/(1−β₁ᵗ) and 1/(1−β₂ᵗ).
struct ckernels_adam {
  float beta1, beta2, one_minus_beta1, one_minus_beta2, epsilon;
  float correction1, correction2;
};

// MARK: Telemetry

// What a gate leaves of the cell: nothing that is its own doing, its value, or 1 less its value.
#define CKERNELS_NEITHER 0
#define CKERNELS_KEEPS 1
#define CKERNELS_ERASES 2

// MARK: The table

/// The kernels for one instruction set.
struct __attribute__((swift_attr("@Sendable"))) ckernels_table {
  /// `portable`, `avx2`, `avx512` or `neon`.
  const char *name;

  // ---- Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011) ----
  // Element e of a fill is word e mod 4 of the block whose counter is (counter[0] + e/4, counter[1..3]); counter word 0
  // wraps without a carry. A key has 2 words, a counter 4.

  /// Fills `words` with random words.
  void (*philox_words)(const uint32_t *key, const uint32_t *counter, uint32_t *words, size_t count);
  /// Fills `uniforms` with u = (k + ½)·2⁻²³, k the upper 23 bits of the word: never 0 or 1, exact in Float32.
  void (*philox_uniforms)(const uint32_t *key, const uint32_t *counter, float *uniforms, size_t count);
  /// Fills [rows, units], row r with counter word 2 = sequences[r] (counter[2] is not used).
  void (*philox_uniform_rows)(
      const uint32_t *key, const uint32_t *counter, const uint32_t *sequences, size_t rows, size_t units,
      float *uniforms);

  // ---- Functions of a slice, Float32: y[e] = f(x[e]). Largest error, over all finite arguments, in ulps ----

  void (*exp_f32)(const float *x, float *y, size_t count);       ///< eˣ, ≤ 1.
  void (*expm1_f32)(const float *x, float *y, size_t count);     ///< eˣ − 1, ≤ 1.5.
  void (*log_f32)(const float *x, float *y, size_t count);       ///< ln x, ≤ 1; −∞ at ±0, NaN below.
  void (*log1p_f32)(const float *x, float *y, size_t count);     ///< ln(1 + x), ≤ 1; −∞ at −1, NaN below.
  void (*sigmoid_f32)(const float *x, float *y, size_t count);   ///< 1/(1 + e⁻ˣ), ≤ 2.5.
  void (*logit_f32)(const float *x, float *y, size_t count);     ///< ln(x/(1 − x)), ≤ 1.75; ±∞ at 1 and 0, NaN outside.
  void (*tanh_f32)(const float *x, float *y, size_t count);      ///< tanh x, ≤ 2.5.
  void (*softplus_f32)(const float *x, float *y, size_t count);  ///< ln(1 + eˣ), ≤ 2.
  /// Φ⁻¹(x), ≤ 0.51: the Float64 value, rounded. ∓∞ at 0 and 1, NaN outside.
  void (*normal_quantile_f32)(const float *x, float *y, size_t count);
  /// Φ(x), the normal distribution function, ≤ 0.51: the Float64 value, rounded. 0 and 1 at ∓∞.
  void (*normal_cdf_f32)(const float *x, float *y, size_t count);
  /// y[r] = ln Σⱼ exp(x[r][j]) of rows of `width`, ≤ 0.51: summed in Float64 in a fixed order. −∞ for width 0.
  void (*log_sum_exp_f32)(const float *x, size_t rows, size_t width, float *y);

  // ---- The same in Float64: + − × / and sqrt only, no fma ----

  void (*exp_f64)(const double *x, double *y, size_t count);       ///< eˣ, ≤ 1.
  void (*expm1_f64)(const double *x, double *y, size_t count);     ///< eˣ − 1, ≤ 1.75.
  void (*log_f64)(const double *x, double *y, size_t count);       ///< ln x, ≤ 1.
  void (*log1p_f64)(const double *x, double *y, size_t count);     ///< ln(1 + x), ≤ 1.
  void (*sigmoid_f64)(const double *x, double *y, size_t count);   ///< 1/(1 + e⁻ˣ), ≤ 2.5.
  void (*logit_f64)(const double *x, double *y, size_t count);     ///< ln(x/(1 − x)), ≤ 1.75.
  void (*tanh_f64)(const double *x, double *y, size_t count);      ///< tanh x, ≤ 2.5.
  void (*softplus_f64)(const double *x, double *y, size_t count);  ///< ln(1 + eˣ), ≤ 2.
  /// Φ⁻¹(x), ≤ 8; after Wichura 1988 (AS 241).
  void (*normal_quantile_f64)(const double *x, double *y, size_t count);
  /// Φ(x), ≤ 8 where it is a normal number.
  void (*normal_cdf_f64)(const double *x, double *y, size_t count);
  /// y[r] = ln Σⱼ exp(x[r][j]); absolute error ≤ 3 ulps of the larger of |y| and the largest |x|.
  void (*log_sum_exp_f64)(const double *x, size_t rows, size_t width, double *y);

  // ---- Gates, Float32: pre-activations z, uniforms u → gates and slopes, `count` elements. NaN z gives NaN ----

  /// gates = σ(z·inverse_temperature), slopes = σ′·inverse_temperature, without cancellation.
  void (*sigmoid_gate)(const float *z, float inverse_temperature, float *gates, float *slopes, size_t count);
  /// probabilities = σ(z·inverse_temperature), gates = 1[u < probability].
  void (*bernoulli_gate)(
      const float *z, const float *u, float inverse_temperature, float *gates, float *probabilities, size_t count);
  /// gates = 1[z > threshold], probabilities = σ(z − threshold).
  void (*threshold_gate)(const float *z, float threshold, float *gates, float *probabilities, size_t count);
  /// With L = logit(u): gates = σ((z − L)·inverse_temperature), slopes = σ′·inverse_temperature, without cancellation.
  /// The two outputs may be the same slice, which then holds the slopes.
  void (*concrete_gate)(
      const float *z, const float *u, float inverse_temperature, float *gates, float *slopes, size_t count);
  /// As concrete_gate, but with L = 0 wherever choice ≥ noise_probability.
  void (*g2_gate)(
      const float *z, const float *u, const float *choice, float noise_probability, float inverse_temperature,
      float *gates, float *slopes, size_t count);
  /// s and s′ as concrete_gate's: gates = clip(s·(high − low) + low, 0, 1), slopes = s′·(high − low), 0 at and beyond
  /// the ends.
  void (*hard_concrete_gate)(
      const float *z, const float *u, float inverse_temperature, float low, float high, float *gates, float *slopes,
      size_t count);
  /// With ε = −Φ⁻¹(u): gates = clip(z + ½ + deviation·ε, 0, 1), slopes = 1, or 0 at and beyond the ends.
  void (*stochastic_gate)(
      const float *z, const float *u, float deviation, float *gates, float *slopes, size_t count);
  /// With v = z/4 + ½, h = clip(v, 0, 1), q = σ(rho·(h − v)) − ½ and |ε| from u:
  /// gates = alpha·h + leak·v + sgn(z)·scale·q²·|ε|; slopes its derivative, the outer one at |z| = 2.
  void (*noisy_hard_sigmoid_gate)(
      const struct ckernels_noisy_hard_sigmoid *law, const float *z, const float *u, float *gates, float *slopes,
      size_t count);
  /// p becomes (p·(1 − p))·inverse_temperature.
  void (*sigmoid_surrogate)(float *p, float inverse_temperature, size_t count);

  // ---- Products, Float32 ----

  /// Values in the packed panels of `groups`·`width` columns with `terms` terms (over all segments).
  size_t (*panel_size)(size_t groups, size_t width, size_t terms);
  /// Packs weights for `product`: the chain's start is bias[column], or 0 where there is no bias; columns are numbered
  /// group·width + j. Only the packed copy is padded.
  void (*pack)(
      float *panels, size_t groups, size_t width, const float *_Nullable bias, const struct ckernels_weights *weights,
      size_t weight_count);
  /// outputs[group][row·output_stride + j] = one fma chain: start, then the terms of every segment in order.
  ///
  /// Neither the number of rows, nor a row's place, nor the width changes a bit. Segment counts must be those packed.
  void (*product)(
      const float *panels, size_t groups, size_t width, const struct ckernels_segment *segments, size_t segment_count,
      float *const _Nonnull *_Nonnull outputs, size_t output_stride, size_t rows);
  /// The same in parts: the segments meet the terms from `first` on of panels that have `terms` of them.
  ///
  /// Past 0, the chains go on from what the outputs hold, so that parts after one another give the bits of the whole.
  void (*product_from)(
      const float *panels, size_t groups, size_t width, size_t terms, size_t first,
      const struct ckernels_segment *segments, size_t segment_count, float *const _Nonnull *_Nonnull outputs,
      size_t output_stride, size_t rows);
  /// Values of scratch space that `gradient` needs; `right_width` is that of all factors on the right.
  size_t (*gradient_scratch)(size_t groups, size_t left_width, size_t right_width);
  /// out[(g·left_width + j)·out_stride + k] = Σ_row left[g][row·left_stride + j]·values[row·stride + k], for each of the
  /// factors on the right.
  ///
  /// A fresh fma chain from 0 over every 256 rows; the totals are added in order.
  void (*gradient)(
      size_t groups, const float *const _Nonnull *_Nonnull left, size_t left_width, size_t left_stride,
      const struct ckernels_factors *right, size_t right_count, size_t rows, float *scratch);
  /// out[j] = Σ_row values[row·stride + j], summed as `gradient` sums (a column of ones on the right).
  void (*column_sums)(const float *values, size_t width, size_t stride, size_t rows, float *out);
  /// out[j] = Σ_row left[row·left_stride + j]·right[row·right_stride + j], summed as `gradient` sums.
  void (*column_products)(
      const float *left, size_t left_stride, const float *right, size_t right_stride, size_t width, size_t rows,
      float *out);

  // ---- Cells, Float32 ----

  void (*cell_forward)(const struct ckernels_cell_forward *step);
  void (*cell_backward)(const struct ckernels_cell_backward *step);
  void (*cell_write)(const struct ckernels_cell_write *step);
  void (*cell_read)(const struct ckernels_cell_read *step);
  void (*cell_features_backward)(const struct ckernels_cell_backward *step, const struct ckernels_cell_features *features);
  /// y = dropout of x.
  void (*dropout)(const struct ckernels_dropout *mask, const float *x, float *y, size_t count);
  /// sum = fma(a, b, sum): one more term for each chain.
  void (*multiply_add)(const float *a, const float *b, float *sum, size_t count);
  void (*mix_forward)(const struct ckernels_mix_forward *step);
  void (*mix_backward)(const struct ckernels_mix_backward *step);

  // ---- Optimizers, Float32 ----

  /// Σ x² in Float64: eight running sums (lane = index mod 8), then ((0+1)+(2+3))+((4+5)+(6+7)).
  double (*sum_of_squares_f32)(const float *x, size_t count);
  /// velocity = momentum·velocity + g; w = w − learning_rate·velocity.
  void (*sgd)(
      const struct ckernels_update *update, float momentum, const float *gradient, float *velocity, float *weights,
      size_t count);
  /// square = alpha·square + one_minus_alpha·(g·g); w = w − (learning_rate·g)/(sqrt(square) + epsilon).
  void (*rmsprop)(
      const struct ckernels_update *update, float alpha, float one_minus_alpha, float epsilon, const float *gradient,
      float *square, float *weights, size_t count);
  /// first = β₁·first + (1−β₁)·g; second = β₂·second + (1−β₂)·(g·g);
  /// w = w − (learning_rate·(first·correction1))/(sqrt(second·correction2) + epsilon).
  void (*adam)(
      const struct ckernels_update *update, const struct ckernels_adam *settings, const float *gradient, float *first,
      float *second, float *weights, size_t count);

  // ---- Telemetry, Float32: terms in the slice's own precision, sums in Float64 ----
  // A sum is eight running ones: the value number k of a stream goes to sum k mod 8, however the stream is cut into calls.
  // `first` is the number of values before; every addition comes in the order of the stream.

  /// sums += x − shift and squares += (x − shift)², in Float64; `minimum` and `maximum` become those of what they were
  /// and x. NaN makes sums NaN and is left out of the extremes, whose zeros are positive.
  void (*moments_f32)(
      const float *x, size_t count, size_t first, double shift, double *sums, double *squares,
      double *minimum, double *maximum);
  /// sums += p. With q = p kept between 0 and 1: entropies += −q·log₂ q − (1 − q)·log₂(1 − q), 0 at the ends;
  /// retentions += log₂ q, or log₂(1 − q) where the retention is CKERNELS_ERASES, or nothing; `saturated` counts q outside
  /// 0.05 … 0.95.
  void (*probabilities_f32)(
      const float *p, size_t count, size_t first, int retention, double *sums, double *entropies,
      double *retentions, size_t *saturated);
  /// sums += a − b and absolutes += |a − b|.
  void (*differences_f32)(
      const float *a, const float *b, size_t count, size_t first, double *sums, double *absolutes);
  /// `above` counts x > ½; each of 20 bins counts the x whose 20·x (in Float64: rounded) has its number as whole part, the first and the last
  /// also what lies beyond. NaN is in none.
  void (*histogram_f32)(const float *x, size_t count, size_t *above, size_t *bins);
  /// Whether all x are 0 or 1; then `ones` counts the ones, else it stays as it is.
  int (*ones_f32)(const float *x, size_t count, size_t *ones);
  /// Counts values above ½ before, after, and both.
  void (*crossings_f32)(
      const float *before, const float *after, size_t count, size_t *was_on, size_t *is_on, size_t *stayed_on);

  // ---- The same in Float64 ----

  void (*moments_f64)(
      const double *x, size_t count, size_t first, double shift, double *sums, double *squares,
      double *minimum, double *maximum);
  void (*probabilities_f64)(
      const double *p, size_t count, size_t first, int retention, double *sums, double *entropies,
      double *retentions, size_t *saturated);
  void (*differences_f64)(
      const double *a, const double *b, size_t count, size_t first, double *sums, double *absolutes);
  void (*histogram_f64)(const double *x, size_t count, size_t *above, size_t *bins);
  int (*ones_f64)(const double *x, size_t count, size_t *ones);
  void (*crossings_f64)(
      const double *before, const double *after, size_t count, size_t *was_on, size_t *is_on, size_t *stayed_on);

  // ---- Digests ----

  /// Takes `count` whole blocks of 64 bytes into a SHA-256 state of eight words (FIPS 180-4), by the processor's own
  /// instructions where it has them and the path is not `portable`.
  void (*sha256_blocks)(uint32_t *state, const uint8_t *blocks, size_t count);

  // ---- Measurement ----

  /// Runs `iterations` rounds of independent fused multiply-adds in registers; returns the floating-point operations
  /// done (two for each fma). `sink` gets a value that depends on all of them. On the portable path it is the
  /// emulation's speed that this shows.
  double (*fma_loop)(size_t iterations, float *sink);
};

// MARK: Choice of a table

/// `ckernels_select`: the table is now active.
#define CKERNELS_OK 0
/// `ckernels_select`: no path has this name.
#define CKERNELS_UNKNOWN 1
/// `ckernels_select`: this processor cannot run the path.
#define CKERNELS_UNSUPPORTED 2

/// The active table: the one selected; else the one that the environment variable SLUICE_KERNELS names, if this
/// processor can run it; else the best supported. Chosen once, at the first call; thread-safe.
const struct ckernels_table *ckernels(void);

/// Makes the named path active for the whole process; `auto` is the best supported. Nothing changes on an error.
///
/// A program that takes the name from a person should call this at its start and report the error.
int ckernels_select(const char *name);

/// The number of paths that have a name, supported or not.
size_t ckernels_path_count(void);

/// The name of path `index`, from 0 to below the count: the plainest first.
const char *ckernels_path_name(size_t index);

/// The table of the named path; null where the name is unknown or this processor cannot run it.
const struct ckernels_table *_Nullable ckernels_table_named(const char *name);

// MARK: Single values

/// One block of Philox4x32-10: four words from a counter and a key.
void ckernels_philox_block(const uint32_t *counter, const uint32_t *key, uint32_t *words);

// The functions above for one value, with the same bits as the slices.
float ckernels_exp_f32(float x);
float ckernels_expm1_f32(float x);
float ckernels_log_f32(float x);
float ckernels_log1p_f32(float x);
float ckernels_sigmoid_f32(float x);
float ckernels_logit_f32(float x);
float ckernels_tanh_f32(float x);
float ckernels_softplus_f32(float x);
float ckernels_normal_quantile_f32(float x);
float ckernels_normal_cdf_f32(float x);
double ckernels_exp_f64(double x);
double ckernels_expm1_f64(double x);
double ckernels_log_f64(double x);
double ckernels_log1p_f64(double x);
double ckernels_sigmoid_f64(double x);
double ckernels_logit_f64(double x);
double ckernels_tanh_f64(double x);
double ckernels_softplus_f64(double x);
double ckernels_normal_quantile_f64(double x);
double ckernels_normal_cdf_f64(double x);

#ifdef __cplusplus
}
#endif

#pragma clang assume_nonnull end
