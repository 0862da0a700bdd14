import Catalog

/// Which rows `where` asks for: those whose cells in some columns are among given texts.
struct RowConditions {
  /// Texts of a column that are remembered, to tell a person what there is.
  private static let remembered = 1_000

  private struct Condition {
    let name: String
    let column: Int
    let values: Set<String>
    var seen: Set<String> = []
  }

  private var conditions: [Condition]

  init(_ given: [(column: String, values: [String])], _ columns: ColumnNames) throws(ParameterError) {
    var conditions: [Condition] = []
    for (name, values) in given {
      let column = try columns.column(name, "read.where")
      conditions.append(Condition(name: name, column: column, values: Set(values)))
    }
    self.conditions = conditions
    self.columns = conditions.map(\.column)
  }

  /// The column of each condition.
  let columns: [Int]

  /// Whether a text fulfils a condition.
  mutating func admits(_ text: String, at index: Int) -> Bool {
    if conditions[index].seen.count < Self.remembered { conditions[index].seen.insert(text) }
    return conditions[index].values.contains(text)
  }

  /// A value that no row has is a mistake.
  func check() throws(ParameterError) {
    for condition in conditions where condition.seen.count < Self.remembered {
      for value in condition.values.sorted() where !condition.seen.contains(value) {
        let known = condition.seen.sorted()
        let list = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
        throw .notAdmissible(
          name: "read.where.\(condition.name)",
          found: "'\(value)', which no row has\(NearestName.hint(for: value, among: known))",
          allowed: "a value of that column: \(list)")
      }
    }
  }
}
