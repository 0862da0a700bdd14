package import Catalog

/// The settings that a kind is tried with: its defaults, then every parameter in turn at some of the values it may have.
package struct SettingVariations {
  private let description: KindDescription

  /// The variations of a kind's settings.
  package init(_ description: KindDescription) { self.description = description }

  /// No settings at all, then one at a time.
  package var all: [[String: ParameterValue]] {
    [[:]]
      + description.parameters.flatMap { parameter in
        Self.candidates(parameter).filter { parameter.admits($0) && $0 != parameter.defaultValue }
          .map { [parameter.name: $0] }
      }
  }

  /// Every word of every choice.
  package var choices: [[String: ParameterValue]] {
    description.parameters.flatMap { parameter in
      guard case .choice(let words) = parameter.shape else { return [[String: ParameterValue]]() }
      return words.map { [parameter.name: .text($0)] }
    }
  }

  private static func candidates(_ parameter: Parameter) -> [ParameterValue] {
    switch parameter.shape {
    case .number: [-2, -0.7, 0, 0.1, 0.2, 0.5, 0.9, 1, 1.5, 3].map { .number($0) }
    case .integer: [0, 1, 2, 3, 7].map { .number($0) }
    case .choice(let words): words.map { .text($0) }
    case .flag: [.flag(false), .flag(true)]
    case .text, .file, .numbers, .risingIntegers, .texts, .cell, .cells, .cellsByName, .numbersByName, .map,
      .either:
      []
    }
  }
}
