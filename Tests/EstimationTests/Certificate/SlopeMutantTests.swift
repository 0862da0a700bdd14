import Catalog
import Estimation
import Gating
import Recurrence
import Sequences
import Testing

/// Policies whose slope is not that of their values: the certificate, which takes values alone for the truth, finds each.
struct SlopeMutantTests {
  private static let kinds = PolicyCatalog().kinds.filter { kind in
    try! PolicyCatalog().make(kind).derivative == .pathwise
  }

  /// One step of one unit, whose output gate has the pre-activation 0.3: between the kinks of every policy.
  private let network: SmallNetwork

  init() {
    var network = SmallNetwork("one gate", hidden: 1, layers: 1, steps: 1)
    network.parameters[11] = 0.3 - network.parameters[3] * Double(network.batch().inputs[0])
    self.network = network
  }

  private func policy(_ kind: String) throws -> any GatePolicy {
    try PolicyCatalog().make(kind)
  }

  /// The certificate of the output gate, all other gates being sigmoid, with a standard error of its bias of so large a
  /// share of the exact derivative.
  private func certificate(_ gate: any GatePolicy, error: Double) throws -> Certificate {
    var gates = GateAssignment(all: try SigmoidGate(settings(SigmoidGate.description)))
    gates.output = gate
    let exact = network.exact(gates, nodes: 48)
    var sampler = network.sampler(.surrogate(AutomaticGradient()), gates: gates, rows: 1024)
    var certificate: Certificate
    repeat {
      for _ in 0..<16 { sampler.sample() }
      certificate = sampler.certificate(exact)
    } while try logit(certificate).biasStandardError > error * exact.gradient[11].magnitude
    return certificate
  }

  /// The row of the output gate's bias.
  private func logit(_ certificate: Certificate) throws -> Certificate.Row {
    try #require(certificate.rows.first { $0.parameter == "layer0.bias[3]" })
  }

  /// One percent is seen with a standard error below ¼ %; the rest with far fewer samples.
  @Test(arguments: kinds) func theRightSlopeAndItsMutants(_ kind: String) throws {
    let policy = try policy(kind)
    #expect(SlopeCheck.fault(of: policy) == nil)
    let right = try logit(certificate(policy, error: 0.0016))
    #expect(right.verdict == .unseen, "\(kind): \(right)")
    for mistake in Mistake.allCases {
      let mutant = Mistaken(base: policy, mistake: mistake)
      #expect(SlopeCheck.fault(of: mutant) != nil, "\(kind), \(mistake)")
      let row = try logit(certificate(mutant, error: mistake == .onePercent ? 0.0016 : 0.02))
      #expect(row.exact == right.exact && row.verdict == .biased, "\(kind), \(mistake): \(row)")
    }
  }

  /// The trial of a user whose policy has a slope of 0: it used to print exact 0, mean 0, bias 0 and cosine 1.
  @Test func aSlopeOfZero() throws {
    let gate = Mistaken(base: try policy("sigmoid"), mistake: .zero)
    let gates = GateAssignment(all: gate)
    let exact = network.exact(gates)
    #expect(exact.gradient == network.exact(GateAssignment(all: try policy("sigmoid"))).gradient)
    let certificate = network.certificate(
      .surrogate(AutomaticGradient()), gates: gates, exact: exact, batches: 2)
    let row = try logit(certificate)
    #expect(row.exact.magnitude > 0.01 && row.mean == 0 && row.bias == -row.exact && row.verdict == .biased)
    #expect(certificate.whole.verdict == .biased)
  }
}

/// What can be wrong with a slope.
private enum Mistake: CaseIterable {
  case onePercent, sign, factor, value, zero

  func slope(_ slope: Double, gate: Double) -> Double {
    switch self {
    case .onePercent: 1.01 * slope
    case .sign: -slope
    // The temperatures of the catalog's defaults are not 1; where there is none, a factor of ⅔ is.
    case .factor: slope * 2 / 3
    case .value: gate
    case .zero: 0
    }
  }
}

/// A policy with another slope.
private struct Mistaken: GatePolicy {
  static let description = KindDescription("mistaken", summary: "A policy with a wrong slope.")
  let base: any GatePolicy
  let mistake: Mistake

  init(base: any GatePolicy, mistake: Mistake) { (self.base, self.mistake) = (base, mistake) }
  init(_ parameters: Parameters) throws(ParameterError) { preconditionFailure("made from another policy") }

  var drawsPerUnit: Int { base.drawsPerUnit }
  var derivative: GateDerivative { base.derivative }

  func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>, gates: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>
  ) { preconditionFailure("certificates are made in double precision") }

  func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>, gates: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) {
    base.sample(preActivations, uniforms: uniforms, gates: &gates, slopes: &slopes)
    for i in 0..<slopes.count { slopes[i] = mistake.slope(slopes[i], gate: gates[i]) }
  }

  func evaluate(_ z: Span<Float>, gates: inout MutableSpan<Float>) { base.evaluate(z, gates: &gates) }
  func evaluate(_ z: Span<Double>, gates: inout MutableSpan<Double>) { base.evaluate(z, gates: &gates) }
  func mean(_ z: Span<Float>, gates: inout MutableSpan<Float>) { base.mean(z, gates: &gates) }
  func mean(_ z: Span<Double>, gates: inout MutableSpan<Double>) { base.mean(z, gates: &gates) }
  func discontinuities(_ z: Double, draw: Int) -> [Double] { base.discontinuities(z, draw: draw) }
}
