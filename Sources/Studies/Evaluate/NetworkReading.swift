import Gating
import Planning
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences
import Statistics
import Tables

/// Reads one network over every split in every mode: the rows of one run.
struct NetworkReading<Engine: RecurrentEngine> where Engine.Scalar: GateScalar & TelemetryScalar {
  private let study: EvaluateStudy
  private let context: RunContext
  private let engine: Engine

  init(_ study: EvaluateStudy, _ context: RunContext) {
    self.study = study
    self.context = context
    engine = Engine(context.cell.configuration)
    engine.team = context.team
  }

  /// How a network ended, and its rows.
  ///
  /// - Throws: `CancellationError` between two chunks of a split.
  func outcome(_ network: SourceNetwork) throws -> RunOutcome {
    let (cell, task) = (context.cell, context.task)
    engine.parameters = network.parameters.map { Engine.Scalar($0) }
    var evaluator = Evaluator(
      cell, task: task, evaluation: study.evaluation,
      noise: cell.noiseField(.evaluationNoise, replicate: context.run.replicate),
      didPass: context.didPass)
    let gates = cell.gates.assignment(update: 0, epoch: 0)
    var measurements = study.evaluation.floors(context)
    var (verdicts, statistics, isDiverged) = ([SolvedVerdict](), [GateStatistic](), false)
    var predictions: [PredictionRow] = []
    var units = UnitValue.table.noRows
    for split in Split.scored where task.count(split) ?? 0 > 0 && !isDiverged {
      let readings = try evaluator.read(
        engine, split, gates: gates, update: 0,
        Evaluator.Recording(
          gates: study.recordsGates && split == .validation,
          predictions: study.evaluation.predictions.contains(split), units: study.units))
      isDiverged = readings.count < study.evaluation.modes.count
      for (mode, reading) in zip(study.evaluation.modes, readings) {
        let rows = reading.measurements(0, split, mode)
        measurements += rows
        context.didMeasure(rows)
        statistics += reading.gates
        predictions += reading.predictions
        units.append(reading.units)
        if let isSolved = reading.isSolved(task) {
          verdicts.append(SolvedVerdict(split: split.rawValue, mode: mode.name, isSolved: isSolved))
        }
      }
    }
    return RunOutcome(
      isDiverged: isDiverged,
      tables: [
        Measurement.table.rows(measurements), SolvedVerdict.table.rows(isDiverged ? [] : verdicts),
        GateStatistic.table.rows(statistics),
      ],
      attachments: study.evaluation.attachments(PredictionRow.table.rows(isDiverged ? [] : predictions))
        + (study.units == nil ? [] : [.rows(isDiverged ? UnitValue.table.noRows : units)]))
  }
}
