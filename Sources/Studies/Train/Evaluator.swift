import Gating
import Planning
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences
import Statistics
import Tables

/// Reads a network over whole splits: scores and gate telemetry.
///
/// A split is scored in blocks (`ScoringBlocks`), so that what is kept of it does not grow with it, and goes through the
/// network in chunks of a fixed size: block after block, in a block rollout after rollout, in a rollout chunk after
/// chunk. With addressed noise neither can be seen in a score; with GSL's own generators that is the order in which
/// draws are consumed. Evaluation noise begins anew every time, so that curves over updates compare on the same draws.
struct Evaluator {
  /// What one reading of a split gave.
  struct Reading {
    /// What was scored.
    let keys: [ScoreKey]
    /// The scores, in the order of their keys.
    let scores: [RolloutScores.Score]
    let gates: [GateStatistic]
    let predictions: [PredictionRow]
    let units: TableRows

    /// The scores as rows of `measurements.csv`.
    func measurements(_ update: Int, _ split: Split, _ mode: MeasuredMode) -> [Measurement] {
      zip(keys, scores).map { key, score in
        Measurement(
          update: update, split: split.rawValue, mode: mode.name, metric: key.name, value: score.value,
          standardError: mode.gates.isSampled ? score.standardError : nil)
      }
    }

    /// Whether the task counts as solved; `nil` where it has no criterion.
    func isSolved(_ task: any SequenceTask) -> Bool? {
      task.isSolved(
        task.metrics.map { metric in
          zip(keys, scores).first { $0.0.metric == metric && $0.0.group.isEmpty }?.1.value
        })
    }
  }

  private let cell: CellSpecification
  private let task: any SequenceTask
  private let loss: any Loss
  private let evaluation: EvaluationSpecification
  private let noise: NoiseField
  private let didPass: (SequencePass, Int) -> Void
  private var batch: TaskBatch

  init(
    _ cell: CellSpecification, task: any SequenceTask, evaluation: EvaluationSpecification, noise: NoiseField,
    didPass: @escaping (SequencePass, Int) -> Void = { _, _ in }
  ) {
    self.cell = cell
    self.task = task
    self.evaluation = evaluation
    self.noise = noise
    self.didPass = didPass
    loss = cell.minimizedLoss
    batch = cell.emptyBatch
  }

  /// What is measured beside the scores.
  struct Recording {
    /// Whether gates are looked at.
    var gates = false
    /// Whether forecasts are kept.
    var predictions = false
    /// Of which examples every unit is written down; `nil` for none.
    var units: UnitSpecification?
  }

  /// Scores the network on a split, read in every mode of the evaluation.
  ///
  /// Modes that read the network alike, such as `sample` and `draw`, share their passes. Where a mode compresses the weights, the
  /// engine has its own back, bit by bit, when this returns.
  ///
  /// - Returns: the readings in the order of the modes, up to the first in which a prediction is not finite: the run has diverged.
  /// - Throws: `CancellationError` between chunks.
  mutating func read<Engine: RecurrentEngine>(
    _ engine: Engine, _ split: Split, gates: GateAssignment, update: Int, _ recording: Recording
  ) throws -> [Reading] where Engine.Scalar: GateScalar & TelemetryScalar {
    let modes = evaluation.modes
    var readings: [Reading?] = modes.map { _ in nil }
    for place in modes.indices where readings[place] == nil {
      let alike = modes.indices.filter { modes[$0].isReadLike(modes[place]) }
      guard
        let found = try read(engine, split, alike.map { modes[$0] }, gates: gates, update: update, recording)
      else { break }
      for (place, reading) in zip(alike, found) { readings[place] = reading }
    }
    return readings.prefix { $0 != nil }.compactMap { $0 }
  }

