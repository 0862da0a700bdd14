import Catalog

extension Section {
  /// The values that can change what a run computes, without those that only say where something is, how it is written, or how
  /// often it is repeated.
  func identifying(_ values: [String: ParameterValue]) -> [String: ParameterValue] {
    var result: [String: ParameterValue] = [:]
    for (key, value) in values { result[key] = identifying(value, of: key) }
    return result
  }

  /// What of the value of a key can change what a run computes; `nil` where nothing can.
  func identifying(_ value: ParameterValue, of key: String) -> ParameterValue? {
    guard let field = self[key] else { return value }
    return field.identifiesRuns ? field.shape.identifying(value) : nil
  }
}

extension Shape {
  /// The part of a value that can change what a run computes.
  fileprivate func identifying(_ value: ParameterValue) -> ParameterValue {
    guard case .map(var values) = value else { return value }
    switch self {
    case .section(let section), .matrixOr(let section): return .map(section.identifying(values))
    case .kind(let table, _):
      guard case .text(let kind)? = values[table.keyword], let description = table[kind]?.description else {
        return value
      }
      for parameter in description.parameters where !parameter.identifiesRuns { values[parameter.name] = nil }
      return .map(values)
    default: return value
    }
  }
}
