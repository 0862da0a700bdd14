import RandomStreams
import SequenceTasks
import Sequences

/// The laws of tasks.
enum TaskLaws {
  static let list = LawList<any SequenceTask>(
    family: "tasks",
    laws: [
      Law("sizes", sizes), Law("metrics", metrics), Law("batch", batch), Law("pure", pure),
      Law("addresses", addresses),
      Law("replicates", replicates),
    ])

  private static func instance(_ task: any SequenceTask, replicate: Int = 0) -> any SequenceTask {
    task.instance(dataKey: StreamKey(seed: 3, path: [.index(UInt64(replicate)), .label("data")]))
  }

  private static func load(_ task: some SequenceTask, _ split: Split, _ examples: [Int]) -> TaskBatch {
    var batch = task.emptyBatch
    task.load(&batch, split, examples: examples)
    return batch
  }

  /// Some examples of a split, the last among them.
  private static func examples(_ task: any SequenceTask, _ split: Split) -> [Int] {
    let count = task.count(split) ?? 1000
    return Array(Set([0, 1, 2, count / 2, count - 1]).filter { (0..<count).contains($0) }).sorted()
  }

  /// Every split has examples; shapes are positive; classes that are named are as many as the outputs, each once.
  private static func sizes(_ task: any SequenceTask, _ findings: inout Findings) {
    for split in Split.allCases {
      findings.expect(
        task.count(split) ?? 1 > 0, at: "\(split)", found: "\(task.count(split) ?? 0) examples",
        expected: "one at least")
    }
    let shape = task.shape
    findings.expect(
      shape.inputWidth + shape.symbols > 0 && min(shape.inputWidth, shape.symbols) >= 0
        && shape.outputWidth > 0 && shape.maximumSteps > 0, at: "shape", found: "\(shape)",
      expected: "inputs, numbers or symbols, outputs and steps")
    let names = task.assumptions.first { $0.name == NetworkAssumption.symbols([]).name }?.texts ?? []
    findings.expect(
      names.isEmpty || names.count == shape.symbols, at: "assumptions",
      found: "\(names.count) names of symbols",
      expected: "none, or one for each of \(shape.symbols) symbols")
    let classes = task.classes.map(\.name)
    findings.expect(
      classes.isEmpty
        || task.target == .classIndex && classes.count == task.outputWidth
          && Set(classes).count == classes.count,
      at: "classes", found: "\(classes) for \(task.outputWidth) outputs of \(task.target.words)",
      expected: "none, or of class targets a different name for each output")
  }

  /// The metrics are named once each and defined for the targets; the criterion, and floors known beforehand, are of them.
  private static func metrics(_ task: any SequenceTask, _ findings: inout Findings) {
    let names = task.metricNames
    findings.expect(
      !names.isEmpty && Set(names).count == names.count, at: "metrics", found: "\(names)",
      expected: "one at least, each once")
    for metric in task.metrics {
      findings.expect(
        metric.targets.contains(task.target), at: "metrics", found: metric.name,
        expected: "metrics that are defined for targets \(task.target)")
    }
    if let criterion = task.criterion {
      findings.expect(
        names.contains(criterion.metric.name), at: "criterion", found: criterion.metric.name,
        expected: "one of \(names.joined(separator: ", "))")
    }
  }

  /// A batch has the declared widths, lengths of 1…T and finite numbers.
  private static func batch(_ task: any SequenceTask, _ findings: inout Findings) {
    let task = instance(task)
    for split in Split.allCases {
      let batch = load(task, split, examples(task, split))
      findings.expect(
        batch.steps <= task.maximumSteps && batch.lengths.allSatisfy { (1...batch.steps).contains($0) },
        at: "\(split)",
        found: "\(batch.steps) steps, lengths \(batch.lengths)",
        expected: "lengths of 1 to at most \(task.maximumSteps)")
      findings.expect(
        batch.inputs.allSatisfy(\.isFinite) && batch.targets.allSatisfy(\.isFinite), at: "\(split)",
        found: "a number that is not finite", expected: "finite inputs and targets")
      findings.expect(
        batch.symbols.count == (task.symbols > 0 ? batch.steps * batch.count : 0)
          && batch.symbols.allSatisfy { (0..<task.symbols).contains(Int($0)) }, at: "\(split)",
        found: "symbols \(batch.symbols)",
        expected: task.symbols > 0 ? "one below \(task.symbols) at every step" : "none")
      guard task.target == .classIndex else { continue }
      findings.expect(
        batch.targets.allSatisfy { $0 == $0.rounded() && (0..<Float(task.outputWidth)).contains($0) },
        at: "\(split)",
        found: "targets \(batch.targets)", expected: "class indices below \(task.outputWidth)")
    }
  }

  /// An example is a function of its split and index: alone it is what it is beside others, in any order.
  private static func pure(_ task: any SequenceTask, _ findings: inout Findings) {
    let task = instance(task)
    for split in Split.allCases {
      let examples = examples(task, split)
      let whole = load(task, split, examples.reversed())
      for (place, example) in examples.reversed().enumerated() {
        let alone = load(task, split, [example])
        findings.expect(
          Example(alone, 0) == Example(whole, place), at: "\(split), example \(example)",
          found: "other numbers alone",
          expected: "those of the same example in a batch")
      }
    }
  }

  /// No two examples share the address of their noise.
  private static func addresses(_ task: any SequenceTask, _ findings: inout Findings) {
    let task = instance(task)
    var seen: [UInt32: String] = [:]
    for split in Split.allCases {
      let examples = examples(task, split)
      for (address, example) in zip(load(task, split, examples).sequences, examples) {
        let name = "example \(example) of \(split)"
        if let other = seen.updateValue(name, forKey: address) {
          findings.expect(
            false, at: name, found: "the address \(address) of \(other)", expected: "an address of its own")
        }
      }
    }
  }

  /// Generated data differ between replicates; other data do not.
  private static func replicates(_ task: any SequenceTask, _ findings: inout Findings) {
    func data(_ replicate: Int) -> TaskBatch {
      let task = instance(task, replicate: replicate)
      return load(task, .train, examples(task, .train))
    }
    let (first, again, other) = (data(0), data(0), data(1))
    findings.expect(
      first.inputs == again.inputs && first.symbols == again.symbols && first.targets == again.targets,
      at: "the same replicate again",
      found: "other examples", expected: "the same")
    let differs =
      first.inputs != other.inputs || first.symbols != other.symbols || first.targets != other.targets
    findings.expect(
      differs == task.isGenerated, at: "isGenerated", found: differs ? "data that differ" : "equal data",
      expected: task.isGenerated ? "data of its own for each replicate" : "one data set for all replicates")
  }

  /// One sequence of a batch, up to its length.
  private struct Example: Equatable {
    let length: Int
    let inputs, targets: [Float]
    let symbols: [Int32]
    let mask: [Bool]

    init(_ batch: TaskBatch, _ row: Int) {
      length = batch.lengths[row]
      let (b, m, k) = (batch.count, batch.inputWidth, batch.targetWidth)
      let rows: [Int] = (0..<(batch.placement == .last ? 1 : length)).map { $0 * b + row }
      let places: [Int] = (0..<length).map { $0 * b + row }
      inputs = places.flatMap { Array(batch.inputs[$0 * m..<($0 + 1) * m]) }
      symbols = places.filter(batch.symbols.indices.contains).map { batch.symbols[$0] }
      targets = rows.flatMap { Array(batch.targets[$0 * k..<($0 + 1) * k]) }
      mask = rows.flatMap { Array(batch.mask[$0 * k..<($0 + 1) * k]) }
    }
  }
}
