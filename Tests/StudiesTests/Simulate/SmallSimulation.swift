import Catalog
import Planning
import RandomStreams
import Recurrence
import Running
import SequenceTasks
import Sequences
import Studies
import Tables
import TestSupport
import Testing

/// Simulations of some milliseconds, and their rows.
enum SmallSimulation {
  /// Gates that see their inputs alone: recurrent weights are 0, so that everything has a theory.
  static let independent = """
    schema: sluice/experiment/v1
    name: independent
    kind: simulate
    seed: 11
    replicates: 800
    inputs: [[0.5], [-1], [2], [0], [0.25], [-0.5], [1], [1], [-2], [0.125]]
    initial: {cell: [1, -0.5]}
    network:
      hidden: 2
      weights:
        input: {w: [[1, 0, 0], [-0.5, 0, 0]], b: [0, 1]}
        forget: {w: [[0.5, 0, 0], [-0.25, 0, 0]], b: [2, 1]}
        candidate: {w: [[1, 0, 0], [0.5, 0, 0]], b: [0, 0.5]}
        output: {w: [[-1, 0, 0], [0.5, 0, 0]], b: [0.5, 0]}
    gates: {all: {kind: bernoulli}}

    """

  /// Whole networks on a task's sequences, their weights drawn.
  static let drawn = """
    schema: sluice/experiment/v1
    name: drawn
    kind: simulate
    seed: 12
    replicates: 7
    task: {kind: adding, variant: skip, steps: 10, test_size: 30}
    network: {hidden: 3, layers: 2}
    gates: {all: {kind: bernoulli}}
    simulation: {sequences: 5}
    sweep: {gates.forget: [{kind: bernoulli}, {kind: sigmoid}], noise.scope: [unit, layer]}

    """

  static func plan(_ text: String, _ overrides: [String] = []) throws -> ExperimentPlan {
    try SmallSweep.plan(overrides, text: text)
  }

  /// What a cell leaves, its rollouts computed in chunks of this size.
  static func simulation(_ cell: SweepCell, task given: (any SequenceTask)? = nil, chunk: Int? = nil) throws
    -> Simulation
  {
    let study = try #require(cell.specification.study as? SimulateStudy)
    let context = RunContext(cell.run(replicate: 0), task: given)
    switch cell.specification.precision {
    case .float32: return try Simulator<VectorEngine>(study, context, chunk: chunk).simulate()
    case .float64: return try Simulator<ReferenceEngine>(study, context, chunk: chunk).simulate()
    }
  }

  /// The rows of gates.csv that a cell leaves.
  static func rows(_ cell: SweepCell, task given: (any SequenceTask)? = nil, chunk: Int? = nil) throws
    -> [GateStatistic]
  {
    try simulation(cell, task: given, chunk: chunk).statistics
  }

  /// The rows of units.csv that a cell leaves.
  static func units(_ cell: SweepCell, task given: (any SequenceTask)? = nil, chunk: Int? = nil) throws
    -> TableRows
  {
    try simulation(cell, task: given, chunk: chunk).units
  }

  static func rows(_ text: String, _ overrides: [String] = [], chunk: Int? = nil) throws
    -> [GateStatistic]
  {
    try rows(plan(text, overrides).cells[0], chunk: chunk)
  }
}

extension [GateStatistic] {
  /// The one row of this name.
  func row(_ quantity: String, _ statistic: String, step: Int? = nil, layer: Int = 0)
    -> GateStatistic?
  {
    first {
      $0.quantity == quantity && $0.statistic == statistic && $0.step == step && $0.layer == layer
    }
  }
}
