import Running

/// The rows of a table in a results folder, by column.
package struct ResultRows {
  package let rows: [[String: String]]

  package init(_ table: String, in folder: String) throws {
    let lines = String(decoding: try Files.read(Files.join(folder, "\(table).csv")), as: UTF8.self)
      .split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    rows = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The rows of some splits without their ids: what two experiments have in common.
  package func scores(of splits: [String]) -> [[String: String]] {
    rows.filter { splits.contains($0["split"] ?? "") }.map { $0.filter { !$0.key.hasSuffix("_id") } }
  }

  /// The rows that have all these values.
  package func matching(_ values: [String: String]) -> [[String: String]] {
    rows.filter { row in values.allSatisfy { row[$0.key] == $0.value } }
  }
}
