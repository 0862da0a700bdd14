import Gating
import Planning
import RandomStreams
import Recurrence
import SequenceTasks
import Sequences

/// Reads a network over whole splits: predictions, scores and gate telemetry.
///
/// A split goes through in chunks of a fixed size. With addressed noise the chunks cannot be seen in a result;
/// with GSL's own generators they are part of the order in which draws are consumed. Evaluation noise begins
/// anew every time, so that curves over updates compare on the same draws.
struct Evaluator {
  /// What one reading of a split gave.
  struct Reading {
    let scores: [Double]
    let standardErrors: [Double]?
    let gates: [RunRecord.GateStatistic]
  }

  private let task: any SequenceTask
  private let samples: Int
  private let noise: NoiseField
  private var batch: TaskBatch

  init(task: any SequenceTask, samples: Int, noise: NoiseField) {
    self.task = task
    self.samples = samples
    self.noise = noise
    batch = task.emptyBatch()
  }

  /// Scores the network on a split, read in a mode.
  ///
  /// Where the mode compresses the weights, the engine has its own back, bit by bit, when this returns.
  ///
  /// - Throws: `CancellationError` between chunks.
  mutating func read(
    _ engine: some LSTMEngine, _ split: Split, mode: MeasuredMode, gates: GateAssignment, update: Int,
    recordsGates: Bool
  ) throws -> Reading {
    var recorder = recordsGates ? GateRecorder(layers: engine.configuration.layers, mode: mode) : nil
    noise.restart()
    engine.keepsGateInputs = recordsGates
    let weights = engine.parameters
    if let compression = mode.compression {
      engine.parameters = compression.compressed(weights, engine.configuration)
    }
    defer { if mode.compression != nil { engine.parameters = weights } }
    // Rollouts without draws are all the same: one stands for them.
    let rollouts = try (0..<(mode.gates.isSampled && gates.draws ? samples : 1)).map { sample in
      try predictions(engine, split, mode.gates, gates, sample, &recorder)
    }
    let rows = recorder?.rows(update: update, split: split) ?? []
    let task = task
    guard mode.gates.isSampled else {
      let scores = task.score(split, predictions: rollouts[0])
      return Reading(scores: scores, standardErrors: nil, gates: rows)
    }
    let scores = RolloutScores(rollouts) { task.score(split, predictions: $0) }
    return Reading(scores: scores.values, standardErrors: scores.standardErrors, gates: rows)
  }

  /// The outputs for all examples of a split, row after row.
  private mutating func predictions(
    _ engine: some LSTMEngine, _ split: Split, _ mode: EvaluationMode, _ gates: GateAssignment, _ sample: Int,
    _ recorder: inout GateRecorder?
  ) throws -> [Double] {
    guard let count = task.count(split) else { preconditionFailure("\(split) has no end") }
    var predictions: [Double] = []
    for start in stride(from: 0, to: count, by: TrainingWork.evaluatedAtOnce) {
      try Task.checkCancellation()
      task.fill(&batch, split, examples: Array(start..<min(count, start + TrainingWork.evaluatedAtOnce)))
      noise.begin(time: UInt32(sample), batch, engine.configuration)
      engine.forward(batch, gates: gates, mode: .evaluation(mode), noise: noise)
      batch.appendOutputs(engine.outputs, to: &predictions)
      recorder?.take(engine, batch, gates)
    }
    return predictions
  }
}

extension SequenceTask {
  /// A batch of this task's widths, still without sequences.
  func emptyBatch() -> TaskBatch {
    TaskBatch(
      inputWidth: inputWidth, targetWidth: target == .classIndex ? 1 : outputWidth, placement: placement)
  }
}

extension TaskBatch {
  /// Appends outputs in the order in which tasks score them: example by example, the steps of each in turn.
  func appendOutputs(_ outputs: [some BinaryFloatingPoint], to predictions: inout [Double]) {
    guard placement == .every else { return predictions.append(contentsOf: outputs.map { Double($0) }) }
    let width = outputs.count / (steps * count)
    for row in 0..<count {
      for step in 0..<lengths[row] {
        let start = (step * count + row) * width
        predictions.append(contentsOf: outputs[start..<start + width].map { Double($0) })
      }
    }
  }
}
