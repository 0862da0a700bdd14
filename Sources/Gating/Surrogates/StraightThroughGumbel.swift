import CKernels
public import Catalog

/// Goes forward with the hard draw and backward through the Concrete relaxation of that very draw.
///
/// With φ = (z − θ)/T, T the policy's own temperature, and the same u the gate was drawn with,
/// y = σ((φ − logit(u))/τ) and ∂g/∂z := y(1 − y)/(τT). As y > ½ exactly where the gate is on, the slope is large for
/// draws that were nearly the other way. The forward pass stays the Bernoulli draw, at which the loss is differentiated,
/// so the rule is biased: for f(g) = (g − 0.45)², z = 1 and τ = ⅔ its mean is 0.067748 against the exact 0.019661, with
/// variance 0.04445; a lower τ has less bias and more variance.
///
/// A hard threshold has no draw: there logit(u) is taken as 0, its median.
///
/// - Errors: as `BinaryConcreteGate`.
/// - Source: Jang, Gu and Poole 2017 (arXiv 1611.01144).
public struct StraightThroughGumbel: SurrogateGradient {
  /// The catalog entry.
  public static let description = KindDescription(
    "straight_through_gumbel", summary: "Takes the derivative of the Concrete relaxation at the same draw.",
    formula: "∂g/∂z := y(1 − y)/(temperature·T), y = σ(((z − θ)/T − logit(u))/temperature), "
      + "θ and T the policy's threshold and temperature",
    source: "Jang, Gu and Poole 2017 (arXiv 1611.01144)",
    parameters: [
      .temperature(
        default: 2.0 / 3, isSchedulable: false,
        summary: "Temperature of the relaxation that is differentiated.")
    ])

  /// The temperature τ of the relaxation.
  public let temperature: Double

  /// A rule with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    temperature = parameters.number("temperature")
  }

  /// The rule over slices of single precision, by one kernel.
  public func replace(
    _ slopes: inout MutableSpan<Float>, preActivations: Span<Float>, uniforms: Span<Float>,
    gates: Span<Float>, threshold: Double, temperature: Double, epoch: Int
  ) {
    logits(&slopes, preActivations, uniforms, Float(threshold), Float(1 / temperature))
    let scale = Float(1 / self.temperature)
    slopes.withUnsafeMutableBufferPointer { slopes in
      uniforms.withUnsafeBufferPointer { u in
        guard let start = slopes.baseAddress else { return }
        if u.isEmpty {
          ckernels().pointee.sigmoid_gate(start, scale, start, start, slopes.count)
        } else {
          ckernels().pointee.concrete_gate(start, u.baseAddress!, scale, start, start, slopes.count)
        }
      }
    }
    multiply(&slopes, by: Float(1 / temperature))
  }

  /// The rule over slices of double precision.
  public func replace(
    _ slopes: inout MutableSpan<Double>, preActivations: Span<Double>, uniforms: Span<Double>,
    gates: Span<Double>, threshold: Double, temperature: Double, epoch: Int
  ) {
    logits(&slopes, preActivations, uniforms, threshold, 1 / temperature)
    let phi = (0..<slopes.count).map { slopes[$0] }
    var values = [Double](repeating: 0, count: phi.count)
    var relaxed = values.mutableSpan
    if !uniforms.isEmpty { VectorMath.logit(uniforms, into: &relaxed) }
    smoothedStep(phi.span, scale: 1 / self.temperature, gates: &relaxed, slopes: &slopes)
    multiply(&slopes, by: 1 / temperature)
  }

  /// φ of each unit.
  private func logits<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, _ z: Span<Scalar>, _ u: Span<Scalar>, _ threshold: Scalar,
    _ scale: Scalar
  ) {
    precondition(
      slopes.count == z.count && (u.isEmpty || u.count == z.count), "the slices differ in count")
    for i in 0..<z.count { slopes[unchecked: i] = (z[unchecked: i] - threshold) * scale }
  }

  private func multiply<Scalar: GateScalar>(_ slopes: inout MutableSpan<Scalar>, by factor: Scalar) {
    for i in 0..<slopes.count { slopes[unchecked: i] *= factor }
  }
}
