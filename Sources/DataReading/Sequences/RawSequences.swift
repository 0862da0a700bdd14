import Catalog

/// Sequences as a file holds them, before what is missing is filled and the classes are put in order.
struct RawSequences {
  /// Names of the numeric inputs.
  var inputNames: [String] = []
  /// Where each sequence begins among the steps, and where the last ends.
  var starts = [0]
  /// What the file calls each sequence; empty where it has no names.
  var names: [String] = []
  /// Numeric inputs, [steps, m]; NaN where one is missing.
  var inputs: [Double] = []
  /// Which of them the file holds, where missing ones have been filled; `nil` where it holds all.
  var observed: [Bool]?
  /// Whether a filled input knows a later one.
  var looksAhead = false
  /// The symbol of each step; `nil` without symbols.
  var symbols: TextCodes?
  /// The targets, one for each sequence or step.
  var targets: SequenceTargets
  /// The part of each sequence, where the file says it.
  var parts: [SequencePart]?
  /// The line of each step, or of each sequence of an archive.
  var lines = LineMap()
  /// What was found in the file.
  var findings: [Finding] = []

  init(_ request: SequenceRequest) {
    targets = SequenceTargets(kind: request.kind)
    if request.symbols != nil { symbols = TextCodes() }
    if request.part != nil { parts = [] }
  }

  /// The number of sequences.
  var count: Int { starts.count - 1 }
}

/// Targets as they are read: texts of classes, or numbers.
struct SequenceTargets: Sendable {
  let kind: SequenceTarget
  /// Of classes.
  var classes = TextCodes()
  /// Of bits and numbers; NaN where one is missing.
  var numbers: [Double] = []

  init(kind: SequenceTarget) { self.kind = kind }

  /// How many there are.
  var count: Int { kind == .class ? classes.codes.count : numbers.count }

  /// The first that is missing.
  var firstMissing: Int? { kind == .class ? classes.firstMissing : numbers.firstIndex { $0.isNaN } }

  /// How many are missing.
  var missing: Int {
    kind == .class ? classes.codes.count { $0 == TextCodes.missing } : numbers.count { $0.isNaN }
  }

  /// Appends one that is not there.
  mutating func appendMissing() {
    if kind == .class { classes.append(nil) } else { numbers.append(.nan) }
  }

  /// Appends a number, of classes as the text of it; `false` where it is no target of this kind.
  mutating func append(_ number: Double) -> Bool {
    switch kind {
    case .class:
      guard let whole = Int(exactly: number) else { return false }
      classes.append(String(whole))
    case .bits:
      guard number == 0 || number == 1 else { return false }
      numbers.append(number)
    case .number:
      guard abs(number) <= TableReader.largest else { return false }
      numbers.append(number)
    }
    return true
  }

  /// The sentence for a target that is none of its kind.
  func refusal(_ text: String) -> String {
    switch kind {
    case .class: "the class \(text) is no whole number; say 'target_kind: number' if targets are numbers"
    case .bits: "the target '\(text)' is neither 0 nor 1; say 'target_kind: class' if it names a class"
    case .number:
      "the target '\(text)' is no number from -\(TableReader.largest) to \(TableReader.largest); say 'target_kind: class' if it names a class"
    }
  }
}
