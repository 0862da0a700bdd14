public import Catalog

/// One key of the experiment file: its name, its admissible values and its default.
///
/// The reader, the JSON Schema, the starter file and the table of keys all follow from these.
public struct Field: Sendable {
  /// The key.
  public let name: String
  /// The admissible values.
  public let shape: Shape
  /// The value if the file omits the key.
  public let defaultValue: ParameterValue?
  /// Whether the file must have the key.
  public let isRequired: Bool
  /// Whether the value can change a run's bytes, and so belongs to its identity.
  public let identifiesRuns: Bool
  /// One sentence: meaning, unit, and what follows if it is omitted and there is no fixed default.
  public let summary: String

  /// A key.
  public init(
    _ name: String, _ shape: Shape, default defaultValue: ParameterValue? = nil, isRequired: Bool = false,
    identifiesRuns: Bool = true, _ summary: String
  ) {
    self.name = name
    self.shape = shape
    self.defaultValue = defaultValue
    self.isRequired = isRequired
    self.identifiesRuns = identifiesRuns
    self.summary = summary
  }
}

extension Field {
  /// The key without a default; absent if the file omits it.
  public var withoutDefault: Field {
    Field(name, shape, isRequired: isRequired, identifiesRuns: identifiesRuns, summary)
  }
}

/// A map with fixed keys.
public struct Section: Sendable {
  /// The map's subject, in one sentence.
  public let summary: String
  /// The keys in the order in which they are documented.
  public let fields: [Field]

  /// A map with these keys.
  public init(_ summary: String, _ fields: [Field]) {
    self.summary = summary
    self.fields = fields
  }

  /// The key of this name, if there is one.
  public subscript(name: String) -> Field? { fields.first { $0.name == name } }

  /// The section without some of its keys.
  package func without(_ names: Set<String>) -> Section {
    Section(summary, fields.filter { !names.contains($0.name) })
  }

  /// The same keys with a label before them, for the items of a list.
  package var labeled: Section {
    Section(summary, [Field("label", .name, isRequired: true, "The label in tables.")] + fields)
  }

  /// The keys in order.
  public var keys: [String] { fields.map(\.name) }
}

/// The admissible values of a key.
public indirect enum Shape: Sendable {
  /// A scalar or list as the parameters of kinds have them.
  case plain(Parameter.Shape)
  /// This very text.
  case constant(String)
  /// A word that is safe as the name of a folder.
  case name
  /// A whole number from 0 to 2⁶⁴ − 1.
  case seed
  /// A word of a long list that messages do not print: what it names, the words, where to see them.
  case listed(String, [String], hint: String)
  /// One of these words; the second list is known but not in this version, and of the others some say what to write.
  case words([String], absent: [String] = [], instead: [String: String] = [:])
  /// A list of different words, at least one.
  case distinctWords([String])
  /// A map with fixed keys.
  case section(Section)
  /// A map with fixed keys, or a list of such maps with a `label` each.
  case sectionOrList(Section)
  /// A map with a kind of a table and its parameters, those that may follow a schedule with the schedules that there are.
  case kind(KindTable<Void>, ScheduleCatalog)
  /// The same, or the kind's name alone where it needs no parameters.
  case kindOrWord(KindTable<Void>, ScheduleCatalog)
  /// A number, or a map with fixed keys.
  case numberOr(Bounds, Section)
  /// A list of rows of numbers.
  case matrix
  /// A list of rows of numbers, or a map with fixed keys.
  case matrixOr(Section)
  /// The axes of the sweep.
  case axes
  /// Whatever an axis holds.
  case axisValue

  /// The schedules of a number within bounds.
  static func schedule(_ schedules: ScheduleCatalog, within bounds: Bounds) -> Shape {
    .kind(schedules.within(bounds).erased, schedules)
  }

  /// The admissible values in words.
  package var allowed: String {
    switch self {
    case .plain(let shape): Parameter("", shape, summary: "").allowed
    case .constant(let text): text
    case .name:
      "a word of letters, digits, '.', '_' and '-' that starts with a letter or digit, at most 100 long"
    case .seed: "a whole number from 0 to 18446744073709551615"
    case .listed(_, let words, let hint): "one of \(words.count) names (\(hint))"
    case .words(let words, _, _): "one of " + words.joined(separator: ", ")
    case .distinctWords(let words): "a list of different words among " + words.joined(separator: ", ")
    case .section(let section): "a map with the keys " + section.keys.joined(separator: ", ")
    case .sectionOrList(let section):
      "a map with the keys \(section.keys.joined(separator: ", ")), or a list of such maps with a label each"
    case .kind(let table, _): "a map such as {\(table.keyword): \(table.kinds.first ?? "")}"
    case .kindOrWord(let table, _):
      "one of \(table.kinds.joined(separator: ", ")), with parameters as {\(table.keyword): NAME, …}"
    case .numberOr(let bounds, let section):
      "a number \(bounds), or a map with \(section.keys.joined(separator: ", "))"
    case .matrix: "a list of rows, each a list of numbers"
    case .matrixOr(let section):
      "\(Shape.matrix.allowed), or a map with \(section.keys.joined(separator: ", "))"
    case .axes: "a map from dotted paths to lists of values"
    case .axisValue: "one of the axis's values"
    }
  }

  /// The kinds that the value can name, and the schedules of their numbers.
  var kinds: (table: KindTable<Void>, schedules: ScheduleCatalog)? {
    switch self {
    case .kind(let table, let schedules), .kindOrWord(let table, let schedules): (table, schedules)
    default: nil
    }
  }

  /// The section inside, where there is one.
  package var section: Section? {
    switch self {
    case .section(let section), .sectionOrList(let section), .numberOr(_, let section),
      .matrixOr(let section):
      section
    default: nil
    }
  }
}
