/// What a person is shown of results: sentences and tables in their order, before anything is drawn.
///
/// ``TextDrawing`` draws it for a terminal or a pipe; a page can be drawn from the same value.
public struct Report: Sendable, Hashable {
  /// One part of a report.
  public enum Block: Sendable, Hashable {
    /// A line or a sentence.
    case line(String)
    /// A table.
    case table(ReportTable)
    /// Empty space between two parts.
    case gap
  }

  /// The parts in their order.
  public private(set) var blocks: [Block]

  /// A report of these parts.
  public init(_ blocks: [Block] = []) { self.blocks = blocks }

  /// Adds a line or a sentence.
  public mutating func add(_ line: String) { blocks.append(.line(line)) }

  /// Adds a table.
  public mutating func add(_ table: ReportTable) { blocks.append(.table(table)) }

  /// Adds the parts of another report.
  public mutating func add(_ other: Report) { blocks += other.blocks }

  /// Adds empty space.
  public mutating func addGap() { blocks.append(.gap) }
}
