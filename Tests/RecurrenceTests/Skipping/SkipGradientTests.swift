import Catalog
import Gating
import Recurrence
import Sequences
import Testing

/// Update gates around every cell, in the reference engine: against a second implementation that is differentiated forward with
/// the straight-through identity, and against differences where nothing passes straight through.
@Suite struct SkipGradientTests {
  static func rule(_ kind: String, _ settings: [String: ParameterValue] = [:]) -> SkipKind {
    do { return try SkipCatalog().row(named: kind).specification(settings) } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Low biases, so that steps are skipped in sequences of four.
  static let rules = [
    rule("threshold", ["bias": .number(-1.2), "budget": .number(0.3)]),
    rule("threshold", ["bias": .number(-0.4)]),
    rule("bernoulli", ["bias": .number(-0.7), "budget": .number(0.1)]),
    rule("random", ["rate": .number(0.4)]),
  ]

  /// Every cell × rule × placement × depth, with gates that follow laws or are hard; noises on states take turns.
  static let cases: [NetworkCase] = CellEquations.allCases.enumerated().flatMap { place, cell in
    rules.enumerated().flatMap { index, rule in
      TargetPlacement.allCases.flatMap { placement in
        (1...2).map { layers in
          var network = NetworkCase(
            loss: .squared, readout: .linear, placement: placement,
            convention: cell == .lstm && index == 1 ? .erase : .keep, layers: layers,
            laws: GateLaws.all[layers == 1 ? 0 : 3],
            stateNoise: StateNoiseLaw.allCases[(place + index) % StateNoiseLaw.allCases.count], cell: cell)
          if cell == .lstm, index == 2 { network.peepholes = true }
          network.skip = rule
          return network
        }
      }
    }
  }

  @Test(arguments: cases) func secondImplementation(_ network: NetworkCase) throws {
    try VariantGradientTests.expectSecondImplementation(network)
  }

  /// The cases skip and take steps, of every rule: else nothing above is tested.
  @Test(arguments: rules) func stepsAreSkippedAndTaken(_ rule: SkipKind) throws {
    var (taken, all) = (0, 0)
    for network in Self.cases where network.skip == rule {
      let (engine, _) = try network.run()
      taken += engine.stepsTaken.joined().reduce(0, +)
      all += network.layers * network.batch.lengths.reduce(0, +)
    }
    #expect(taken > all / 5 && taken < 4 * all / 5, "\(taken) of \(all)")
  }

  /// A fixed rate leaves exact derivatives.
  @Test(arguments: cases.filter { $0.skip.kind == "random" && $0.laws.label == GateLaws.all[0].label })
  func differences(_ network: NetworkCase) throws { try VariantGradientTests.expectDifferences(network) }

  /// Where every step is taken, nothing changes but the parameters that are there beside.
  @Test(arguments: CellEquations.allCases) func nothingSkippedIsNothingChanged(_ cell: CellEquations) throws {
    var network = NetworkCase(
      loss: .squared, readout: .linear, placement: .every, convention: .keep, layers: 1,
      laws: GateLaws.all[0],
      cell: cell)
    let (plain, loss) = try network.run()
    plain.backward(network.batch)
    let layout = network.configuration.layout
    network.skip = Self.rule("random", ["rate": .number(0)])
    let (random, sameLoss) = try network.run()
    random.backward(network.batch)
    #expect(sameLoss == loss && random.gradient == plain.gradient && random.outputs == plain.outputs)
    // A bias of 60 takes every step, and its slope is 0 to the last bit but one.
    network.skip = Self.rule("threshold", ["bias": .number(60)])
    let place = network.configuration.layout.skipParameters(layer: 0)!
    var parameters = plain.parameters
    parameters.insert(contentsOf: [0, 0, 0, 60], at: place.lowerBound)
    let (learned, third) = try network.run(parameters: parameters)
    learned.backward(network.batch)
    #expect(third == loss && learned.stepsTaken == [network.batch.lengths])
    var gradient = learned.gradient
    gradient.removeSubrange(place)
    #expect(difference(gradient, plain.gradient, 1e-12) == nil && layout.count + 4 == parameters.count)
  }
}
