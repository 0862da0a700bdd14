import Catalog

/// The columns or arrays of a file of sequences by role, and how the file is read.
package struct SequenceRequest: Sendable {
  /// How a table lies; `nil` for a plain one.
  package var read: ReadSettings?
  /// What missing inputs become; with any rule but `refuse`, missing targets at a step do not count.
  package var fill: FillRule
  /// The column of a table that names the sequence.
  package var sequence: String?
  /// The columns, or the array, of numeric inputs; `nil` where none are named.
  package var inputs: [String]?
  /// The column or array of symbols; `nil` where inputs are numbers alone.
  package var symbols: String?
  /// The array of sequences' lengths; `nil` for `lengths` where there is one.
  package var lengths: String?
  /// The column or array of targets.
  package var target: String?
  /// What targets are.
  package var kind: SequenceTarget
  /// The classes in order, where the experiment says them.
  package var classes: [String]?
  /// Whether there is a target at every step.
  package var isEveryStep: Bool
  /// The column or array that says in which part a sequence is.
  package var part: String?

  /// A request.
  package init(
    read: ReadSettings? = nil, fill: FillRule = .refuse, sequence: String? = nil, inputs: [String]? = nil,
    symbols: String? = nil, lengths: String? = nil, target: String? = nil, kind: SequenceTarget = .class,
    classes: [String]? = nil,
    isEveryStep: Bool = false, part: String? = nil
  ) {
    (self.read, self.fill) = (read, fill)
    (self.sequence, self.inputs, self.symbols, self.target) = (sequence, inputs, symbols, target)
    self.lengths = lengths
    (self.kind, self.classes, self.isEveryStep, self.part) = (kind, classes, isEveryStep, part)
  }
}

/// What the targets of sequences are.
package enum SequenceTarget: String, Sendable, CaseIterable {
  /// One of several classes, by any text.
  case `class`
  /// 0 or 1.
  case bits
  /// A number.
  case number

  /// What they are called.
  package var noun: String {
    switch self {
    case .class: "classes"
    case .bits: "bits"
    case .number: "numbers"
    }
  }
}

/// Which part of the data a sequence belongs to, where files say it.
package enum SequencePart: String, Sendable, CaseIterable {
  case train, validation, test

  /// The sentence for a text that names none.
  static func refusal(_ text: String) -> String {
    let words = allCases.map(\.rawValue)
    guard !text.isEmpty else { return "the part is empty; expected \(words.joined(separator: ", "))" }
    return
      "the part '\(text)'\(NearestName.hint(for: text, among: words)) is none; expected \(words.joined(separator: ", "))"
  }
}
