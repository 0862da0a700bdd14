extension Parameter {
  /// What a file to start from says of the parameter: the example or, where the file has to say something, the simplest admissible value;
  /// `nil` where it need not be said.
  public var startingValue: ParameterValue? {
    example ?? (defaultValue == nil && !isOptional ? simplestValue : nil)
  }

  /// The example, or the simplest admissible value.
  public var simplestValue: ParameterValue { example ?? shape.simplest(name) }
}

extension Parameter.Shape {
  /// The simplest admissible value of a parameter of this name: the first word, the number nearest to 1, a file named after the parameter.
  fileprivate func simplest(_ name: String) -> ParameterValue {
    switch self {
    case .number(let bounds): return .number(bounds.nearest(to: 1, isWhole: false))
    case .integer(let bounds): return .number(bounds.nearest(to: 1, isWhole: true))
    case .choice(let words): return .text(words.first ?? "")
    case .text, .cell: return .text(name)
    case .file: return .text("my-\(name)")
    case .flag: return .flag(false)
    case .numbers(let bounds, let count):
      let number = bounds.nearest(to: count.map { 1 / Double(max(1, $0)) } ?? 1, isWhole: false)
      return .list(Array(repeating: .number(number), count: count ?? 1))
    case .risingIntegers(let bounds): return .list([.number(bounds.nearest(to: 1, isWhole: true))])
    case .texts, .cells: return .list([.text(name)])
    case .cellsByName, .numbersByName: return .map([:])
    case .map(let parameters):
      let values = parameters.compactMap { parameter in
        parameter.startingValue.map { (parameter.name, $0) }
      }
      return .map(Dictionary(values, uniquingKeysWith: { first, _ in first }))
    case .either(let shapes): return shapes.first?.simplest(name) ?? .text(name)
    }
  }
}

extension Bounds {
  /// The number within the bounds that is nearest to another, or a number not far from it where an end is excluded.
  fileprivate func nearest(to number: Double, isWhole: Bool) -> Double {
    if contains(number) { return number }
    let (end, isExcluded) =
      number < minimum || number == minimum ? (minimum, excludesMinimum) : (maximum, excludesMaximum)
    let inward = end == minimum ? 1.0 : -1.0
    if isWhole {
      let whole = inward > 0 ? end.rounded(.up) : end.rounded(.down)
      return isExcluded && whole == end ? whole + inward : whole
    }
    guard isExcluded else { return end }
    let width = maximum - minimum
    return end + inward * (width.isFinite ? width / 2 : 1)
  }
}
