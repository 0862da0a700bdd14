import SequenceTasks
import Sequences

/// Turns what a network forecasts for a block of a split into rows of `predictions.csv`.
struct PredictionRecorder {
  private let task: any SequenceTask
  private let split: Split
  private let mode: String
  /// Whether there are rollouts, which may be one that stands for all.
  private let isSampled: Bool
  private(set) var rows: [PredictionRow] = []

  init(_ task: any SequenceTask, _ split: Split, mode: String, isSampled: Bool) {
    (self.task, self.split, self.mode, self.isSampled) = (task, split, mode, isSampled)
  }

  /// Takes in a block: what each rollout forecasts, [rows, w], beside the targets, both as the network has them.
  mutating func take(_ outputs: [[Double]], beside rows: ScoredRows) {
    func scored(_ outputs: [Double]) -> ScoredRows {
      var rows = rows
      rows.outputs = outputs
      task.rescale(&rows, split)
      rows.sortQuantiles()
      return rows
    }
    let mean = scored(RolloutMeans(outputs).all)
    let rollouts = outputs.map { scored($0).outputs }
    let (width, point) = (mean.outputsPerTarget, mean.forecast.point)
    let names = task.classNames
    let isClass = if case .classes = mean.forecast { true } else { false }
    for row in mean.targets.indices {
      for column in isClass ? 0..<width : (point ?? 0)..<(point ?? 0) + 1 {
        let place = row * width + column
        let hasNumber = isClass || point != nil
        let values = rollouts.map { $0[place] }
        self.rows.append(
          PredictionRow(
            split: split.rawValue, mode: mode, example: mean.examples[row],
            date: task.date(split, example: mean.examples[row], place: mean.places[row]) ?? "",
            series: isClass ? names[column] : label(TargetGrouping.series, mean, row),
            horizon: label(TargetGrouping.horizon, mean, row),
            target: isClass ? (Double(column) == mean.targets[row] ? 1 : 0) : mean.targets[row],
            prediction: hasNumber ? mean.outputs[place] : nil,
            spread: isSampled && hasNumber
              ? RolloutSpread(values.count > 1 ? values : [values[0], values[0]]) : nil))
      }
    }
  }

  /// The name of a row's group; empty where the task has no such grouping.
  private func label(_ name: String, _ rows: ScoredRows, _ row: Int) -> String {
    guard let grouping = task.groupings.first(where: { $0.name == name }) else { return "" }
    return grouping.labels[grouping.group(rows.member(row, of: split))]
  }
}
