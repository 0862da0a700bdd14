import Catalog
import DataReading
import Foundation
import RandomStreams
import SequenceTasks
import Sequences

/// What the tests of this module are made from.
enum Fixtures {
  /// The bytes of a file under `Experiments/Data`.
  static func data(_ name: String) throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try [UInt8](Data(contentsOf: root.appending(path: "Experiments/Data/\(name)")))
  }

  /// A forecast task on `bytes`, which it knows as `data.csv`.
  static func forecast(_ bytes: [UInt8], _ settings: [String: ParameterValue]) throws -> ForecastTask {
    var settings = settings
    settings["data"] = .text("data.csv")
    let reader = FileReader { _ in bytes }
    return try ForecastTask(Parameters(ForecastTask.description, settings), files: reader)
  }

  /// A forecast task on CSV text, window 2 and horizon 1 where nothing else is said, split in halves and
  /// quarters.
  static func forecast(_ text: String, _ settings: [String: ParameterValue] = [:]) throws -> ForecastTask {
    var standard: [String: ParameterValue] = [
      "window": .number(2), "horizon": .number(1),
      "split": .list([.number(0.5), .number(0.25), .number(0.25)]),
    ]
    if !text.hasPrefix("Date") { standard["read"] = .map(["date": .flag(false)]) }
    return try forecast(Array(text.utf8), standard.merging(settings) { $1 })
  }

  /// The chickenpox counts, 50/20/30, window 20.
  static func chickenpox(horizon: Int = 2, _ settings: [String: ParameterValue] = [:]) throws -> ForecastTask
  {
    let standard: [String: ParameterValue] = ["window": .number(20), "horizon": .number(Double(horizon))]
    return try forecast(data("hungary_chickenpox.csv"), standard.merging(settings) { $1 })
  }

  /// An instance of the adding problem.
  static func adding(_ variant: String, steps: Int = 50, size: Int = 1_000, key: StreamKey = key) throws
    -> AddingTask
  {
    let parameters = try Parameters(
      AddingTask.description,
      [
        "variant": .text(variant), "steps": .number(Double(steps)), "validation_size": .number(Double(size)),
        "test_size": .number(Double(size)),
      ])
    return try AddingTask(parameters, files: FileReader { _ in [] }).instance(dataKey: key)
  }

  /// An instance of any task without files.
  static func task(_ type: any SequenceTask.Type, _ settings: [String: ParameterValue] = [:]) throws
    -> any SequenceTask
  {
    try type.init(Parameters(type.description, settings), files: FileReader { _ in [] }).instance(
      dataKey: key)
  }

  /// The data key of replicate 0 under seed 1.
  static let key = StreamKey(seed: 1, replicate: 0, purpose: .data)

  /// A batch of these examples.
  static func batch(_ task: some SequenceTask, _ split: Split, _ examples: [Int]) -> TaskBatch {
    var batch = task.emptyBatch
    task.load(&batch, split, examples: examples)
    return batch
  }

  /// The scores of predictions of all examples of a split, as the network would give them.
  static func scores(_ task: some SequenceTask, _ split: Split, _ predictions: [Double]) -> [Double?] {
    let examples = Array(0..<(task.count(split) ?? 0))
    var rows = task.emptyRows()
    rows.appendTargets(of: batch(task, split, examples), examples: examples)
    var scores = RolloutScores(task.metrics, rollouts: 1)
    scores.add([predictions], beside: rows) { task.rescale(&$0, split) }
    return scores.scores.map(\.value)
  }

  /// The inputs of row `b` of a batch, [T, m].
  static func inputs(_ batch: TaskBatch, row b: Int) -> [Float] {
    (0..<batch.steps).flatMap { step in
      let start = (step * batch.count + b) * batch.inputWidth
      return batch.inputs[start..<start + batch.inputWidth]
    }
  }

  /// The targets of row `b` of a batch.
  static func targets(_ batch: TaskBatch, row b: Int) -> [Float] {
    Array(batch.targets[b * batch.targetWidth..<(b + 1) * batch.targetWidth])
  }

  /// The sentence with which `body` fails, or `nil`.
  static func message(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
