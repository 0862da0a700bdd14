import Catalog
import Digest

/// Sequences with targets, read from files and checked: the inputs of each step, and a target for each sequence or each step.
package struct SequenceData: Sendable {
  /// What the targets are.
  package enum Targets: Sendable {
    /// Places in a list of class names; −1 where one is missing.
    case classes(names: [String], [Int32])
    /// Numbers; NaN where one is missing.
    case numbers([Double])
  }

  /// The symbols of steps.
  package struct Symbols: Sendable {
    /// The distinct ones, by number where all are numbers, else by code points.
    package let names: [String]
    /// The place of each step's symbol among the names; −1 where it is missing.
    package let codes: [Int32]
  }

  /// The file as the experiment names it; of several the first.
  package let file: String
  /// The files, each with the number of its first sequence.
  private let files: [(name: String, first: Int)]
  /// What the file calls each sequence; empty where it has no names.
  private let names: [String]
  /// The names of the numeric inputs at a step.
  package let inputNames: [String]
  /// Where each sequence's steps begin, and where the last ends: N + 1 numbers.
  package let starts: [Int]
  /// The numeric inputs, [steps, m]; what was missing is filled.
  package let inputs: [Double]
  /// Which inputs the file holds, [steps, m]; `nil` where it holds all.
  package let observed: [Bool]?
  /// The symbols, where the task has them.
  package let symbols: Symbols?
  /// The targets: one for each sequence, or one for each step.
  package let targets: Targets
  /// Whether there is a target at every step.
  package let isEveryStep: Bool
  /// The part of each sequence, where the files say it.
  package let parts: [SequencePart]?
  /// Whether a filled value knows a later one.
  package let looksAhead: Bool
  /// What was found in the files.
  package let findings: [Finding]
  /// The steps of the longest sequence.
  package let longest: Int
  /// The SHA-256 of inputs, symbols, targets and parts as they were read.
  package let digest: String

  /// Number of sequences.
  package var count: Int { starts.count - 1 }
  /// Numeric inputs at a step.
  package var inputWidth: Int { inputNames.count }
  /// The steps of a sequence.
  package func steps(_ sequence: Int) -> Range<Int> { starts[sequence]..<starts[sequence + 1] }

  /// The file that a sequence is of, its place among those of the file, and what it is called there, "" for nothing.
  package func origin(_ sequence: Int) -> (file: String, place: Int, name: String) {
    let file = files.last { $0.first <= sequence } ?? files[0]
    return (file.name, sequence - file.first, names.isEmpty ? "" : names[sequence])
  }

  /// Makes of sequences as they were read what a task can use.
  ///
  /// - Parameter files: the files in order, each with the number of its first sequence.
  init(_ read: consuming RawSequences, _ request: SequenceRequest, files: [(name: String, first: Int)]) throws
  {
    var raw = read
    self.files = files
    names = raw.names
    file = files[0].name
    let completion = SequenceCompletion(file: file, request: request)
    raw.findings += try completion.fill(&raw)
    raw.symbols?.order()
    targets = try completion.targets(&raw)
    (inputNames, starts, inputs, parts) = (raw.inputNames, raw.starts, raw.inputs, raw.parts)
    (observed, looksAhead) = (raw.observed, raw.looksAhead)
    symbols = raw.symbols.map { Symbols(names: $0.names, codes: $0.codes) }
    isEveryStep = request.isEveryStep
    longest = (0..<raw.count).reduce(0) { max($0, raw.starts[$1 + 1] - raw.starts[$1]) }
    digest = Self.digest(raw, targets, isEveryStep: request.isEveryStep)
    findings = raw.findings + Self.findings(raw, targets, isEveryStep: request.isEveryStep)
  }

  private static func findings(_ raw: RawSequences, _ targets: Targets, isEveryStep: Bool) -> [Finding] {
    let lengths = zip(raw.starts, raw.starts.dropFirst()).map { $1 - $0 }
    let (shortest, longest) = (lengths.min() ?? 0, lengths.max() ?? 0)
    let steps = shortest == longest ? "of \(longest) steps" : "of \(shortest) to \(longest) steps"
    var parts =
      raw.inputNames.isEmpty ? [] : ["\(raw.inputNames.count) input\(raw.inputNames.count == 1 ? "" : "s")"]
    if let symbols = raw.symbols { parts.append("a symbol of \(symbols.names.count)") }
    return [
      Finding("sequences", "\(lengths.count) \(steps), \(parts.joined(separator: " and ")) a step"),
      Finding(
        "targets",
        "\(isEveryStep ? "at every step" : "one a sequence"), \(describe(targets, raw.targets.kind))"),
    ]
  }

  private static func describe(_ targets: Targets, _ kind: SequenceTarget) -> String {
    switch targets {
    case .classes(let names, let places):
      var counts = [Int](repeating: 0, count: names.count)
      for place in places where place >= 0 { counts[Int(place)] += 1 }
      let list = zip(names, counts).prefix(30).map { "\($0) (\($1))" }.joined(separator: ", ")
      return "\(names.count) classes: \(list)\(names.count > 30 ? ", …" : "")"
    case .numbers(let numbers):
      let known = numbers.filter { !$0.isNaN }
      if kind == .bits { return "bits: 0 (\(known.count { $0 == 0 })), 1 (\(known.count { $0 == 1 }))" }
      return "numbers from \(known.min() ?? 0) to \(known.max() ?? 0)"
    }
  }

  /// The data as they were read: the same for every way to write them.
  ///
  ///     sluice/sequences/v1, the number of inputs, N + 1 and the starts, the inputs, and 1 with which of them were observed or 0;
  ///     the number of symbols, their names and codes; 1 where targets stand at every step or 0, the number of classes, their names and
  ///     places, or 0 and the numbers; the parts
  ///
  /// Whole numbers take eight bytes, the most significant first, texts their length and their bytes, other numbers their IEEE 754 bits;
  /// a missing target is −1, or the bits of one NaN.
  private static func digest(_ raw: RawSequences, _ targets: Targets, isEveryStep: Bool) -> String {
    var hash = SHA256()
    hash.update("sluice/sequences/v1\n".utf8)
    func update(_ text: String) {
      hash.update(number: UInt64(text.utf8.count))
      hash.update(text.utf8)
    }
    func update<Value>(_ values: [Value], _ bits: (Value) -> UInt64) {
      // In pieces, so that large data need no copy of their size.
      for start in stride(from: 0, to: values.count, by: 4_096) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * 4_096)
        for value in values[start..<min(start + 4_096, values.count)] {
          withUnsafeBytes(of: bits(value).bigEndian) { bytes += $0 }
        }
        hash.update(bytes)
      }
    }
    // −0 is 0: both are written so.
    func bits(_ number: Double) -> UInt64 { number.isNaN ? Double.nan.bitPattern : (number + 0).bitPattern }
    hash.update(number: UInt64(raw.inputNames.count))
    hash.update(number: UInt64(raw.starts.count))
    update(raw.starts) { UInt64($0) }
    update(raw.inputs, bits)
    // What is filled is read otherwise than the same value in the file: scaling does not see it.
    hash.update(byte: raw.observed == nil ? 0 : 1)
    update(raw.observed ?? []) { $0 ? 1 : 0 }
    hash.update(number: UInt64(raw.symbols?.names.count ?? 0))
    for name in raw.symbols?.names ?? [] { update(name) }
    update(raw.symbols?.codes ?? []) { UInt64(bitPattern: Int64($0)) }
    hash.update(byte: isEveryStep ? 1 : 0)
    switch targets {
    case .classes(let names, let places):
      hash.update(number: UInt64(names.count))
      for name in names { update(name) }
      update(places) { UInt64(bitPattern: Int64($0)) }
    case .numbers(let numbers):
      hash.update(number: 0)
      update(numbers, bits)
    }
    for part in raw.parts ?? [] { update(part.rawValue) }
    return Hexadecimal.text(hash.finalize())
  }
}
