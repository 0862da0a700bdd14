/// An ordered, immutable table of the kinds of one family: what experiment files may name, each with what makes it.
///
/// A table is a value. Adding kinds gives a new table, so that no two parts of a program can see different catalogs
/// under one name; there is no global registry.
public struct KindTable<Value: Sendable>: Sendable {
  /// What the table is a table of, in the singular, as error messages say it: `gate policy`.
  public let subject: String
  /// The key that names a kind in an experiment file.
  public let keyword: String
  /// The kinds in the order in which they are listed.
  public let rows: [Row]

  /// A table of `rows`, which are part of the program: a duplicate or malformed kind is a programming error.
  public init(of subject: String, keyword: String = "kind", _ rows: [Row]) {
    do {
      self = try KindTable(subject: subject, keyword: keyword, rows: []).joined(with: rows)
    } catch {
      preconditionFailure(error.description)
    }
  }

  /// A table of kinds by their types, which are part of the program.
  public init(of subject: String, keyword: String = "kind", _ types: [any Kind<Value>.Type]) {
    self.init(of: subject, keyword: keyword, types.map { Row($0) })
  }

  fileprivate init(subject: String, keyword: String, rows: [Row]) {
    self.subject = subject
    self.keyword = keyword
    self.rows = rows
  }

  /// The table with kinds of a program's own after those of Sluice.
  ///
  /// - Throws: ``CatalogError`` where a name is taken or a description contradicts itself.
  public func adding(_ further: [Row]) throws(CatalogError) -> KindTable {
    try joined(with: further.map(\.asOwn))
  }

  /// The table with the kinds of another after its own.
  ///
  /// - Throws: ``CatalogError`` where a name is taken or a description contradicts itself.
  public func joined(with further: [Row]) throws(CatalogError) -> KindTable {
    var all = rows
    for row in further {
      let kind = row.description.kind
      guard !all.contains(where: { $0.description.kind == kind }) else {
        throw .duplicateKind(subject: subject, kind: kind)
      }
      if let reason = row.description.defect {
        throw .malformedKind(subject: subject, kind: kind, reason: reason)
      }
      all.append(row)
    }
    return KindTable(subject: subject, keyword: keyword, rows: all)
  }

  /// The same kinds, each making something else of its value.
  public func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> KindTable<Other> {
    KindTable<Other>(subject: subject, keyword: keyword, rows: rows.map { $0.map(transform) })
  }

  /// The same kinds without what they make: what a reader of files goes by.
  public var erased: KindTable<Void> { map { _ in () } }

  /// The same kinds under other descriptions, such as narrower ones.
  public func describing(_ transform: (KindDescription) -> KindDescription) -> KindTable {
    KindTable(subject: subject, keyword: keyword, rows: rows.map { $0.describing(transform) })
  }

  /// The names of all kinds, in order.
  public var kinds: [String] { rows.map(\.description.kind) }

  /// The descriptions of all kinds, in order.
  public var descriptions: [KindDescription] { rows.map(\.description) }

  /// The row of this kind, if there is one.
  public subscript(kind: String) -> Row? { rows.first { $0.description.kind == kind } }

  /// The row of this kind.
  ///
  /// - Throws: ``CatalogError/unknownKind(subject:found:known:)`` with the nearest name.
  public func row(named kind: String) throws(CatalogError) -> Row {
    guard let row = self[kind] else { throw .unknownKind(subject: subject, found: kind, known: kinds) }
    return row
  }

  /// What a kind makes of these settings and the defaults of all others.
  ///
  /// - Throws: ``CatalogError`` for an unknown kind, ``ParameterError`` for its settings.
  public func make(_ kind: String, _ settings: [String: ParameterValue] = [:]) throws -> Value {
    try row(named: kind).specification(settings).value
  }
}

extension KindTable {
  /// One kind of a table.
  public struct Row: Sendable {
    /// What `sluice list` and the checks go by.
    public let description: KindDescription
    /// Whether the kind belongs to the program that runs, rather than to Sluice.
    public let isOwn: Bool
    private let make: @Sendable (Parameters) throws(ParameterError) -> Value

    /// A kind, and what makes a value of its checked settings.
    public init(
      _ description: KindDescription, make: @escaping @Sendable (Parameters) throws(ParameterError) -> Value
    ) {
      self.init(description, isOwn: false, make: make)
    }

    /// A kind by its type.
    public init<K: Kind<Value>>(_ type: K.Type) { self.init(K.description, make: K.make) }

    private init(
      _ description: KindDescription, isOwn: Bool,
      make: @escaping @Sendable (Parameters) throws(ParameterError) -> Value
    ) {
      self.description = description
      self.isOwn = isOwn
      self.make = make
    }

    /// The value of settings that have been checked against this description, or against a narrower one.
    ///
    /// - Throws: ``ParameterError`` where they do not fit together.
    public func value(_ parameters: Parameters) throws(ParameterError) -> Value { try make(parameters) }

    /// The value of these settings and the defaults of all others, together with the settings.
    ///
    /// - Throws: ``ParameterError`` naming the parameter, what was found and what is allowed.
    public func specification(_ settings: [String: ParameterValue] = [:]) throws(ParameterError)
      -> KindSpecification<Value>
    {
      let parameters = try Parameters(description, settings)
      return KindSpecification(parameters, try make(parameters))
    }

    fileprivate func describing(_ transform: (KindDescription) -> KindDescription) -> Row {
      Row(transform(description), isOwn: isOwn, make: make)
    }

    fileprivate var asOwn: Row { Row(description, isOwn: true, make: make) }

    fileprivate func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other)
      -> KindTable<Other>.Row
    {
      let make = make
      return KindTable<Other>.Row(description, isOwn: isOwn) { (parameters) throws(ParameterError) in
        transform(try make(parameters))
      }
    }
  }
}
