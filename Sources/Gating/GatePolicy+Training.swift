extension GatePolicy {
  /// The training law with its backward rule: `slopes` get what stands for ∂g/∂z in backpropagation.
  ///
  /// A pathwise derivative stays as it is; a gate that is 0 or 1 gets the slope of `rule`. `epoch` counts passes over
  /// the training data from 0.
  public func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>,
    gates: inout MutableSpan<Float>, slopes: inout MutableSpan<Float>,
    rule: any SurrogateGradient, epoch: Int
  ) {
    sample(preActivations, uniforms: uniforms, gates: &gates, slopes: &slopes)
    guard case .surrogate(let threshold, let temperature) = derivative else { return }
    rule.replace(
      &slopes, preActivations: preActivations, uniforms: uniforms, gates: gates.span, threshold: threshold,
      temperature: temperature, epoch: epoch)
  }

  /// The training law with its backward rule in double precision.
  public func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>,
    gates: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>,
    rule: any SurrogateGradient, epoch: Int
  ) {
    sample(preActivations, uniforms: uniforms, gates: &gates, slopes: &slopes)
    guard case .surrogate(let threshold, let temperature) = derivative else { return }
    rule.replace(
      &slopes, preActivations: preActivations, uniforms: uniforms, gates: gates.span, threshold: threshold,
      temperature: temperature, epoch: epoch)
  }
}
