import Catalog

/// How tables write a value of an axis.
///
/// A kind is written with its non-default parameters, sorted by name: `bernoulli probability_temperature=0.5`.
/// Numbers and words are written as they are; a map without a kind becomes `key=value` pairs, sorted by key.
enum AxisLabel {
  /// The label of the value at `path`; settings are those with the value in its place.
  static func text(
    _ path: String, _ shape: Shape, _ node: ConfigNode, _ settings: [String: ParameterValue]
  ) -> String {
    let resolved = path.split(separator: ".").reduce(ParameterValue.map(settings)) { value, key in
      if case .map(let inner) = value { inner[String(key)] ?? .map([:]) } else { value }
    }
    guard case .section(let section) = shape, case .map(let values) = resolved else {
      return text(shape, resolved)
    }
    // Of a section only what the axis itself says is part of its label.
    let said = values.filter { node[$0.key] != nil }
    return text(.section(section), .map(said))
  }

  /// The label of a checked value of a shape.
  static func text(_ shape: Shape, _ value: ParameterValue) -> String {
    guard case .map(let values) = value else { return value.text }
    switch shape {
    case .kind(let table, _), .kindOrWord(let table, _):
      guard case .text(let kind)? = values[table.keyword], let description = table[kind]?.description else {
        return value.text
      }
      return description.label(values.filter { $0.key != table.keyword })
    case .section(let section), .sectionOrList(let section), .numberOr(_, let section),
      .matrixOr(let section):
      return values.sorted { $0.key < $1.key }.map { key, value in
        let inner = section[key].map { text($0.shape, value) } ?? value.text
        return "\(key)=\(inner.contains(" ") ? "(\(inner))" : inner)"
      }.joined(separator: " ")
    default: return value.text
    }
  }
}
