public import Catalog
public import Recurrence

/// A kind that settings name: what it is a kind of, and its catalog entry.
public struct NamedKind: Sendable, Hashable {
  /// What it is a kind of, as its catalog says: `gate policy`.
  public let subject: String
  /// The catalog entry.
  public let description: KindDescription

  /// `the gate policy 'bernoulli'`.
  public var text: String { "the \(subject) '\(description.kind)'" }

  /// Where the kind stands among those that programs bring.
  var own: OwnKind { OwnKind(subject: subject, kind: description.kind) }
}

extension NamedKind {
  /// The kinds that checked settings of a section name, schedules included, each once and in the order of the keys.
  static func all(in settings: [String: ParameterValue], of section: Section) -> [NamedKind] {
    var found: [NamedKind] = []
    for field in section.fields {
      guard let value = settings[field.name] else { continue }
      for kind in all(in: value, of: field.shape) where !found.contains(kind) { found.append(kind) }
    }
    return found
  }

  private static func all(in value: ParameterValue, of shape: Shape) -> [NamedKind] {
    guard let (table, schedules) = shape.kinds else {
      guard case .map(let values) = value, let section = shape.section else { return [] }
      return all(in: values, of: section)
    }
    let values = if case .map(let values) = value { values } else { [table.keyword: value] }
    guard case .text(let word)? = values[table.keyword], let row = table[word] else { return [] }
    let inner = row.description.parameters.compactMap { parameter -> NamedKind? in
      guard case .map(let values)? = values[parameter.name],
        case .text(let word)? = values[ScheduleCatalog.keyword], let row = schedules[word]
      else { return nil }
      return NamedKind(subject: schedules.subject, description: row.description)
    }
    return [NamedKind(subject: table.subject, description: row.description)] + inner
  }
}

extension Experiment {
  /// The kinds that the experiment names anywhere, in any value of an axis or by default, each once; its own kind first.
  public var namedKinds: [NamedKind] {
    var found = [NamedKind(subject: StudyCatalog.subject, description: study.description)]
    for settings in settingsOfEveryValue {
      for kind in NamedKind.all(in: settings, of: format) where !found.contains(kind) { found.append(kind) }
    }
    return found
  }

  /// The kinds that are not part of Sluice and that the experiment names.
  public var ownKinds: [NamedKind] {
    let own = catalogs.ownKinds
    return own.isEmpty ? [] : namedKinds.filter { own.contains($0.own) }
  }

  /// Whether code of the running program's own has a part in the experiment.
  public var usesKindsOfThisProgram: Bool {
    ownKinds.contains { !catalogs.missingKinds.contains($0.own) }
  }
}

extension Experiment {
  /// The settings of as many cells as it takes to see every value of every axis once.
  private var settingsOfEveryValue: [[String: ParameterValue]] {
    let first = axes.map { _ in 0 }
    let others = axes.enumerated().flatMap { axis, values in
      values.values.indices.dropFirst().map { place in
        var indices = first
        indices[axis] = place
        return indices
      }
    }
    return ([first] + others).map { indices in
      var reader = ConfigReader(root: format)
      return reader.read(node(indices))
    }
  }

  /// The variants of the LSTM that the experiment names, each once.
  public var variants: [LSTMVariant] {
    var found: [LSTMVariant] = []
    for settings in settingsOfEveryValue {
      let variant = Settings(settings)["network"].variant
      if !found.contains(variant) { found.append(variant) }
    }
    return found
  }
}

extension CellSpecification {
  /// The kinds of another program that have a part in the cell, and that only have stand-ins in this one.
  public func missingKinds(_ catalogs: ExperimentCatalogs) -> [NamedKind] {
    catalogs.missingKinds.isEmpty ? [] : ownKinds.filter { catalogs.missingKinds.contains($0.own) }
  }
}
