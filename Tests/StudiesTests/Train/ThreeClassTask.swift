import Catalog
import DataReading
import Planning
import SequenceTasks
import Sequences
import Studies

/// Three classes with names, of which 25, 10 and 5 of 40 training targets are; once a sequence or at every step.
struct ThreeClassTask: SequenceTask {
  static let description = KindDescription(
    "three_classes", summary: "Names the input that was highest.", formula: "x → argmax x",
    parameters: [Parameter("every", .flag, default: .flag(false), summary: "Targets at every step.")])

  static let names = ["cat", "dog", "a;b"]
  let placement: TargetPlacement

  init(_ parameters: Parameters, files _: borrowing FileReader) {
    placement = parameters.flag("every") ? .every : .last
  }

  var shape: SequenceShape {
    SequenceShape(
      inputWidth: 3, outputWidth: 3, target: .classIndex, placement: placement, maximumSteps: 4)
  }
  var sizes: SplitSizes { SplitSizes(train: 40, validation: 16, test: 24) }
  var metrics: [any Metric.Type] { [Accuracy.self, BalancedAccuracy.self, CrossEntropy.self] }
  var floors: [Floor] { Floor.classes(classes, placement) }
  var classes: [TargetClass] {
    let targets = (0..<40).flatMap { example in
      (0..<(placement == .every ? 4 : 1)).map { Self.target(.train, example, $0) }
    }
    return Self.names.enumerated().map { index, name in
      TargetClass(name, trainingCount: targets.count { $0 == index })
    }
  }

  static func target(_ split: Split, _ example: Int, _ step: Int) -> Int {
    let first = [Split.validation: 40, .test: 56][split] ?? 0
    return [0, 0, 0, 1, 0, 2, 0, 1][(first + example + step) * 5 % 8]
  }

  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: 4, count: examples.count)
    for (b, example) in examples.enumerated() {
      for step in 0..<4 {
        let row = step * examples.count + b
        let target = Self.target(split, example, placement == .every ? step : 0)
        for input in 0..<3 {
          let noise = Float((example * 7 + step * 3 + input * 5) % 9) / 6
          batch.inputs[row * 3 + input] = (input == target ? 1 : 0) + noise - 0.7
        }
        if placement == .every { batch.targets[row] = Float(target) }
      }
      if placement == .last { batch.targets[b] = Float(Self.target(split, example, 0)) }
    }
  }

  /// A plan of an experiment with the task.
  static func plan(_ overrides: [String] = [], text: String = text) throws -> ExperimentPlan {
    let experiment = try Experiment(
      ExperimentFile(name: "classes.yaml", bytes: Array(text.utf8)), overrides: overrides,
      catalogs: ExperimentCatalogs(
        studies: .standard, tasks: try TaskCatalog().adding([.init(ThreeClassTask.self)])))
    return try ExperimentPlan(experiment, files: FileReader { _ in [] })
  }

  static let text = """
    schema: sluice/experiment/v1
    name: classes
    kind: train
    seed: 7
    task: {kind: three_classes}
    network: {hidden: 4}
    gates: {all: {kind: bernoulli}}
    training: {updates: 40, batch: 8, optimizer: {kind: adam, learning_rate: 0.02}}
    evaluation: {every: 20, modes: [native, sample, draw], samples: 4}

    """
}
