public import Catalog
public import DataReading
public import RandomStreams
public import Sequences

/// Labelled sequences from data files: a class, a bit or a number to predict for each sequence or each step.
///
/// Numeric inputs are scaled over the observed steps of training sequences, each by itself; lengths may differ. Sequences are divided
/// into training, validation and test as the files say, or by class in a draw from the root seed, alike in all replicates. Symbols are
/// rows of the network's embedding: row 0, named "", for all that training has not, then those of training in order.
public struct SequencesTask: SequenceTask {
  /// The catalog entry of `sequences`.
  public static let description = KindDescription(
    "sequences",
    summary: "Predicts a class, a bit or a number for each sequence, or each step, of data files.",
    formula: "x[1 … T] → y, or y[t]", parameters: parameters)

  /// Classes, unless the file says otherwise.
  public static let outline: TaskOutline? = TaskOutline(Accuracy.self)

  let data: SequenceData
  let kind: SequenceTarget
  private let fractions: [Double]
  private let rule: SeriesScaling.Rule?
  /// The sequences of each split.
  let division: SequenceDivision
  private let scalings: [SeriesScaling?]
  /// The scaling of targets that are numbers.
  let targetScaling: SeriesScaling?
  /// The scaled inputs as networks see them, [steps, m].
  private let scaled: [Float]
  /// The row of each symbol in the embedding.
  private let symbolRows: [Int32]
  /// The symbol of each row, that of row 0 being ""; none without symbols.
  let symbolNames: [String]

