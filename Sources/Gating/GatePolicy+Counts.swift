extension GatePolicy {
  /// Stops the program where the slices of a `sample` call do not fit together.
  ///
  /// Checking all counts before a loop also lets the compiler vectorize it.
  @inlinable
  public func checkCounts<Scalar>(
    _ preActivations: Span<Scalar>, uniforms: Span<Scalar>, gates: borrowing MutableSpan<Scalar>,
    slopes: borrowing MutableSpan<Scalar>
  ) {
    precondition(
      gates.count == preActivations.count && slopes.count == preActivations.count,
      "gates and slopes have another count than the pre-activations")
    precondition(
      uniforms.count == drawsPerUnit * preActivations.count,
      "the uniforms are not drawsPerUnit for each pre-activation")
  }

  /// Stops the program where the slices of an `evaluate` or `mean` call do not fit together.
  @inlinable
  public func checkCounts<Scalar>(_ preActivations: Span<Scalar>, gates: borrowing MutableSpan<Scalar>) {
    precondition(gates.count == preActivations.count, "gates have another count than the pre-activations")
  }
}
