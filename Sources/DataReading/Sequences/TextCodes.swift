import Catalog

/// Texts of which many are alike, each kept once: a code for each, and the distinct texts.
struct TextCodes: Sendable {
  /// The code that stands for no text.
  static let missing: Int32 = -1

  /// The distinct texts, by code.
  private(set) var names: [String] = []
  /// The code of each text.
  private(set) var codes: [Int32] = []
  private var known: [ExactText: Int32] = [:]

  /// Appends a text; `nil` for a missing one.
  mutating func append(_ text: String?) {
    guard let text else {
      codes.append(Self.missing)
      return
    }
    // Often it is the one before.
    if let code = codes.last, code >= 0, names[Int(code)].utf8.elementsEqual(text.utf8) {
      codes.append(code)
    } else if let code = known[ExactText(text)] {
      codes.append(code)
    } else {
      let code = Int32(names.count)
      known[ExactText(text)] = code
      names.append(text)
      codes.append(code)
    }
  }

  /// The same texts with the codes of another order of names, which has all of them.
  mutating func order(_ names: [String]) {
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { (ExactText($1), Int32($0)) })
    let map = self.names.map { places[ExactText($0)] ?? Self.missing }
    for index in codes.indices where codes[index] >= 0 { codes[index] = map[Int(codes[index])] }
    self.names = names
    known = places
  }

  /// Brings the names into their usual order: by number where all are numbers, else by code points.
  mutating func order() { order(Self.ordered(names)) }

  static func ordered(_ names: [String]) -> [String] {
    let sorted = names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    let numbers = sorted.compactMap { DecimalNumber.value(of: Array($0.utf8).span) }
    guard numbers.count == sorted.count else { return sorted }
    return zip(sorted, numbers).enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
      .map(\.element.0)
  }

  /// The first places that have no text.
  var firstMissing: Int? { codes.firstIndex(of: Self.missing) }
}
