import Catalog
import Tables

/// The data dictionary: a Frictionless data package with the schema of every table.
struct DataPackage {
  let name: String
  let description: String
  let tables: [TableWriter.Published]

  /// The content of `datapackage.json`.
  ///
  /// Sizes and digests of volatile tables are left out, so that the file itself is stable.
  var json: JSON {
    .object([
      ("profile", .string("tabular-data-package")),
      ("name", .string(Self.slug(name))),
      ("title", .string(name)),
      ("description", .string(description)),
      ("resources", .array(tables.map(resource))),
    ])
  }

  private func resource(_ table: TableWriter.Published) -> JSON {
    let isVolatile = table.schema == RunResult.timings.schema
    let identity: [(String, JSON)] = [
      ("bytes", .integer(table.size)), ("hash", .string("sha256:" + table.digest)),
    ]
    return .object(
      [
        ("profile", .string("tabular-data-resource")),
        ("name", .string(table.schema.name)),
        ("path", .string(table.schema.file)),
        ("description", .string(table.schema.summary)),
        ("format", .string("csv")),
        ("mediatype", .string("text/csv")),
        ("encoding", .string("utf-8")),
      ] + (isVolatile ? [] : identity) + [
        (
          "dialect",
          .object([
            ("delimiter", .string(",")), ("lineTerminator", .string("\n")), ("quoteChar", .string("\"")),
            ("doubleQuote", .flag(true)), ("header", .flag(true)),
          ])
        ),
        (
          "schema",
          .object([
            ("fields", .array(table.schema.columns.map(field))),
            ("missingValues", .array([.string("")])),
          ])
        ),
      ])
  }

  private func field(_ column: ColumnSchema) -> JSON {
    .object([
      ("name", .string(column.name)),
      ("type", .string(column.type.rawValue)),
      ("description", .string(column.summary)),
      ("constraints", .object([("required", .flag(!column.isOptional))])),
    ])
  }

  /// A package's name may hold lower-case letters, digits, `.`, `_` and `-` only.
  private static func slug(_ name: String) -> String {
    let kept = name.lowercased().unicodeScalars.map { scalar in
      let isPlain =
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar)
      return isPlain ? Character(scalar) : "-"
    }
    return String(kept)
  }
}
