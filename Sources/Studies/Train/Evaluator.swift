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
  private var batch: TaskBatch

  init(
    _ cell: CellSpecification, task: any SequenceTask, evaluation: EvaluationSpecification, noise: NoiseField
  ) {
    self.cell = cell
    self.task = task
    self.evaluation = evaluation
    self.noise = noise
    loss = cell.minimizedLoss
    batch = cell.emptyBatch
  }

  /// Scores the network on a split, read in a mode.
  ///
  /// Where the mode compresses the weights, the engine has its own back, bit by bit, when this returns.
  ///
  /// - Returns: `nil` where a prediction is not finite: the run has diverged.
  /// - Throws: `CancellationError` between chunks.
  mutating func read<Engine: LSTMEngine>(
    _ engine: Engine, _ split: Split, mode: MeasuredMode, gates: GateAssignment, update: Int,
    recordsGates: Bool, recordsPredictions: Bool, recordsUnits units: UnitSpecification?
  ) throws -> Reading? where Engine.Scalar: GateScalar & TelemetryScalar {
    var recorder =
      recordsGates ? GateRecorder<Engine.Scalar>(engine.configuration, gates, mode: mode) : nil
    noise.restart()
    let writesUnits = units.map { $0.split == split } ?? false
    var unitRecorder =
      writesUnits
      ? UnitRecorder<Engine.Scalar>(
        engine.configuration, gates, split: split.rawValue, mode: mode.name, update: update) : nil
    (engine.keepsGateInputs, engine.keepsUniforms) = (recordsGates || unitRecorder != nil, false)
    let weights = engine.parameters
    if let compression = mode.compression {
      engine.parameters = compression.compressed(weights, engine.configuration)
    }
    defer { if mode.compression != nil { engine.parameters = weights } }
    // Rollouts without draws are all the same: one stands for them.
    let rollouts = mode.gates.isSampled && gates.draws ? evaluation.samples : 1
    let keys = evaluation.scores(cell.forecast, task, mode: mode)
    var scores = RolloutScores(
      keys, by: evaluation.groupings(task), rollouts: rollouts, reading: mode.reading)
    let (task, width) = (task, cell.scoredPerTarget)
    var predictions =
      recordsPredictions
      ? PredictionRecorder(task, split, mode: mode.name, isSampled: mode.gates.isSampled) : nil
    for block in task.scoringBlocks(split, rollouts: rollouts, outputsPerTarget: width).ranges {
      var rows = task.emptyRows(cell.forecast, outputsPerTarget: width)
      var outputs: [[Double]] = []
      for sample in 0..<rollouts {
        guard
          let rollout = try roll(
            engine, split, block, mode.gates, gates, sample, &rows, &recorder, units, &unitRecorder)
        else { return nil }
        outputs.append(rollout)
      }
      predictions?.take(outputs, beside: rows)
      scores.add(outputs, beside: rows, of: split) { task.rescale(&$0, split) }
    }
    return Reading(
      keys: keys, scores: scores.scores, gates: recorder?.rows(update: update, split: split) ?? [],
      predictions: predictions?.rows ?? [], units: unitRecorder?.rows ?? UnitValue.table.noRows)
  }

  /// The outputs of one rollout over a block, row after row; the first leaves the targets in `rows`.
  ///
  /// - Returns: `nil` where one is not finite.
  private mutating func roll<Engine: LSTMEngine>(
    _ engine: Engine, _ split: Split, _ block: Range<Int>, _ mode: EvaluationMode,
    _ gates: GateAssignment, _ sample: Int, _ rows: inout ScoredRows,
    _ recorder: inout GateRecorder<Engine.Scalar>?, _ units: UnitSpecification?,
    _ unitRecorder: inout UnitRecorder<Engine.Scalar>?
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
      recorder?.take(engine, batch)
      if let units {
        unitRecorder?.take(
          engine, batch, units.places(of: examples, sample: mode.isSampled ? sample : nil))
      }
    }
    return outputs
  }
}
