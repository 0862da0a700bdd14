import Recurrence
import Sequences
import Testing

/// The backward pass of every variant, with and without peepholes and noise on states, along random directions.
///
/// A direction lies in one block of parameters, or in the initial states, so that no block's error hides behind another's.
@Suite struct VariantGradientTests {
  /// A direction of length near 1 in one block of (parameters, hidden, cell).
  struct Direction {
    let name: String
    let values: [Double]
    let range: Range<Int>
  }

  static func directions(_ network: NetworkCase) -> [Direction] {
    let count = network.parameters.count
    let states = network.initial.hidden.count
    var numbers = Numbers("directions")
    var ranges = network.configuration.layout.blocks.map { ($0.name, $0.range) }
    ranges.append(("initial hidden", count..<count + states))
    ranges.append(("initial cell", count + states..<count + 2 * states))
    return ranges.map { name, range in
      Direction(
        name: name, values: numbers.signed(range.count, scale: 1 / Double(range.count).squareRoot()),
        range: range)
    }
  }

  static func along(_ gradient: [Double], _ direction: Direction) -> Double {
    zip(gradient[direction.range], direction.values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  static func gradient(_ engine: ReferenceEngine) -> [Double] {
    engine.gradient + engine.initialGradient.hidden + engine.initialGradient.cell
  }

  /// Against central differences of the engine's own loss, with smooth gates and the same draws.
  @Test(arguments: NetworkCase.variants([GateLaws.all[0]]))
  func centralDifferences(_ network: NetworkCase) throws { try Self.expectDifferences(network) }

  static func expectDifferences(_ network: NetworkCase) throws {
    let (engine, _) = try network.run()
    engine.backward(network.batch)
    let gradient = Self.gradient(engine)
    let (parameters, initial) = (network.parameters, network.initial)
    let all = parameters + initial.hidden + initial.cell
    let states = parameters.count + initial.hidden.count
    for direction in Self.directions(network) {
      let numeric = try FiniteDifferenceTests.central { change in
        var moved = all
        for (place, value) in zip(direction.range, direction.values) { moved[place] += change * value }
        return try network.run(
          parameters: Array(moved[..<parameters.count]),
          initial: InitialState(
            hidden: Array(moved[parameters.count..<states]), cell: Array(moved[states...]))
        ).1
      }
      #expect(agree(Self.along(gradient, direction), numeric, 2e-9), "\(direction.name)")
    }
  }

  /// Against an independent network that is differentiated forward, hard gates and their rules included.
  @Test(arguments: NetworkCase.variants([GateLaws.all[0], GateLaws.all[3], GateLaws.all[4]]))
  func secondImplementation(_ network: NetworkCase) throws { try Self.expectSecondImplementation(network) }

  static func expectSecondImplementation(_ network: NetworkCase) throws {
    let (engine, loss) = try network.run()
    engine.backward(network.batch)
    let gradient = Self.gradient(engine)
    let (parameters, initial) = (network.parameters, network.initial)
    let second = DualNetwork(network: network)
    for direction in Self.directions(network) {
      func seeded(_ values: [Double], from start: Int) -> [Dual] {
        values.enumerated().map { place, value in
          let inside = direction.range.contains(start + place)
          return Dual(
            value, slope: inside ? direction.values[start + place - direction.range.lowerBound] : 0)
        }
      }
      let count = parameters.count
      let expected = second.loss(
        seeded(parameters, from: 0), hidden: seeded(initial.hidden, from: count),
        cell: seeded(initial.cell, from: count + initial.hidden.count))
      #expect(agree(loss + engine.skipCharge, expected.value, 1e-12))
      #expect(agree(Self.along(gradient, direction), expected.slope, 1e-11), "\(direction.name)")
    }
  }

  /// What a variant does not use has gradient 0, to the bit; everything else moves the loss.
  @Test(arguments: LSTMVariant.allCases, [false, true])
  func unusedParametersAreLeftAlone(_ variant: LSTMVariant, _ peepholes: Bool) throws {
    var network = NetworkCase(
      loss: .squared, readout: .linear, placement: .every, convention: .keep, layers: 2, laws: GateLaws.all[0]
    )
    (network.variant, network.peepholes) = (variant, peepholes)
    let (engine, _) = try network.run()
    engine.backward(network.batch)
    let layout = network.configuration.layout
    for layer in 0..<2 {
      for gate in LSTMCell.gates {
        let rows = gate.block.rows(hidden: 3)
        let used = variant.policyGates.contains(gate)
        for block in [
          layout.inputWeights(layer: layer)!, layout.recurrentWeights(layer: layer)!,
          layout.bias(layer: layer)!,
        ] {
          let start = block.range.lowerBound
          let part = engine.gradient[
            start + rows.lowerBound * block.columns..<start + rows.upperBound * block.columns]
          #expect(used ? !part.contains(0) : part.allSatisfy { $0 == 0 })
        }
      }
      #expect((layout.peepholes(layer: layer) != nil) == peepholes)
      #expect((layout.gateWeights(layer: layer) != nil) == (variant == .fgr))
    }
  }
}
