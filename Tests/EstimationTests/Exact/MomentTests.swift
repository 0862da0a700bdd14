import Catalog
import Estimation
import Gating
import Recurrence
import Sequences
import Testing

/// The closed form of an expected loss against enumeration where that can be made, and against its own differences elsewhere.
struct MomentTests {
  private static func networks(_ lengths: [Int], outputs: Int = 1) throws -> [MixtureNetwork] {
    try [TargetPlacement.last, .every].flatMap { placement in
      [
        try MixtureNetwork(MinGRUCell(), outputs: outputs, lengths: lengths, placement: placement),
        try MixtureNetwork(MinLSTMCell(), outputs: outputs, lengths: lengths, placement: placement),
        try MixtureNetwork(KeepingCell(), outputs: outputs, lengths: lengths, placement: placement),
      ]
    }
  }

  private static let enumerable =
    try! networks([4]) + networks([4, 2], outputs: 2) + [
      MixtureNetwork(MinGRUCell(), lengths: [4], symbols: 3)
    ]
  private static let long = try! networks([50]) + networks([50, 37], outputs: 2)

  private static func norm(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// Two units at four steps are 256 outcomes.
  @Test(arguments: enumerable, [1, 0.5]) func isTheEnumeratedGradient(_ network: MixtureNetwork, _ τ: Double)
    throws
  {
    let policy = try BernoulliGate(
      settings(BernoulliGate.description, ["probability_temperature": .number(τ)]))
    let moments = network.exact(policy, .moments)
    let enumerated = network.exact(policy, .slopesChecked)
    #expect((moments.loss - enumerated.loss).magnitude < 1e-13)
    #expect(zip(moments.gradient, enumerated.gradient).allSatisfy { ($0 - $1).magnitude < 1e-13 })
    #expect(moments.mass == 1 && moments.leaves == 0 && !moments.isIntegrated)
  }

  /// Every derivative against differences of the closed form's loss.
  @Test(arguments: long) func isTheLossesDerivative(_ network: MixtureNetwork) throws {
    let (policy, engine) = (try bernoulli(), network.engine())
    let exact = network.exact(policy, .moments)
    func loss(_ index: Int, _ shift: Double) -> Double {
      engine.parameters = network.parameters
      engine.parameters[index] += shift
      return ExactGradient(engine, network.problem(policy), .moments) {}.loss
    }
    let h = ExactGradient.step / 8
    for index in network.parameters.indices {
      let difference = CentralDifference(
        step: h, center: exact.loss, above: CentralDifference.multiples.map { loss(index, $0 * h) },
        below: CentralDifference.multiples.map { loss(index, -$0 * h) }, rounding: 1e-15)
      #expect(difference.error < 1e-8)
      #expect((difference.derivative - exact.gradient[index]).magnitude <= difference.error + 1e-11)
    }
  }

  /// The stated bound is small, and not for want of looking.
  @Test(arguments: long) func theBoundIsThatOfADirection(_ network: MixtureNetwork) throws {
    let exact = network.exact(try bernoulli(), .moments)
    #expect(exact.errors.allSatisfy { $0 == exact.errors[0] })
    #expect(exact.errors[0] > 0 && exact.errors[0] < 1e-9 * Self.norm(exact.gradient))
  }

  /// A cell whose way back is wrong has the slopes of its mistake, and its bound says so.
  @Test func aWrongWayBackShowsInTheBound() throws {
    let network = try MixtureNetwork(WrongWayBack(), lengths: [20])
    let exact = network.exact(try bernoulli(), .moments)
    #expect(exact.errors[0] > 0.01 * Self.norm(exact.gradient))
  }

  /// Without draws there is no variance, and the gradient is that of the network itself.
  @Test(arguments: long) func smoothGatesNeedNoMoments(_ network: MixtureNetwork) throws {
    let policy = try SigmoidGate(settings(SigmoidGate.description))
    let (exact, engine) = (network.exact(policy, .moments), network.engine())
    engine.forward(network.batch, gates: GateAssignment(all: policy), mode: .training(epoch: 0))
    #expect(engine.loss(.squared, network.batch) == exact.loss)
    engine.backward(network.batch)
    #expect(engine.gradient == exact.gradient)
  }

  /// A certificate at a thousand steps: the closed form has no limit of outcomes.
  @Test func certifiesAtAnyLength() throws {
    let network = try MixtureNetwork(MinGRUCell(), lengths: [1000], placement: .every)
    let policy = try bernoulli()
    let exact = network.exact(policy, .moments)
    let pathwise = network.certificate(
      .surrogate(StraightThroughIdentity()), policy, exact: exact, samples: 60)
    #expect(pathwise.method == .moments && pathwise.whole.verdict == .biased)
    let few = network.certificate(
      .estimator(try scoreFunction()), policy, exact: exact, samples: 20)
    #expect(few.whole.biasStandardError > 0.05 * few.whole.exact)
    #expect(few.whole.verdict == .notCertified)
  }

  @Test func everyConditionIsNamed() throws {
    let policy = try bernoulli()
    func key(_ network: MixtureNetwork, _ problem: ExactProblem) -> String? {
      problem.closedFormObstacle(network.configuration)?.key
    }
    let one = try MixtureNetwork(MinGRUCell(), lengths: [4])
    #expect(key(one, one.problem(policy)) == nil)
    #expect(key(one, one.problem(try SigmoidGate(settings(SigmoidGate.description)))) == nil)
    for cell in [UGRNNCell(), GRUCell(), RNNCell(), LSTMCell()] as [any RecurrentCell & KindWithoutSettings] {
      let other = try MixtureNetwork(cell, lengths: [4])
      #expect(key(other, other.problem(policy)) == "network.cell", "\(type(of: cell))")
    }
    let two = try MixtureNetwork(MinGRUCell(), layers: 2, lengths: [4])
    #expect(key(two, two.problem(policy)) == "network.layers")
    let concrete = try BinaryConcreteGate(settings(BinaryConcreteGate.description))
    #expect(key(one, one.problem(concrete)) == "gates.update")
    let threshold = try HardThresholdGate(settings(HardThresholdGate.description))
    #expect(key(one, one.problem(threshold)) == "gates.update")
    #expect(key(one, one.problem(policy, loss: AbsoluteLoss())) == "training.loss")
    let noisy = GateAssignment(all: policy, stateNoise: try Zoneout(settings(Zoneout.description)))
    #expect(key(one, ExactProblem(one.batch, gates: noisy, loss: .squared)) == "state_noise")
    var bounded = one.configuration
    bounded.readout = .sigmoid
    #expect(one.problem(policy).closedFormObstacle(bounded)?.key == "network.readout.activation")
  }
}

/// A min_gru whose candidate gets half of its gradient.
private struct WrongWayBack: ElementwiseCell, KindWithoutSettings {
  static let description = KindDescription(
    "wrong_way_back", summary: "A mistake on the way back.", formula: "h_t = (1 − z)∘h_{t−1} + z∘(W x + b)")
  private let right = MinGRUCell()
  var structure: CellStructure { right.structure }

  func forward<Scalar: CellScalar>(_ step: CellStep<Scalar>) { right.forward(step) }

  func backward<Scalar: CellScalar>(_ step: CellReturn<Scalar>) {
    right.backward(step)
    for e in 0..<step.count { step.candidate[e] *= 0.5 }
  }
}
