import Catalog
import Gating
import Recurrence
import SequenceTasks
import Sequences

extension CellBuilder {
  /// The task, or the explicit sequence in its place.
  mutating func sequenceSource() -> KindSpecification<any SequenceTask>? {
    guard experiment.kind == .simulate else { return task() }
    let (hasTask, hasInputs) = (root["task"] != nil, root["inputs"] != nil)
    guard hasTask != hasInputs else {
      fail(
        hasTask ? "inputs" : "task",
        hasTask
          ? "is given beside a task; sequences come from one of the two, so leave the other out"
          : "is missing; expected a task, or `inputs` with one explicit sequence")
      return nil
    }
    guard hasInputs else { return task() }
    for key in ["split", "sequences"] where root["simulation"]?[key] != nil {
      fail("simulation.\(key)", "selects sequences of a task, and `inputs` is one explicit sequence")
    }
    var shapes = TraceShapes(root: root, settings: Settings(settings))
    let rows = shapes.inputs(Settings(settings).matrix("inputs").first?.count ?? 0)
    take(shapes.errors)
    guard shapes.errors.isEmpty else { return nil }
    guard !rows.isEmpty, rows[0].count > 0 else {
      fail("inputs", "found no number in the first row; expected one for each input")
      return nil
    }
    do {
      return KindSpecification(
        try Parameters(ExplicitInputs.description, [:]),
        ExplicitInputs(rows: rows, precision: Settings(settings).choice("precision")))
    } catch { preconditionFailure("explicit inputs have no parameters: \(error)") }
  }

  mutating func simulationWork(_ task: any SequenceTask, _ network: NetworkSpecification) -> SimulationWork? {
    let all = Settings(settings)
    let values = all["simulation"]
    let isExplicit = root["inputs"] != nil
    let split = values.choice("split", as: Split.self)
    guard let sequences = sequences(task, isExplicit ? .test : split, values.optionalInteger("sequences"))
    else {
      return nil
    }
    let rollouts = all.integer("replicates")
    guard rollouts <= Int(UInt32.max) / sequences else {
      fail(
        "replicates",
        "\(rollouts) rollouts of \(sequences) sequences are more than the \(UInt32.max) that noise has addresses for"
      )
      return nil
    }
    let before = errors.count
    let parameters = givenParameters(task, network)
    let initial = initialState(network)
    guard errors.count == before else { return nil }
    return SimulationWork(
      rollouts: rollouts, split: isExplicit ? nil : split, sequences: sequences,
      every: values.integer("every"), trajectory: values.choice("trajectory"), parameters: parameters,
      initial: initial,
      chunk: SimulationWork.chunk(
        steps: task.maximumSteps, inputs: task.inputWidth, hidden: network.hidden, layers: network.layers,
        count: rollouts * sequences))
  }

  private mutating func sequences(_ task: any SequenceTask, _ split: Split, _ expected: Int?) -> Int? {
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

  private mutating func initialState(_ network: NetworkSpecification) -> InitialState? {
    guard root["initial"] != nil else { return nil }
    var shapes = TraceShapes(root: root, settings: Settings(settings))
    let (hidden, cell) = (shapes.state("hidden", network.hidden), shapes.state("cell", network.hidden))
    take(shapes.errors)
    return shapes.errors.isEmpty ? InitialState(hidden: hidden, cell: cell) : nil
  }
}
