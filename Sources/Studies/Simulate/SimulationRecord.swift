import Recurrence
import Statistics

/// What is gathered of one layer over the rollouts of a simulation, by step.
struct SimulationRecord {
  /// What is gathered about cells or hidden states at one step.
  struct States {
    /// The values.
    var moments = RunningMoments()
    /// Σ of the squared deviations from the trajectory without draws.
    var squaredDeviations = 0.0

    /// The root of the mean square.
    var deviation: Double? {
      moments.count > 0 ? (squaredDeviations / Double(moments.count)).squareRoot() : nil
    }

    mutating func merge(_ other: States) {
      moments.merge(other.moments)
      squaredDeviations += other.squaredDeviations
    }
  }

  /// By gate, in the order of the cell.
  var gates: [[GateRecord]]
  /// The share of the memory that has been kept since before step 0: Π k over the steps so far, with k what is left of
  /// c_{t−1} in c_t. That is 1 where the cell is held, else the retention times the mask on the whole cell.
  var survival: [RunningMoments]
  /// The states, in their order.
  var states: [[States]]

  init(_ configuration: NetworkConfiguration, steps: Int) {
    gates = Array(
      repeating: Array(repeating: GateRecord(), count: steps), count: configuration.gates.count)
    survival = Array(repeating: RunningMoments(), count: steps)
    states = configuration.states.map { _ in Array(repeating: States(), count: steps) }
  }
}

/// The states of a pass without draws.
struct Trajectory {
  /// What is kept.
  private let quantities: [TapeQuantity]
  private let steps: Int
  private var slices: [[Double]] = []

  /// Copies the tape of the last pass.
  init(_ engine: some RecurrentEngine, steps: Int) {
    self.steps = steps
    quantities = engine.configuration.states.map(\.quantity)
    for layer in 0..<engine.configuration.layers {
      for quantity in quantities {
        for step in 0..<steps {
          slices.append(engine.tape(quantity, layer: layer, step: step).map { Double($0) })
        }
      }
    }
  }

  /// A slice [S, n] of a quantity, by its place among the network's states.
  func values(_ quantity: Int, layer: Int, step: Int) -> [Double] {
    slices[(layer * quantities.count + quantity) * steps + step]
  }
}
