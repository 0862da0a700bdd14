import Testing

/// `trace.csv` as lists of values by `step.quantity`, units in order.
struct TraceTable {
  private(set) var rows: [String: [Double]] = [:]

  init(_ text: String) throws {
    let lines = text.split(separator: "\n")
    try #require(lines.first == "step,layer,quantity,unit,value")
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let key = "\(cells[0]).\(cells[2])"
      try #require(Int(cells[3]) == rows[key, default: []].count, "units are not in order at \(line)")
      rows[key, default: []].append(try #require(Double(cells[4])))
    }
  }

  /// The values of `step.quantity`; none where the table has no such rows.
  subscript(key: String) -> [Double] { rows[key] ?? [] }
}
