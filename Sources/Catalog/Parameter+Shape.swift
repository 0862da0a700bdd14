extension Parameter {
  /// The shape of the values a parameter takes.
  public indirect enum Shape: Sendable, Hashable {
    /// A number within bounds.
    case number(Bounds)
    /// A whole number within bounds.
    case integer(Bounds)
    /// One of the given words.
    case choice([String])
    /// Any text.
    case text
    /// The path of a file, relative to the experiment file.
    case file
    /// `true` or `false`.
    case flag
    /// A list of numbers within bounds, `count` of them where it is given.
    case numbers(Bounds, count: Int?)
    /// A list of different whole numbers within bounds, in rising order.
    case risingIntegers(Bounds)
    /// A list of texts.
    case texts
    /// A text as a cell of a table holds it: a number or another word without quotes counts as it is written.
    case cell
    /// A list of texts as the cells of a table hold them: numbers and other words without quotes count as they are written.
    case cells
    /// A map from names to such a text, or to a list of them.
    case cellsByName
    /// A map from names to numbers within bounds.
    case numbersByName(Bounds)
    /// A map of further parameters.
    case map([Parameter])
    /// A value of any of these shapes.
    case either([Shape])
  }
}

extension Parameter.Shape {
  /// The admissible values in words.
  public var allowed: String {
    switch self {
    case .number(.finite): "a number"
    case .number(let bounds): "a number \(bounds)"
    case .integer(let bounds): "a whole number \(bounds)"
    case .choice(let words): words.count == 1 ? words[0] : "one of " + words.joined(separator: ", ")
    case .text, .cell: "text"
    case .file: "the path of a file"
    case .flag: "true or false"
    case .numbers(let bounds, let count):
      "a list of \(count.map { "\($0) " } ?? "")numbers" + (bounds == .finite ? "" : ", each \(bounds)")
    case .risingIntegers(let bounds): "a list of rising whole numbers, each \(bounds)"
    case .texts, .cells: "a list of texts"
    case .cellsByName: "a map from names to a text or a list of texts"
    case .numbersByName(let bounds):
      "a map from names to numbers" + (bounds == .finite ? "" : ", each \(bounds)")
    case .map(let parameters): "a map with the keys " + parameters.map(\.name).joined(separator: ", ")
    case .either(let shapes): shapes.map(\.allowed).joined(separator: ", or ")
    }
  }

  /// Whether `value` is admissible.
  public func admits(_ value: ParameterValue) -> Bool {
    switch (self, value) {
    case (.number(let bounds), .number(let number)): return bounds.contains(number)
    case (.integer(let bounds), .number(let number)):
      return number == number.rounded() && bounds.contains(number)
    case (.choice(let words), .text(let word)): return words.contains(word)
    case (.text, .text), (.cell, .text), (.file, .text), (.flag, .flag): return true
    case (.numbers(let bounds, let count), .list(let values)):
      return (count == nil || count == values.count) && values.allSatisfy(Self.number(bounds).admits)
    case (.risingIntegers(let bounds), .list(let values)):
      let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
      return !values.isEmpty && values.allSatisfy(Self.integer(bounds).admits)
        && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    case (.texts, .list(let values)), (.cells, .list(let values)): return values.allSatisfy(Self.text.admits)
    case (.cellsByName, .map(let values)):
      return values.values.allSatisfy { Self.text.admits($0) || Self.cells.admits($0) }
    case (.numbersByName(let bounds), .map(let values)):
      return values.values.allSatisfy(Self.number(bounds).admits)
    case (.map(let parameters), .map(let values)):
      return values.allSatisfy { key, value in
        parameters.first { $0.name == key }?.admits(value) ?? false
      } && parameters.allSatisfy { $0.isOptional || $0.defaultValue != nil || values[$0.name] != nil }
    case (.either(let shapes), _): return shapes.contains { $0.admits(value) }
    default: return false
    }
  }

  /// The parameters of the map that a value may be.
  public var keys: [Parameter] {
    switch self {
    case .map(let parameters): parameters
    case .either(let shapes): shapes.flatMap(\.keys)
    default: []
    }
  }
}
