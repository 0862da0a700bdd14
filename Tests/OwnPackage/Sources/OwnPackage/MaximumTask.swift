import Sluice

/// The largest of T numbers, uniform on (0, 1), after the last of them.
///
/// y = max x_t. Its mean is T/(T + 1), which is the floor; example i of a split is drawn from the stream
/// (data key, split; sequence i). Training examples never run out.
struct MaximumTask: GeneratedTask {
  static let description = KindDescription(
    "maximum", summary: "Finds the largest of the numbers in a sequence.",
    formula: "y = max x_t, x_t ~ U(0,1)",
    parameters: [
      Parameter("steps", .integer(Bounds(1, 1000)), default: .number(10), summary: "Steps T in a sequence.")
    ])

  let steps: Int
  var splits = GeneratedSplits(SplitSizes(train: nil, validation: 100, test: 100))

  init(_ parameters: Parameters, files: borrowing FileReader) throws { steps = parameters.integer("steps") }

  var shape: SequenceShape {
    SequenceShape(inputWidth: 1, outputWidth: 1, target: .real, placement: .last, maximumSteps: steps)
  }
  var metrics: [any Metric.Type] { [HitRate.self, MeanSquaredError.self] }
  var floors: [Floor] { [.constant("constant", Double(steps) / Double(steps + 1))] }
  var criterion: Criterion? { Criterion(HitRate.self, betterThan: 0.95) }

  func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    batch.reset(steps: steps, count: examples.count)
    splits.forEach(examples, of: split) { row, stream in
      for step in 0..<steps {
        let number = stream.nextUniform()
        batch.inputs[step * examples.count + row] = number
        batch.targets[row] = max(batch.targets[row], number)
      }
    }
  }
}
