extension KindDescription {
  /// What is wrong with the description itself, if anything.
  ///
  /// Names must be snake case, because they become YAML keys, CSV labels and command-line words; defaults
  /// must be admissible; only numbers can follow a schedule.
  public var defect: String? {
    guard Self.isSnakeCase(kind) else { return "a kind is lower-case letters, digits and underscores" }
    for (index, parameter) in parameters.enumerated() {
      let name = parameter.name
      if !Self.isSnakeCase(name) { return "'\(name)' is not lower-case letters, digits and underscores" }
      if name == "kind" { return "'kind' cannot be a parameter" }
      if parameters[..<index].contains(where: { $0.name == name }) {
        return "it has two parameters '\(name)'"
      }
      if let value = parameter.defaultValue, !parameter.admits(value) {
        return "the default \(value.text) of '\(name)' is not \(parameter.allowed)"
      }
      if parameter.isSchedulable, parameter.numberBounds == nil {
        return "'\(name)' is not a number and cannot follow a schedule"
      }
    }
    return nil
  }

  private static func isSnakeCase(_ name: String) -> Bool {
    guard let first = name.utf8.first, first >= 97, first <= 122 else { return false }
    return name.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 95 }
  }
}

extension Parameter {
  /// The bounds where the parameter is a number with a fraction; `nil` for every other shape.
  public var numberBounds: Bounds? {
    if case .number(let bounds) = shape { bounds } else { nil }
  }
}
