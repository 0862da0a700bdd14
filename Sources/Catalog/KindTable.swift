/// An ordered, immutable table of kinds: what experiment files may name, each with what makes it.
///
/// A table is a value. Adding kinds gives a new table, so that no two parts of a program can see different
/// catalogs under one name.
public struct KindTable<Entry: Sendable>: Sendable {
  /// One kind.
  public struct Row: Sendable {
    /// What `sluice list` and the checks go by.
    public let description: KindDescription
    /// What the kind is made by, usually a type.
    public let entry: Entry
  }

  /// What the table is a table of, in the singular, as error messages say it: `gate policy`.
  public let subject: String
  /// The kinds in the order in which they are listed.
  public let rows: [Row]

  /// A table of `rows`, which are part of the program: a duplicate or malformed kind is a programming error.
  public init(of subject: String, _ rows: [(KindDescription, Entry)]) {
    do {
      self = try KindTable(of: subject, rows: []).adding(rows)
    } catch {
      preconditionFailure(error.description)
    }
  }

  private init(of subject: String, rows: [Row]) {
    self.subject = subject
    self.rows = rows
  }

  /// The table with further kinds after its own.
  ///
  /// - Throws: ``CatalogError`` where a name is taken or a description contradicts itself.
  public func adding(_ further: [(KindDescription, Entry)]) throws(CatalogError) -> KindTable {
    var all = rows
    for (description, entry) in further {
      guard !all.contains(where: { $0.description.kind == description.kind }) else {
        throw .duplicateKind(subject: subject, kind: description.kind)
      }
      if let reason = description.defect {
        throw .malformedKind(subject: subject, kind: description.kind, reason: reason)
      }
      all.append(Row(description: description, entry: entry))
    }
    return KindTable(of: subject, rows: all)
  }

  /// The names of all kinds, in order.
  public var kinds: [String] { rows.map(\.description.kind) }

  /// The descriptions of all kinds, in order.
  public var descriptions: [KindDescription] { rows.map(\.description) }

  /// What the kind of this name is made by.
  ///
  /// - Throws: ``CatalogError/unknownKind(subject:found:known:)`` with the nearest name.
  public func entry(named kind: String) throws(CatalogError) -> Entry {
    guard let row = rows.first(where: { $0.description.kind == kind }) else {
      throw .unknownKind(subject: subject, found: kind, known: kinds)
    }
    return row.entry
  }
}

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
