// The cell's step, forward and backward, each one pass over the slices.

// Elements whose candidates are formed before their cells: few enough to stay in the first cache.
#define STRIP 512

static void cell_forward(const struct ckernels_cell_forward *step) {
  // A copy in registers: stores through the output pointers cannot change it.
  const struct ckernels_cell_forward s = *step;
  const int erase = s.erase;
  for (size_t first = 0; first < s.count; first += STRIP) {
    const size_t count = s.count - first < STRIP ? s.count - first : STRIP;
    // The two tanh apart: one behind the other they are a chain so long that the processor does not see enough of the
    // next element's to fill the time.
    const float *candidate_pre = s.candidate_pre + first;
    float *candidates = s.candidate + first;
    OVER(count, LANES, put(candidates + at, v_tanh(get(candidate_pre + at, rest)), rest););
    OVER(count, LANES, {
      const size_t e = first + at;
      F forget = get(s.forget + e, rest);
      F retained = erase ? 1.0f - forget : forget;
      F written = get(s.input + e, rest) * get(s.candidate + e, rest);
      F cell = fused(retained, get(s.previous_cell + e, rest), written);
      F cell_tanh = v_tanh(cell);
      put(s.cell + e, cell, rest);
      put(s.cell_tanh + e, cell_tanh, rest);
      put(s.hidden + e, get(s.output + e, rest) * cell_tanh, rest);
    });
  }
}

static void cell_backward(const struct ckernels_cell_backward *step) {
  const struct ckernels_cell_backward s = *step;
  const int erase = s.erase;
  OVER(s.count, LANES, {
    F dh = get(s.hidden_gradient + at, rest);
    if (s.upstream) dh += get(s.upstream + at, rest);
    F input = get(s.input + at, rest);
    F forget = get(s.forget + at, rest);
    F candidate = get(s.candidate + at, rest);
    F cell_tanh = get(s.cell_tanh + at, rest);
    F squashed = fused(-cell_tanh, cell_tanh, splat(1));
    F dc = fused(dh * get(s.output + at, rest), squashed, get(s.cell_gradient + at, rest));
    if (s.total) put(s.total + at, dc, rest);
    F through_forget = dc * get(s.previous_cell + at, rest) * get(s.forget_slope + at, rest);
    put(s.d_input + at, dc * candidate * get(s.input_slope + at, rest), rest);
    put(s.d_forget + at, erase ? -through_forget : through_forget, rest);
    put(s.d_candidate + at, dc * input * fused(-candidate, candidate, splat(1)), rest);
    put(s.d_output + at, dh * cell_tanh * get(s.output_slope + at, rest), rest);
    put(s.cell_gradient + at, dc * (erase ? 1.0f - forget : forget), rest);
  });
}