  /// Reads and checks the files.
  ///
  /// A split that is drawn is checked, and inputs are scaled by it, in ``drawn(from:)``.
  ///
  /// - Throws: `DataError` for files that cannot be understood with certainty, an input without spread or a split without
  ///   sequences; `ParameterError` for a column that is not there, and settings that do not fit together.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    let kind: SequenceTarget = parameters.choice("target_kind")
    let rule = SeriesScaling.Rule(rawValue: parameters.text("scaling"))
    let fractions = try Self.fractions(parameters)
    let data = try Self.data(parameters, kind: kind, files: files)
    try self.init(data, kind: kind, fractions: fractions, rule: rule, key: nil)
  }

  /// Divides, scales and sorts what was read.
  private init(
    _ data: SequenceData, kind: SequenceTarget, fractions: [Double], rule: SeriesScaling.Rule?,
    key: StreamKey?
  ) throws(DataError) {
    (self.data, self.kind, self.fractions, self.rule) = (data, kind, fractions, rule)
    let division = SequenceDivision(
      classes: data.classesForDivision(kind), parts: data.parts, fractions: fractions, key: key)
    self.division = division
    // What is read is divided in the order of the files until it is drawn, and then it may be checked.
    let isFinal = key != nil || !division.isDrawn
    if isFinal { try Self.checkSizes(division, of: data) }
    let rule = isFinal ? rule : nil
    if let rule {
      scalings = try data.inputScalings(rule, over: division.train)
      targetScaling = kind == .number ? try data.targetScaling(rule, over: division.train) : nil
    } else {
      scalings = Array(repeating: nil, count: data.inputWidth)
      targetScaling = nil
    }
    scaled = try data.scaledInputs(by: scalings)
    (symbolNames, symbolRows) = data.symbolRows(over: division.train)
  }

  /// The task with its splits drawn, its inputs scaled over training and all of it checked.
  public func drawn(from key: StreamKey) throws -> SequencesTask {
    guard division.isDrawn else { return self }
    return try SequencesTask(data, kind: kind, fractions: fractions, rule: rule, key: key)
  }

  /// The inputs of a step; a class each, or one number or bit.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: data.inputWidth, symbols: symbolNames.count,
      outputWidth: classNames?.count ?? 1,
      target: kind == .class ? .classIndex : kind == .bits ? .bits : .real,
      placement: data.isEveryStep ? .every : .last, maximumSteps: data.longest)
  }

  /// Sequences of each split.
  public var sizes: SplitSizes {
    SplitSizes(train: division.train.count, validation: division.validation.count, test: division.test.count)
  }

  /// The data as they were read, in place of the files and of how they lie.
  public var identity: [String: ParameterValue] {
    let shares = data.parts == nil ? fractions.map { ParameterValue.number($0) } : []
    return ["data": .text("sha256:\(data.digest)"), "split": shares.isEmpty ? .text("given") : .list(shares)]
  }

  /// The symbols of the embedding's rows, the order of the classes, and the split where it was drawn.
  public var assumptions: [NetworkAssumption] {
    var assumptions: [NetworkAssumption] = symbolNames.isEmpty ? [] : [.symbols(symbolNames)]
    if let classNames {
      assumptions.append(
        NetworkAssumption(
          "classes", of: classNames,
          refusal:
            "the network tells other classes than those of the task, or in another order; say 'task: {classes: […]}' in the order of its training"
        ))
    }
    if division.isDrawn {
      assumptions.append(
        NetworkAssumption(
          "split.\(data.digest.prefix(16))",
          of: (division.train + [-1] + division.validation).map(String.init),
          refusal:
            "the network was trained with another split of these data, and what it learned from may be among what is scored; say the 'seed' and the 'split' of its training"
        ))
    }
    return assumptions
  }

  /// The classes, in the order of the network's outputs.
  var classNames: [String]? { if case .classes(let names, _) = data.targets { names } else { nil } }

  /// The sequence of an example in its file.
  public func origin(_ split: Split, example: Int) -> ExampleOrigin? {
    let (file, place, name) = data.origin(division[split][example])
    return ExampleOrigin(file: file, place: place, name: name)
  }

  /// Fills a batch with sequences as long as the longest of them.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let sequences = division[split]
    let steps = examples.map { data.steps(sequences[$0]) }
    batch.reset(steps: steps.map(\.count).max() ?? 1, count: examples.count)
    for (b, steps) in steps.enumerated() {
      batch.lengths[b] = steps.count
      copyInputs(steps, to: &batch, row: b)
      if data.isEveryStep {
        for (t, step) in steps.enumerated() { setTarget(step, at: t * batch.count + b, of: &batch) }
      } else {
        setTarget(sequences[examples[b]], at: b, of: &batch)
      }
    }
    if batch.keepsPrecision { fillPrecise(&batch, steps) }
    guard let symbols = data.symbols else { return }
    batch.symbols.append(contentsOf: repeatElement(0, count: batch.steps * batch.count))
    for (b, steps) in steps.enumerated() {
      for (t, step) in steps.enumerated() where symbols.codes[step] >= 0 {
        batch.symbols[t * batch.count + b] = symbolRows[Int(symbols.codes[step])]
      }
    }
  }

  private func copyInputs(_ steps: Range<Int>, to batch: inout TaskBatch, row b: Int) {
    let (width, stride) = (data.inputWidth, batch.count)
    for (t, step) in steps.enumerated() {
      let (from, to) = (step * width, (t * stride + b) * width)
      for k in 0..<width { batch.inputs[to + k] = scaled[from + k] }
    }
  }

  /// Scales the inputs of some sequences without rounding to Float32.
  private func fillPrecise(_ batch: inout TaskBatch, _ steps: [Range<Int>]) {
    let (width, stride) = (data.inputWidth, batch.count)
    batch.preciseInputs = Array(repeating: 0, count: batch.inputs.count)
    for (b, steps) in steps.enumerated() {
      for (t, step) in steps.enumerated() {
        for k in 0..<width {
          let value = data.inputs[step * width + k]
          batch.preciseInputs[(t * stride + b) * width + k] = scalings[k]?.scaled(value) ?? value
        }
      }
    }
  }

  /// Writes the target of a sequence or step to a place among a batch's.
  private func setTarget(_ index: Int, at place: Int, of batch: inout TaskBatch) {
    switch data.targets {
    case .classes(_, let classes):
      batch.mask[place] = classes[index] >= 0
      batch.targets[place] = Float(max(0, classes[index]))
    case .numbers(let numbers):
      batch.mask[place] = !numbers[index].isNaN
      guard batch.mask[place] else { return }
      batch.targets[place] = Float(targetScaling?.scaled(numbers[index]) ?? numbers[index])
    }
  }

  /// Unscales forecasts of numbers, and takes their targets from the data, where they are more exact than the network's.
  public func rescale(_ rows: inout ScoredRows, _ split: Split) {
    guard kind == .number, case .numbers(let numbers) = data.targets else { return }
    for (row, index) in targetIndices(of: rows, split).enumerated() {
      rows.targets[row] = numbers[index]
      guard let targetScaling else { continue }
      for output in rows.outputs(ofRow: row) {
        rows.outputs[output] = targetScaling.unscaled(rows.outputs[output])
      }
    }
  }

  /// The place of each row's target among those of the data: rows have the targets of an example that count in the order of its steps.
  func targetIndices(of rows: ScoredRows, _ split: Split) -> [Int] {
    let sequences = division[split]
    guard data.isEveryStep else { return rows.examples.map { sequences[$0] } }
    var indices: [Int] = []
    indices.reserveCapacity(rows.count)
    var (open, next) = (-1, 0)
    for example in rows.examples {
      if example != open { (open, next) = (example, data.steps(sequences[example]).lowerBound) }
      while !data.hasTarget(next) { next += 1 }
      indices.append(next)
      next += 1
    }
    return indices
  }
}
