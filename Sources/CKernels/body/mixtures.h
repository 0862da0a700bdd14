// The step of cells whose new state is a mixture of the old one and a candidate, forward and backward.

// What part of the candidate is written.
INLINE F writing(const float *gate, size_t at, size_t rest, int writes) {
  if (!gate) return splat(1);
  const F value = get(gate + at, rest);
  return writes ? value : 1.0f - value;
}

static void mix_forward(const struct ckernels_mix_forward *step) {
  const struct ckernels_mix_forward s = *step;
  const int writes = s.writes, linear = s.linear;
  OVER(s.count, LANES, {
    F pre = get(s.candidate_pre + at, rest);
    if (s.reset) {
      const F recurrent = get(s.recurrent_pre + at, rest);
      pre = fused(get(s.reset + at, rest), recurrent, pre);
      put(s.recurrent + at, recurrent, rest);
    }
    const F candidate = linear ? pre : v_tanh(pre);
    const F write = writing(s.gate, at, rest, writes);
    F written = write * candidate;
    if (s.write_factors) written = written * get(s.write_factors + at, rest);
    put(s.candidate + at, candidate, rest);
    put(s.hidden + at, s.gate ? fused(1.0f - write, get(s.previous + at, rest), written) : written, rest);
  });
}

static void mix_backward(const struct ckernels_mix_backward *step) {
  const struct ckernels_mix_backward s = *step;
  const int writes = s.writes, linear = s.linear, is_one_gate = s.is_one_gate;
  OVER(s.count, LANES, {
    const F candidate = get(s.candidate + at, rest);
    const F d = get(s.hidden_gradient + at, rest);
    const F d_written = s.write_factors ? d * get(s.write_factors + at, rest) : d;
    const F write = writing(s.gate, at, rest, writes);
    F d_pre = d_written * write;
    if (!linear) d_pre = d_pre * fused(-candidate, candidate, splat(1));
    F mixing = fused(d_written, candidate, -(d * get(s.previous + at, rest)));
    if (!writes) mixing = -mixing;
    if (s.reset) {
      const F resetting = d_pre * get(s.recurrent + at, rest);
      put(s.recurrent + at, d_pre * get(s.reset + at, rest), rest);
      if (is_one_gate) mixing = mixing + resetting;
      else put(s.reset_slope + at, resetting * get(s.reset_slope + at, rest), rest);
    }
    if (s.gate) put(s.gate_slope + at, mixing * get(s.gate_slope + at, rest), rest);
    put(s.candidate + at, d_pre, rest);
    put(s.carried + at, d * (1.0f - write), rest);
  });
}
