public import Catalog

/// The tasks an experiment file can name.
///
/// A catalog is a value; there is no global registry. A program with tasks of its own makes one with
/// ``init(adding:)`` and hands it on.
public struct TaskCatalog: Sendable {
  /// The kinds in the order in which they are listed, each with its type.
  public let table: KindTable<any SequenceTask.Type>

  /// The tasks that come with Sluice.
  public init() {
    table = KindTable(
      of: "task",
      [
        ForecastTask.self,
        AddingTask.self,
        OneGateTask.self,
      ].map { (type: any SequenceTask.Type) in (type.description, type) })
  }

  /// The tasks that come with Sluice, followed by `tasks`.
  ///
  /// - Throws: `CatalogError` where a kind is taken or a description contradicts itself.
  public init(adding tasks: [any SequenceTask.Type]) throws(CatalogError) {
    table = try TaskCatalog().table.adding(tasks.map { ($0.description, $0) })
  }

  /// All tasks, in order.
  public var types: [any SequenceTask.Type] { table.rows.map(\.entry) }

  /// The task of this kind.
  ///
  /// - Throws: `CatalogError` naming the nearest kind.
  public func type(named kind: String) throws(CatalogError) -> any SequenceTask.Type {
    try table.entry(named: kind)
  }
}
