public import Catalog
public import DataReading
public import Sequences

/// The next character of a text, at every step.
///
/// The text is divided in the order in which it stands into training, validation and test. Example e of a part with n characters reads
/// characters w·e … w·e + w − 1 and tells each one's successor, so that every character but the first of a part is a target once; the last
/// example may be shorter. State is not carried from one example to the next. The alphabet is that of the whole file, by code point.
public struct CharactersTask: SequenceTask {
  /// The catalog entry of `characters`.
  public static let description = KindDescription(
    "characters", summary: "Tells the next character of a text, at every step.",
    formula: "s_1 … s_t → s_{t+1}",
    parameters: [
      Parameter(
        "data", .file, example: .text("text.txt"), summary: "A text in UTF-8, also packed by gzip."),
      Parameter(
        "window", .integer(Bounds(1, 10_000)), default: .number(100),
        summary: "Characters w that an example reads, with as many targets."),
      Parameter(
        "split", .numbers(Bounds(0, 1, excludesMinimum: true, excludesMaximum: true), count: 3),
        default: .list([.number(0.9), .number(0.05), .number(0.05)]),
        summary: "Fractions of the text for training, validation and test, in its order; they sum to 1."),
    ])

  /// Characters in and out.
  public static let outline: TaskOutline? = TaskOutline(BitsPerSymbol.self, hasSymbols: true)

  private let text: CharacterText
  private let window: Int
  private let parts: ChronologicalSplit
  /// How often training has each character after each other, [character][the one before].
  private let counts: [[Int]]

  /// Reads and checks the file.
  ///
  /// - Throws: `DataError` for a file that is no text in UTF-8, has too many different characters, or too few characters for a part;
  ///   `ParameterError` for fractions that do not sum to 1.
  public init(_ parameters: Parameters, files: borrowing FileReader) throws {
    let fractions = try parameters.fractions("split")
    text = try CharacterText(parameters.text("data"), files: files)
    window = parameters.integer("window")
    parts = ChronologicalSplit(rowCount: text.symbols.count, fractions: fractions)
    for split in Split.allCases where parts.rows(split).count < 2 {
      throw DataError(
        file: text.file,
        "\(text.symbols.count) characters leave \(parts.rows(split).count) for \(split.rawValue); expected 2 at least, one to read and one to tell"
      )
    }
    var counts = Array(
      repeating: Array(repeating: 0, count: text.alphabet.count), count: text.alphabet.count)
    for place in parts.rows(.train).dropFirst() {
      counts[Int(text.symbols[place])][Int(text.symbols[place - 1])] += 1
    }
    self.counts = counts
  }

  /// A character in and one out at each step.
  public var shape: SequenceShape {
    SequenceShape(
      inputWidth: 0, symbols: text.alphabet.count, outputWidth: text.alphabet.count, target: .classIndex,
      placement: .every, maximumSteps: min(window, parts.rows(.train).count - 1))
  }

  /// As many examples as it takes to tell every character but the first of a part.
  public var sizes: SplitSizes {
    func count(_ split: Split) -> Int { (parts.rows(split).count - 1 + maximumSteps - 1) / maximumSteps }
    return SplitSizes(train: count(.train), validation: count(.validation), test: count(.test))
  }

  /// The characters, each with how often training has to tell it.
  public var classes: [TargetClass] {
    zip(text.names, counts.map { $0.reduce(0, +) }).map { TargetClass($0, trainingCount: $1) }
  }

  /// The characters of the embedding's rows.
  public var assumptions: [NetworkAssumption] { [.symbols(text.names)] }

  /// How much there is.
  public var findings: [Finding] {
    let sizes = Split.allCases.map { "\($0.rawValue) \(parts.rows($0).count)" }.joined(separator: ", ")
    return [
      Finding("characters", "\(text.symbols.count), \(text.alphabet.count) different ones"),
      Finding("split", "\(sizes), in the order of the text"),
    ]
  }

  /// `bits_per_symbol` and `accuracy`.
  public var metrics: [any Metric.Type] { [BitsPerSymbol.self, Accuracy.self] }

  /// `chance`: all characters equally likely. `unigram`: their frequencies in training, one added to each count. `bigram`: the
  /// frequencies after the character before, to which the unigram's are added once.
  public var floors: [Floor] {
    let (alphabet, counts) = (text.alphabet.count, counts)
    let ends = counts.map { Double($0.reduce(0, +) + 1) }
    let total = ends.reduce(0, +)
    let unigram = ends.map { $0 / total }
    // Of each character the row of what comes after it.
    let bigram = (0..<alphabet).map { first in
      let row = (0..<alphabet).map { Double(counts[$0][first]) + unigram[$0] }
      let sum = row.reduce(0, +)
      return row.map { $0 / sum }
    }
    return Floor.chance(of: alphabet) + Floor.shares("unigram") { rows, _ in rows.steps.map { _ in unigram } }
      + Floor.shares("bigram") { rows, split in
        zip(rows.examples, rows.steps).map { bigram[Int(text.symbols[start(of: $0, split) + $1])] }
      }
  }

  /// The place of an example's first character.
  private func start(of example: Int, _ split: Split) -> Int {
    parts.rows(split).lowerBound + example * maximumSteps
  }

  /// Fills a batch with parts of the text.
  public func fill(_ batch: inout TaskBatch, _ split: Split, examples: [Int]) {
    let (count, end) = (examples.count, parts.rows(split).upperBound)
    let lengths = examples.map { min(maximumSteps, end - 1 - start(of: $0, split)) }
    batch.reset(steps: lengths.max() ?? 1, count: count)
    batch.symbols.append(contentsOf: repeatElement(0, count: batch.steps * count))
    for (row, length) in lengths.enumerated() {
      let start = start(of: examples[row], split)
      batch.lengths[row] = length
      for step in 0..<length {
        batch.symbols[step * count + row] = text.symbols[start + step]
        batch.targets[step * count + row] = Float(text.symbols[start + step + 1])
      }
    }
  }

  /// The place of an example's first character in the file.
  public func origin(_ split: Split, example: Int) -> ExampleOrigin? {
    ExampleOrigin(file: text.file, place: start(of: example, split))
  }
}