  /// The readings of modes that read the network alike; `nil` where a prediction is not finite.
  private mutating func read<Engine: RecurrentEngine>(
    _ engine: Engine, _ split: Split, _ modes: [MeasuredMode], gates: GateAssignment, update: Int,
    _ recording: Recording
  ) throws -> [Reading]? where Engine.Scalar: GateScalar & TelemetryScalar {
    let pass = modes[0]
    var recorders = Recorders<Engine.Scalar>()
    if evaluation.countsSteps { recorders.skips = SkipScores() }
    if recording.gates { recorders.gates = GateRecorder(engine.configuration, gates, mode: pass) }
    if let units = recording.units, units.split == split {
      recorders.chosen = units
      recorders.units = modes.map {
        UnitRecorder(
          engine.configuration, gates, split: split.rawValue, mode: $0.name, update: update)
      }
    }
    noise.restart()
    (engine.keepsGateInputs, engine.keepsUniforms) = (recording.gates || !recorders.units.isEmpty, false)
    let weights = engine.parameters
    if let compression = pass.compression {
      engine.parameters = compression.compressed(weights, engine.configuration)
    }
    defer { if pass.compression != nil { engine.parameters = weights } }
    // Rollouts without draws are all the same: one stands for them.
    let rollouts = pass.gates.isSampled && cell.draws(gates) ? evaluation.samples : 1
    let (task, width) = (task, cell.scoredPerTarget)
    let keys = modes.map { evaluation.scoredKeys(cell.forecast, task, mode: $0) }
    var scores = zip(modes, keys).map { mode, keys in
      RolloutScores(keys, by: evaluation.groupings(task), rollouts: rollouts, reading: mode.reading)
    }
    var predictions =
      recording.predictions
      ? modes.map { PredictionRecorder(task, split, mode: $0.name, isSampled: $0.gates.isSampled) } : []
    for block in task.scoringBlocks(split, rollouts: rollouts, outputsPerTarget: width).ranges {
      var rows = task.emptyRows(cell.forecast, outputsPerTarget: width)
      var outputs: [[Double]] = []
      for sample in 0..<rollouts {
        guard let rollout = try roll(engine, split, block, pass.gates, gates, sample, &rows, &recorders)
        else { return nil }
        outputs.append(rollout)
      }
      for index in predictions.indices { predictions[index].take(outputs, beside: rows) }
      for index in scores.indices {
        scores[index].add(outputs, beside: rows, of: split) { task.rescale(&$0, split) }
      }
      // Scoring is a part of reading.
      didPass(.read, 0)
    }
    return modes.indices.map { index in
      return Reading(
        keys: evaluation.scores(cell.forecast, task, mode: modes[index]),
        scores: scores[index].scores + (recorders.skips?.scores ?? []),
        gates: recorders.gates?.rows(update: update, split: split, mode: modes[index]) ?? [],
        predictions: predictions.isEmpty ? [] : predictions[index].rows,
        units: recorders.units.isEmpty ? UnitValue.table.noRows : recorders.units[index].rows)
    }
  }

  /// What looks at the tape of every pass.
  private struct Recorders<Scalar: GateScalar & TelemetryScalar> {
    var gates: GateRecorder<Scalar>?
    /// The steps that are taken; `nil` where all are.
    var skips: SkipScores?
    /// The examples whose units are written down.
    var chosen: UnitSpecification?
    /// One for each mode; empty where nothing is written down.
    var units: [UnitRecorder<Scalar>] = []
  }

  /// The outputs of one rollout over a block, row after row; the first leaves the targets in `rows`.
  ///
  /// - Returns: `nil` where one is not finite.
  private mutating func roll<Engine: RecurrentEngine>(
    _ engine: Engine, _ split: Split, _ block: Range<Int>, _ mode: EvaluationMode,
    _ gates: GateAssignment, _ sample: Int, _ rows: inout ScoredRows,
    _ recorders: inout Recorders<Engine.Scalar>
  ) throws -> [Double]? where Engine.Scalar: GateScalar & TelemetryScalar {
    var outputs: [Double] = []
    let constants = engine.parameters[engine.configuration.layout.readoutConstants].map { Double($0) }
    for chunk in ScoringBlocks.chunks(of: block) {
      try Task.checkCancellation()
      let examples = Array(chunk)
      task.load(&batch, split, examples: examples)
      noise.begin(time: UInt32(sample), batch, engine.configuration)
      engine.forward(batch, gates: gates, mode: .evaluation(mode), noise: noise)
      if sample == 0 { rows.appendTargets(of: batch, examples: examples) }
      guard batch.appendForecasts(engine.outputs, of: loss, constants: constants, to: &outputs) else {
        return nil
      }
      recorders.gates?.take(engine, batch)
      recorders.skips?.take(engine, batch)
      didPass(.read, examples.count)
      guard let places = recorders.chosen?.places(of: examples, sample: mode.isSampled ? sample : nil) else {
        continue
      }
      for index in recorders.units.indices { recorders.units[index].take(engine, batch, places) }
    }
    return outputs
  }
}
