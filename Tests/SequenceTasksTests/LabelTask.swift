import Catalog
import DataReading
import SequenceTasks
import Sequences

/// Given targets and inputs of 0: classes or bits, in sequences of given lengths; −1 is a target that is missing.
struct LabelTask: SequenceTask {
  static let description = KindDescription("labels", summary: "Given targets.", formula: "0 → t")

  var target = TargetKind.classIndex
  var placement = TargetPlacement.every
  var names: [String] = ["cat", "dog", "owl"]
  /// The targets of each sequence, [steps, places].
  var sequences: [Split: [[Float]]] = [:]
  var floors: [Floor] = []
  var metrics: [any Metric.Type] = [
    Accuracy.self, BalancedAccuracy.self, MacroF1.self, Recall.self, CrossEntropy.self,
  ]

  init(_ parameters: Parameters, files _: borrowing FileReader) {}
  init() {}

  var shape: SequenceShape {
    SequenceShape(
      inputWidth: 1, outputWidth: target == .bits ? 2 : names.count, target: target, placement: placement,
      maximumSteps: 8)
  }
  var sizes: SplitSizes {
    func count(_ split: Split) -> Int { sequences[split]?.count ?? 0 }
    return SplitSizes(train: count(.train), validation: count(.validation), test: count(.test))
  }
  var classes: [TargetClass] {
    target == .bits
      ? [] : names.indices.map { TargetClass(names[$0], trainingCount: trainingCount(of: $0)) }
  }

  private func trainingCount(of index: Int) -> Int {
    (sequences[.train] ?? []).reduce(0) { $0 + $1.filter { $0 == Float(index) }.count }
  }

  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let chosen = examples.map { sequences[split]![$0] }
    let width = targetWidth
    batch.reset(steps: chosen.map { $0.count / width }.max() ?? 1, count: examples.count)
    for (b, targets) in chosen.enumerated() {
      batch.lengths[b] = targets.count / width
      for (place, target) in targets.enumerated() {
        let row = placement == .every ? place / width * examples.count + b : b
        batch.targets[row * width + place % width] = max(0, target)
        batch.mask[row * width + place % width] = target >= 0
      }
    }
  }
}
