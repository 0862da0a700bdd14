import Gating
import Planning
import Recurrence
import Sequences
import Statistics
import Tables
import Theory

/// Writes down every unit of chosen rows, step by step, while a network is read: the rows of `units.csv`.
///
/// Rows come in the order of the places that are taken, and of each place by layer, quantity, step and unit. Steps past an
/// example's end are left out.
struct UnitRecorder<Scalar: GateScalar & TelemetryScalar> {
  private let split: String
  private let mode: String
  private let update: Int
  private let configuration: NetworkConfiguration
  private let laws: [GateLaw]
  /// The rows so far.
  private(set) var rows = UnitValue.table.noRows

  /// A recorder of one reading of a network.
  ///
  /// - Parameters:
  ///   - split: the part of the data, as the table names it.
  ///   - mode: how gates are read, as the table names it.
  ///   - update: the updates made before.
  init(
    _ configuration: NetworkConfiguration, _ policies: GateAssignment, split: String, mode: String,
    update: Int = 0
  ) {
    self.split = split
    self.mode = mode
    self.update = update
    self.configuration = configuration
    laws = configuration.gates.map { GateLaw($0, configuration, policies) }
  }

  /// Takes in the tape of the last pass at these places.
  mutating func take<Engine: RecurrentEngine>(
    _ engine: Engine, _ batch: TaskBatch, _ places: some Sequence<UnitPlace>
  ) where Engine.Scalar == Scalar {
    for place in places {
      for layer in 0..<engine.configuration.layers {
        func values(_ quantity: TapeQuantity) -> [Scalar] {
          Self.values(quantity, engine, layer, row: place.row, batch)
        }
        for (gate, law) in zip(configuration.gates, laws) {
          append(gate.name, layer, place, batch, values(.gate(gate)))
          // A gate that the variant leaves out looks at nothing, and is what it stands at.
          let seen = values(law.isStanding ? .gate(gate) : .preActivation(law.block))
          var means = [Scalar](repeating: 0, count: seen.count)
          var span = means.mutableSpan
          law.means(seen.span, into: &span)
          append("\(gate.name).probability", layer, place, batch, means)
        }
        append("candidate", layer, place, batch, values(.candidate))
        for state in configuration.states { append(state.name, layer, place, batch, values(state.quantity)) }
      }
    }
  }

  /// A quantity of one row, [T, n], up to the row's end.
  private static func values<Engine: RecurrentEngine>(
    _ quantity: TapeQuantity, _ engine: Engine, _ layer: Int, row: Int, _ batch: TaskBatch
  ) -> [Scalar] where Engine.Scalar == Scalar {
    let steps = 0..<batch.lengths[row]
    guard !steps.isEmpty else { return [] }
    var values: [Scalar] = []
    engine.withTape(quantity, layer: layer, steps: steps) { slices in
      let width = slices.count / steps.count / batch.count
      values.reserveCapacity(steps.count * width)
      for step in steps {
        for unit in 0..<width { values.append(slices[(step * batch.count + row) * width + unit]) }
      }
    }
    return values
  }

  private mutating func append(
    _ quantity: String, _ layer: Int, _ place: UnitPlace, _ batch: TaskBatch, _ values: [Scalar]
  ) {
    let width = values.count / max(1, batch.lengths[place.row])
    for (index, value) in values.enumerated() {
      let value = UnitValue(
        update: update, split: split, mode: mode, sample: place.sample, example: place.example,
        layer: layer, quantity: quantity, unit: index % width, step: index / width,
        value: Self.cell(value))
      rows.append(value, of: UnitValue.table)
    }
  }

  /// The shortest text that reads back in the precision of the engine.
  private static func cell(_ value: Scalar) -> Cell {
    if let single = value as? Float { .exact(single) } else { .exact(Double(value)) }
  }
}
