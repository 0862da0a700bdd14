public import Catalog

/// The kinds of experiment that a file can name.
public struct StudyCatalog: Sendable {
  /// The kinds, in the order in which they are documented.
  public let studies: [any Study.Type]
  /// The names of those that belong to the program that runs, rather than to Sluice.
  public let ownKinds: Set<String>

  /// The first kind serves a file that names none.
  public init(_ studies: [any Study.Type]) {
    precondition(!studies.isEmpty, "a catalog of studies has at least one")
    self.init(studies, own: [])
  }

  private init(_ studies: [any Study.Type], own: Set<String>) {
    self.studies = studies
    ownKinds = own
  }

  /// The catalog with kinds of a program's own after those of Sluice.
  ///
  /// - Throws: `CatalogError` where a name is taken or a description contradicts itself.
  public func adding(_ further: [any Study.Type]) throws(CatalogError) -> StudyCatalog {
    // The rules for names are those of every table of kinds.
    _ = try KindTable(of: Self.subject, studies.map(Self.row)).adding(further.map(Self.row))
    return StudyCatalog(studies + further, own: ownKinds.union(further.map { $0.kind }))
  }

  /// Checks that a kind has the keys without which there is no cell.
  ///
  /// - Throws: `CatalogError` with those that it lacks.
  package func check(_ study: any SweptStudy.Type, in catalogs: ExperimentCatalogs) throws(CatalogError) {
    let section = study.section(ExperimentFormat(catalogs))
    let lacking = ["seed", "generator", "network", "noise"].filter { section[$0] == nil }
    guard !lacking.isEmpty else { return }
    throw .malformedKind(
      subject: Self.subject, kind: study.kind,
      reason:
        "its section lacks \(lacking.joined(separator: ", ")), which every cell has; begin with ExperimentFormat.cell"
    )
  }

  /// What the catalog is of, as messages say it.
  public static let subject = "kind of experiment"

  /// The names of all kinds, in order.
  public var kinds: [String] { studies.map { $0.kind } }
  /// The descriptions of all kinds, in order.
  public var descriptions: [KindDescription] { studies.map { $0.description } }
  /// The kind of this name, if there is one.
  public subscript(kind: String) -> (any Study.Type)? { studies.first { $0.kind == kind } }

  /// The names of the kinds that are swept, in words.
  package var swept: String {
    studies.filter { $0 is any SweptStudy.Type }.map { $0.kind }.joined(separator: " or ")
  }

  private static func row(_ study: any Study.Type) -> KindTable<Void>.Row {
    KindTable<Void>.Row(study.description) { _ in () }
  }
}
