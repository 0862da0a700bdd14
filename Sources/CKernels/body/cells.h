// The cell's step, forward and backward, each one pass over the slices.

static void cell_forward(const struct ckernels_cell_forward *step) {
  // A copy in registers: stores through the output pointers cannot change it.
  const struct ckernels_cell_forward s = *step;
  const int erase = s.erase;
  OVER(s.count, LANES, {
    F forget = get(s.forget + at, rest);
    F retained = erase ? 1.0f - forget : forget;
    F candidate = v_tanh(get(s.candidate_pre + at, rest));
    F cell = fused(retained, get(s.previous_cell + at, rest), get(s.input + at, rest) * candidate);
    F cell_tanh = v_tanh(cell);
    F output = get(s.output + at, rest);
    put(s.candidate + at, candidate, rest);
    put(s.cell + at, cell, rest);
    put(s.cell_tanh + at, cell_tanh, rest);
    put(s.hidden + at, output * cell_tanh, rest);
  });
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
