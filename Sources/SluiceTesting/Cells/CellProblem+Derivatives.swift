package import Recurrence
import Sequences

extension CellProblem {
  /// A derivative along a direction in one block of what a network starts from.
  package struct Derivative {
    /// The block of parameters, or the initial states.
    package let name: String
    /// Back through time.
    package let found: Double
    /// By differences.
    package let expected: Double
  }

  /// The derivatives of ℓ + Σ values·z, in each block along one direction.
  ///
  /// - Parameters:
  ///   - gates: what goes back through time.
  ///   - moved: what differences are taken of; mostly the same.
  package func derivatives(of gates: GateAssignment, at moved: GateAssignment) -> [Derivative] {
    let engine = reference(gates)
    for place in injections {
      engine.inject(place.values, gate: place.gate, layer: place.layer, step: place.step)
    }
    engine.backward(batch)
    let gradient = engine.gradient + engine.initialGradient.hidden + engine.initialGradient.cell
    let (count, states) = (parameters.count, initial.hidden.count)
    var blocks = configuration.layout.blocks.map { (name: $0.name, range: $0.range) }
    blocks.append((name: "initial hidden states", range: count..<count + states))
    if configuration.structure.hasCell {
      blocks.append((name: "initial cells", range: count + states..<count + 2 * states))
    }
    return blocks.map { name, range in
      let direction = range.map { Self.number($0) }
      let found = zip(gradient[range], direction).reduce(0) { $0 + $1.0 * $1.1 }
      func central(_ step: Double) -> Double {
        (value(range, direction, step, moved) - value(range, direction, -step, moved)) / (2 * step)
      }
      // Two steps take out the error of second order.
      let expected = (4 * central(Self.step) - central(2 * Self.step)) / 3
      return Derivative(name: name, found: found, expected: expected)
    }
  }

  private static let step = 2e-5

  /// A number between −½ and ½ for a place.
  private static func number(_ place: Int) -> Double { Double((place * 37 + 11) % 101) / 100 - 0.5 }

  private var injections: [(gate: CellGate, layer: Int, step: Int, values: [Double])] {
    (0..<configuration.layers).flatMap { layer in
      (0..<batch.steps).flatMap { step in
        configuration.policyGates.map { gate in
          let values = (0..<batch.count * configuration.hidden).map { (place: Int) -> Double in
            Self.number(place + 7 * step + 13 * layer + 29 * gate.index) / 4
          }
          return (gate, layer, step, values)
        }
      }
    }
  }

  /// ℓ + Σ values·z with some arguments moved along a direction.
  private func value(
    _ range: Range<Int>, _ direction: [Double], _ change: Double, _ gates: GateAssignment
  ) -> Double {
    var moved = parameters + initial.hidden + initial.cell
    for (place, value) in zip(range, direction) { moved[place] += change * value }
    let (count, states) = (parameters.count, initial.hidden.count)
    let engine = ReferenceEngine(configuration)
    engine.parameters = Array(moved[..<count])
    engine.forward(
      batch, gates: gates, mode: .training(epoch: 2), noise: noise,
      initial: InitialState(
        hidden: Array(moved[count..<count + states]), cell: Array(moved[(count + states)...])))
    return injections.reduce(engine.loss(.squared, batch)) { sum, place in
      let z = engine.tape(.preActivation(place.gate.block), layer: place.layer, step: place.step)
      return z.indices.filter { place.step < batch.lengths[$0 / configuration.hidden] }
        .reduce(sum) { $0 + place.values[$1] * z[$1] }
    }
  }
}
