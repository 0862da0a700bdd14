import Gating
import Planning
import Recurrence
import Sequences
import Statistics
import Tables
import Theory

/// Writes down every unit of chosen examples, step by step, while a network is read: the rows of `units.csv`.
///
/// Rows come rollout by rollout, then by example, layer, quantity, step and unit. Steps past an example's end are left out.
struct UnitRecorder<Scalar: GateScalar & TelemetryScalar> {
  private let specification: UnitSpecification
  private let mode: MeasuredMode
  private let update: Int
  private let laws: [GateLaw]
  private(set) var rows: [UnitValue] = []

  init(
    _ specification: UnitSpecification, _ configuration: NetworkConfiguration, _ policies: GateAssignment,
    mode: MeasuredMode, update: Int
  ) {
    self.specification = specification
    self.mode = mode
    self.update = update
    laws = LSTMGate.allCases.map { GateLaw($0, configuration, policies) }
  }

  /// Takes in the tape of the last pass, over these examples.
  mutating func take<Engine: LSTMEngine>(_ engine: Engine, _ batch: TaskBatch, examples: [Int], sample: Int)
  where Engine.Scalar == Scalar {
    for (row, example) in examples.enumerated() where example < specification.examples {
      let steps = 0..<batch.lengths[row]
      for layer in 0..<engine.configuration.layers {
        func take(_ quantity: String, _ slices: Span<Scalar>) {
          let width = slices.count / steps.count / batch.count
          for step in steps {
            for unit in 0..<width {
              rows.append(
                UnitValue(
                  update: update, split: specification.split.rawValue, mode: mode.name,
                  sample: mode.gates.isSampled ? sample : nil, example: example, layer: layer,
                  quantity: quantity, unit: unit, step: step,
                  value: Self.cell(slices[(step * batch.count + row) * width + unit])))
            }
          }
        }
        for (gate, law) in zip(LSTMGate.allCases, laws) {
          engine.withTape(.gate(gate), layer: layer, steps: steps) { take(gate.rawValue, $0) }
          // A gate that the variant leaves out looks at nothing, and is what it stands at.
          let source: TapeQuantity = law.isStanding ? .gate(gate) : .preActivation(law.block)
          engine.withTape(source, layer: layer, steps: steps) { z in
            var means = [Scalar](repeating: 0, count: z.count)
            var span = means.mutableSpan
            law.means(z, into: &span)
            take("\(gate.rawValue).probability", means.span)
          }
        }
        for (quantity, name) in [(TapeQuantity.candidate, "candidate"), (.cell, "cell"), (.hidden, "hidden")]
        {
          engine.withTape(quantity, layer: layer, steps: steps) { take(name, $0) }
        }
      }
    }
  }

  /// The shortest text that reads back in the precision of the engine.
  private static func cell(_ value: Scalar) -> Cell {
    if let single = value as? Float { .exact(single) } else { .exact(Double(value)) }
  }
}
