/// A line and column, both from 1, as an editor shows them.
///
/// Columns count Unicode scalars; a byte order mark is none.
struct FilePlace: Sendable, Hashable {
  /// The line.
  let line: Int
  /// The column in it.
  let column: Int
}
