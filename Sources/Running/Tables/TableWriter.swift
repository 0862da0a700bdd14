import Digest
package import Tables

/// Writes one table from its header to its last row, and publishes it whole.
package struct TableWriter: ~Copyable {
  /// What a published table was.
  package struct Published: Sendable, Hashable {
    /// The table.
    package let schema: TableSchema
    /// Rows below the header.
    package let rows: Int
    /// SHA-256 of the file in hexadecimal digits.
    package let digest: String
    /// The size in bytes.
    package let size: Int
  }

  private let schema: TableSchema
  private var file: AtomicFile
  private var rows = 0
  private var size = 0

  /// Begins a table in a folder that exists.
  package init(_ schema: TableSchema, in folder: String) throws(IOError) {
    self.schema = schema
    var file = try AtomicFile(replacing: Files.join(folder, schema.file))
    let bytes = CSVLine(schema.columns.map { .text($0.name) }).finished()
    size = bytes.count
    try file.write(bytes)
    self.file = file
  }

  /// Appends a row; a row of the wrong width is a programming error.
  package mutating func write(_ row: consuming CSVLine) throws(IOError) {
    precondition(row.count == schema.columns.count, "\(schema.name): \(row.count) fields")
    let bytes = row.finished()
    size += bytes.count
    rows += 1
    try file.write(bytes)
  }

  /// Puts the table in place of the old one.
  package consuming func publish() throws(IOError) -> Published {
    let (schema, rows, size) = (schema, rows, size)
    let digest = Hexadecimal.text(try file.publish())
    return Published(schema: schema, rows: rows, digest: digest, size: size)
  }
}
