// The cell with all that the plain one leaves out: state noise, linear activations, coupled gates, peepholes, gates that
// see gates. With none of it, each operation is that of the plain cell, so that the bits are the same.

// x where it is kept, scaled; else 0. A select: what is dropped has no say.
INLINE F dropped(const struct ckernels_dropout *mask, size_t at, size_t rest, F x) {
  if (!mask->uniforms) return x;
  return get(mask->uniforms + at, rest) < mask->keep ? x * mask->factor : splat(0);
}

// The state that a step leaves.
INLINE F zoneout_of(const struct ckernels_zoneout *zoneout, size_t at, size_t rest, F previous, F next) {
  if (zoneout->uniforms) return get(zoneout->uniforms + at, rest) < zoneout->rate ? previous : next;
  return zoneout->rate > 0 ? fused(splat(zoneout->rate), previous, (1.0f - zoneout->rate) * next) : next;
}

static void dropout(const struct ckernels_dropout *mask, const float *x, float *y, size_t count) {
  const struct ckernels_dropout m = *mask;
  OVER(count, LANES, { put(y + at, dropped(&m, at, rest, get(x + at, rest)), rest); });
}

static void multiply_add(const float *a, const float *b, float *sum, size_t count) {
  OVER(count, LANES, { put(sum + at, fused(get(a + at, rest), get(b + at, rest), get(sum + at, rest)), rest); });
}

static void cell_write(const struct ckernels_cell_write *step) {
  const struct ckernels_cell_write s = *step;
  const int erase = s.erase, linear = s.linear;
  OVER(s.count, LANES, {
    F forget = get(s.forget + at, rest);
    F retained = erase ? 1.0f - forget : forget;
    F pre = get(s.candidate_pre + at, rest);
    F candidate = linear ? pre : v_tanh(pre);
    F written = dropped(&s.write, at, rest, get(s.input + at, rest) * candidate);
    put(s.candidate + at, candidate, rest);
    put(s.cell + at, dropped(&s.drop, at, rest, fused(retained, get(s.previous_cell + at, rest), written)), rest);
  });
}

static void cell_read(const struct ckernels_cell_read *step) {
  const struct ckernels_cell_read s = *step;
  const int linear = s.linear;
  OVER(s.count, LANES, {
    F written = get(s.written + at, rest);
    F squashed = linear ? written : v_tanh(written);
    F shown = get(s.output + at, rest) * squashed;
    put(s.cell_tanh + at, squashed, rest);
    put(s.cell + at, zoneout_of(&s.zoneout_cell, at, rest, get(s.previous_cell + at, rest), written), rest);
    put(s.hidden + at, zoneout_of(&s.zoneout_hidden, at, rest, get(s.previous_hidden + at, rest), shown), rest);
  });
}

// ∂ℓ/∂z of a gate from ∂ℓ/∂(its value).
INLINE F gate_return(const struct ckernels_gate_backward *gate, size_t at, size_t rest, F value_gradient, F slope) {
  if (gate->value_gradient) value_gradient += get(gate->value_gradient + at, rest);
  F d = value_gradient * slope;
  return gate->injected ? d + get(gate->injected + at, rest) : d;
}

INLINE F through_peephole(const struct ckernels_gate_backward *gate, size_t at, size_t rest, F d, F dc) {
  return gate->peephole ? fused(get(gate->peephole + at, rest), d, dc) : dc;
}

// Takes the part of a gradient that passes by a step, where its state stayed; the other part is left.
INLINE F passing(const struct ckernels_zoneout *zoneout, size_t at, size_t rest, F *gradient) {
  if (!zoneout->uniforms) return splat(0);
  const I stays = get(zoneout->uniforms + at, rest) < zoneout->rate;
  const F all = *gradient;
  *gradient = stays ? splat(0) : all;
  return stays ? all : splat(0);
}

static void cell_features_backward(const struct ckernels_cell_backward *step, const struct ckernels_cell_features *features) {
  const struct ckernels_cell_backward s = *step;
  const struct ckernels_cell_features f = *features;
  const int erase = s.erase;
  OVER(s.count, LANES, {
    F dh = get(s.hidden_gradient + at, rest);
    if (s.upstream) dh += get(s.upstream + at, rest);
    F dc = get(s.cell_gradient + at, rest);
    F hidden_passing = passing(&f.zoneout_hidden, at, rest, &dh);
    F cell_passing = passing(&f.zoneout_cell, at, rest, &dc);
    F candidate = get(s.candidate + at, rest);
    F cell_tanh = get(s.cell_tanh + at, rest);
    F previous = get(s.previous_cell + at, rest);
    F input = get(s.input + at, rest);
    F forget = get(s.forget + at, rest);

    F d_output = gate_return(&f.output, at, rest, dh * cell_tanh, get(s.output_slope + at, rest));
    F shown = f.linear_output ? splat(1) : fused(-cell_tanh, cell_tanh, splat(1));
    dc = through_peephole(&f.output, at, rest, d_output, fused(dh * get(s.output + at, rest), shown, dc));
    // Where the cell was held, the way through h_t is that of another cell.
    if (s.total) put(s.total + at, f.zoneout_cell.uniforms ? zoneout_of(&f.zoneout_cell, at, rest, cell_passing, dc) : dc, rest);
    dc = dropped(&f.drop, at, rest, dc);
    F dw = dropped(&f.write, at, rest, dc);
    F through_cell = dc * previous;
    F through_write = dw * candidate;
    F d_input = gate_return(
        &f.input, at, rest, f.coupled ? through_write - through_cell : through_write, get(s.input_slope + at, rest));
    F d_forget =
        gate_return(&f.forget, at, rest, erase ? -through_cell : through_cell, get(s.forget_slope + at, rest));
    dc = through_peephole(&f.input, at, rest, d_input, dc * (erase ? 1.0f - forget : forget));
    dc = through_peephole(&f.forget, at, rest, d_forget, dc);

    put(s.d_input + at, d_input, rest);
    put(s.d_forget + at, d_forget, rest);
    put(s.d_candidate + at, dw * input * (f.linear_candidate ? splat(1) : fused(-candidate, candidate, splat(1))), rest);
    put(s.d_output + at, d_output, rest);
    put(s.cell_gradient + at, f.zoneout_cell.uniforms ? dc + cell_passing : dc, rest);
    if (f.hidden_passing) put(f.hidden_passing + at, hidden_passing, rest);
  });
}
