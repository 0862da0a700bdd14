import Sluice

/// A kind of experiment: how open the gates of a network are before it has learned anything.
struct InitialGates: SweptStudy {
  static let description = KindDescription("initial_gates", summary: "Reads the gates of untrained networks.")
  static let repeatsRuns = true

  struct Row: Sendable {
    let gate: String
    let mean: Double
  }

  static let table = Table<Row>(
    "initial_gates", "One row for every gate of layer 0.",
    [
      .text("gate", "input, forget or output.") { $0.gate },
      .exact("mean", "The mean over examples, steps and units.") { $0.mean },
    ])
  static let tables = [table.schema]

  let examples: Int

  static func section(_ format: ExperimentFormat) -> Section {
    let examples = Field(
      "examples", .plain(.integer(Bounds(1, 4096))), default: .number(32), "Training examples that are read.")
    return Section("Untrained networks.", format.cell + [examples, format.replicates, format.sweep])
  }

  init?(_ cell: inout CellBuilder, _ task: any SequenceTask, _: NetworkSpecification) {
    examples = Settings(cell.settings).integer("examples")
    guard let count = task.count(.train), examples > count else { return }
    cell.fail("examples", "found \(examples); the training split has \(count)")
    return nil
  }

  var progressUnits: Int { 1 }
  var runTables: [RunTable] { [RunTable(Self.table)] }

  func demand(_: CellSpecification) -> RunDemand {
    RunDemand(
      read: Double(examples),
      passes: [EnginePass(rows: examples, .evaluation(.native), keepsGateInputs: false)])
  }

  func run(_ context: RunContext) throws -> RunOutcome {
    let (cell, engine) = (context.cell, VectorEngine(context.cell.configuration))
    engine.parameters = cell.initialParameters(replicate: context.run.replicate)
    var batch = context.task.emptyBatch
    context.task.load(&batch, .train, examples: Array(0..<examples))
    let gates = cell.gates.assignment(update: 0, epoch: 0)
    engine.forward(batch, gates: gates, mode: .evaluation(.native), noise: nil, initial: nil)
    let rows = LSTMCell.gates.map { gate in
      let values = (0..<batch.steps).flatMap { engine.tape(.gate(gate), layer: 0, step: $0) }
      return Row(gate: gate.name, mean: values.reduce(0) { $0 + Double($1) } / Double(values.count))
    }
    context.didAdvance()
    return RunOutcome(isDiverged: false, tables: [Self.table.rows(rows)])
  }
}
