public import Catalog
public import Planning
import Recurrence
public import SequenceTasks
import Sequences

extension SimulateStudy {
  /// The task, or the explicit sequence in its place.
  public static func source(_ cell: inout CellBuilder) -> KindSpecification<any SequenceTask>? {
    let (hasTask, hasInputs) = (cell.isGiven("task"), cell.isGiven("inputs"))
    guard hasTask != hasInputs else {
      cell.fail(
        hasTask ? "inputs" : "task",
        hasTask
          ? "is given beside a task; sequences come from one of the two, so leave the other out"
          : "is missing; expected a task, or `inputs` with one explicit sequence")
      return nil
    }
    guard hasInputs else { return cell.task() }
    for key in ["split", "sequences"] where cell.isGiven("simulation.\(key)") {
      cell.fail("simulation.\(key)", "selects sequences of a task, and `inputs` is one explicit sequence")
    }
    guard let sequence = cell.inputs(width: nil) else { return nil }
    guard sequence.rows.first.map({ !$0.isEmpty }) ?? false else {
      cell.fail("inputs", "found no number in the first row; expected one for each input")
      return nil
    }
    return ExplicitInputs.specification(sequence, precision: Settings(cell.settings).choice("precision"))
  }

  /// Reads `replicates`, `simulation`, `telemetry`, given weights and the initial state.
  public init?(_ cell: inout CellBuilder, _ task: any SequenceTask, _ network: NetworkSpecification) {
    let all = Settings(cell.settings)
    let values = all["simulation"]
    let isExplicit = cell.isGiven("inputs")
    let split = values.choice("split", as: Split.self)
    guard
      let sequences = cell.sequences(task, isExplicit ? .test : split, values.optionalInteger("sequences"))
    else {
      return nil
    }
    let rollouts = all.integer("replicates")
    guard rollouts <= Int(UInt32.max) / sequences else {
      cell.fail(
        "replicates",
        "\(rollouts) rollouts of \(sequences) sequences are more than the \(UInt32.max) that noise has addresses for"
      )
      return nil
    }
    let before = cell.errors.count
    let units = cell.simulatedUnits(sequences: sequences, rollouts: rollouts)
    let parameters = cell.givenParameters(task, network, withReadout: false)
    let initial = cell.initialState(network)
    guard cell.errors.count == before else { return nil }
    self.rollouts = rollouts
    self.split = isExplicit ? nil : split
    self.sequences = sequences
    every = values.integer("every")
    trajectory = values.choice("trajectory")
    self.units = units
    self.parameters = parameters
    self.initial = initial
    chunk = Self.chunk(
      steps: task.maximumSteps, inputs: network.configuration(task).inputWidth(layer: 0),
      hidden: network.hidden, layers: network.layers,
      count: rollouts * sequences)
  }
}

extension CellBuilder {
  fileprivate mutating func sequences(_ task: any SequenceTask, _ split: Split, _ expected: Int?) -> Int? {
    guard let count = task.count(split) else {
      if expected == nil {
        fail(
          "simulation.sequences",
          "is missing; \(split.rawValue) examples never run out, so a number is needed")
      }
      return expected
    }
    guard count > 0 else {
      fail("simulation.split", "the task has no \(split.rawValue) examples")
      return nil
    }
    if let expected, expected > count {
      fail("simulation.sequences", "found \(expected); the \(split.rawValue) split has \(count)")
      return nil
    }
    return expected ?? count
  }

  fileprivate mutating func initialState(_ network: NetworkSpecification) -> InitialState? {
    guard isGiven("initial") else { return nil }
    return explicit { $0.initialState(network.hidden, network.cell) } ?? nil
  }
}
