import Estimation
import Gating
import Recurrence
import Sequences
import Testing

struct ExactGradientTests {
  private func check(
    _ network: SmallNetwork, _ gates: GateAssignment, _ batch: TaskBatch, nodes: Int = 16,
    tolerance: Double = 1e-8
  ) {
    let exact = ExactGradient(network.engine(), batch, gates: gates, loss: .squared, nodes: nodes)
    let expected = network.differences(gates, batch, nodes: nodes)
    for (index, (a, b)) in zip(exact.gradient, expected).enumerated() {
      #expect((a - b).magnitude < tolerance, "\(network), parameter \(index): \(a) against \(b)")
    }
    #expect((exact.mass - 1).magnitude < 1e-10)
  }

  @Test func everyParameterAgainstDifferences() throws {
    let gates = GateAssignment(all: try bernoulli())
    for network in [
      SmallNetwork("one", hidden: 1, layers: 1, steps: 3),
      SmallNetwork("wide", hidden: 2, layers: 1, steps: 1),
      SmallNetwork("stacked", hidden: 1, layers: 2, steps: 1),
      SmallNetwork("read at every step", hidden: 1, layers: 1, steps: 2, placement: .every),
      SmallNetwork("with peepholes", hidden: 1, layers: 1, steps: 2, peepholes: true),
      SmallNetwork("of symbols", hidden: 1, layers: 1, steps: 2, symbols: 3),
    ] {
      check(network, gates, network.batch())
    }
  }

  @Test(arguments: LSTMVariant.allCases) func everyVariant(_ variant: LSTMVariant) throws {
    let network = SmallNetwork(variant.rawValue, hidden: 1, layers: 1, steps: 2, variant: variant)
    check(network, GateAssignment(all: try bernoulli()), network.batch())
  }

  @Test func sequencesOfDifferentLengths() throws {
    let network = SmallNetwork("one", hidden: 1, layers: 1, steps: 3)
    let batch = network.batch(2, lengths: [3, 1])
    let gates = GateAssignment(all: try bernoulli())
    check(network, gates, batch)
    let exact = ExactGradient(network.engine(), batch, gates: gates, loss: .squared)
    #expect(exact.leaves == 512 + 8)
  }

  @Test func leavesAreCounted() throws {
    let gates = GateAssignment(all: try bernoulli())
    let counts = SmallNetwork.three.map {
      ExactProblem($0.batch(), gates: gates, loss: .squared, nodes: 16).leafCount($0.configuration)
    }
    #expect(counts == [4096, 262_144, 4096])
    #expect(SmallNetwork.three[0].exact(gates).leaves == 4096)
  }

  /// c = i·g and y = w·o·tanh(c) + b after one step from zero, so E[(y − t)²] can be written down.
  @Test func oneUnitAndOneStepByHand() throws {
    let network = SmallNetwork("by hand", hidden: 1, layers: 1, steps: 1)
    let (p, x, t) = (
      network.parameters, Double(network.batch().inputs[0]), Double(network.batch().targets[0])
    )
    // Blocks: W_x [i, f, g, o], W_h [i, f, g, o], b [i, f, g, o], read-out w, b.
    let logit = { (block: Int) in p[8 + block] + p[block] * x }
    let (open, shown) = (VectorMath.sigmoid(logit(0)), VectorMath.sigmoid(logit(3)))
    let (w, b) = (p[12], p[13])
    let visible = w * VectorMath.tanh(VectorMath.tanh(logit(2))) + b - t
    let (seen, unseen) = (visible * visible, (b - t) * (b - t))
    let exact = network.exact(GateAssignment(all: try bernoulli()))
    let both = open * shown
    #expect((exact.loss - (both * seen + (1 - both) * unseen)).magnitude < 1e-14)
    let slope = shown * open * (1 - open) * (seen - unseen)
    func check(_ place: Int, _ expected: Double) {
      let error = (exact.gradient[place] - expected).magnitude
      #expect(error < 1e-12 && error <= exact.errors[place], "parameter \(place): \(error)")
    }
    check(8, slope)
    check(0, slope * x)
    check(13, 2 * (both * visible + (1 - both) * (b - t)))
    // The forget gate meets an empty cell: its probabilities add up to 1 but for rounding. h₀ is 0: no effect at all.
    check(9, 0)
    #expect(exact.gradient[4] == 0)
  }

  @Test func withoutDrawsItIsTheGradient() throws {
    let network = SmallNetwork.three[2]
    let gates = GateAssignment(all: try SigmoidGate(settings(SigmoidGate.description)))
    let engine = network.engine()
    engine.forward(network.batch(), gates: gates, mode: .training(epoch: 0))
    let loss = engine.loss(.squared, network.batch())
    engine.backward(network.batch())
    let exact = network.exact(gates)
    #expect(exact.leaves == 1 && exact.loss == loss && exact.method == .values)
    for (index, (a, b)) in zip(exact.gradient, engine.gradient).enumerated() {
      #expect((a - b).magnitude < 1e-11 && (a - b).magnitude <= exact.errors[index], "parameter \(index)")
    }
  }

  /// Two ways that share nothing but the forward pass: differences of values, and one visit with slopes.
  @Test func valuesAndSlopesAgree() throws {
    var mixed = GateAssignment(all: try bernoulli())
    mixed.output = try HardConcreteGate(settings(HardConcreteGate.description))
    mixed.forget = try SigmoidGate(settings(SigmoidGate.description))
    let network = SmallNetwork("read at every step", hidden: 1, layers: 1, steps: 2, placement: .every)
    for penalty in [nil, GatePenalty(weight: 0.3)] {
      let problem = ExactProblem(
        network.batch(2, lengths: [2, 1]), gates: mixed, loss: .squared, penalty: penalty, nodes: 24)
      let engine = network.engine()
      let values = ExactGradient(engine, problem, .values) {}
      let slopes = ExactGradient(engine, problem, .slopesChecked) {}
      #expect((values.loss - slopes.loss).magnitude < 1e-13 && values.leaves == slopes.leaves)
      #expect(values.leaves == (2 * 3 * 24) * (2 * 3 * 24) + 2 * 3 * 24)
      for (a, b) in zip(values.gradient, slopes.gradient) { #expect((a - b).magnitude < 1e-9) }
    }
  }

  /// 18 gates and 35 parameters: what differences leave is far below their bound.
  @Test func errorsOfTheLargestNetwork() throws {
    let network = SmallNetwork.three[1]
    let problem = ExactProblem(network.batch(), gates: GateAssignment(all: try bernoulli()), loss: .squared)
    let slopes = ExactGradient(network.engine(), problem, .slopesChecked) {}
    let exact = SmallNetwork.exact[1]
    #expect(exact.method == .values && exact.gradient.count == 35)
    for (index, (a, b)) in zip(exact.gradient, slopes.gradient).enumerated() {
      #expect((a - b).magnitude < 1e-11 && (a - b).magnitude <= exact.errors[index], "parameter \(index)")
      #expect(exact.errors[index] < 1e-5)
    }
  }

  @Test func theCallersParametersStay() throws {
    let network = SmallNetwork("one", hidden: 1, layers: 1, steps: 2)
    let engine = network.engine()
    _ = ExactGradient(engine, network.batch(), gates: GateAssignment(all: try bernoulli()), loss: .squared)
    #expect(engine.parameters == network.parameters)
  }
}
