/// Puts something in the place of values that are missing, as a rule says.
struct MissingValues {
  let file: String
  let rule: FillRule
  let names: [String]
  /// What a column of values is called.
  var noun = "series"
  /// The setting that chooses among them, where there is one.
  var key: String? = "columns"
  /// Where each begins; `nil` in a file without lines.
  let places: [FilePlace?]
  /// What begins there, where that is not the column itself: ` in sequence 3`.
  var whose = ""
  /// How a row without a line is named.
  var name: (_ row: Int) -> String? = { _ in nil }
  /// The line of each row; `nil` of one that was put in, and in a file without lines.
  let line: (_ row: Int) -> Int?

  /// Fills the values, [rows, series], in which NaN is a missing one.
  ///
  /// - Returns: which values were observed; `nil` where all were.
  /// - Throws: ``DataError`` where something is missing and the rule refuses it, or has nothing to put in its place.
  func fill(_ values: inout [Double]) throws(DataError) -> [Bool]? {
    guard values.contains(where: \.isNaN) else { return nil }
    if rule == .refuse { throw refused(values) }
    let width = names.count
    let observed = values.map { !$0.isNaN }
    var without: [Int] = []
    for series in 0..<width {
      let column = stride(from: series, to: values.count, by: width)
      if rule == .zero {
        for place in column where !observed[place] { values[place] = 0 }
        continue
      }
      guard observed[series] else {
        without.append(series)
        continue
      }
      var last = series
      for place in column {
        if observed[place] {
          if rule == .interpolate, place - last > width {
            let steps = Double((place - last) / width)
            for (step, between) in stride(from: last + width, to: place, by: width).enumerated() {
              values[between] = values[last] + (values[place] - values[last]) * (Double(step + 1) / steps)
            }
          }
          last = place
        } else {
          // Behind the last value there is no other end to a line.
          values[place] = values[last]
        }
      }
    }
    guard without.isEmpty else {
      let list = without.prefix(40).map { "'\(names[$0])'" }.joined(separator: ", ")
      let more = without.count > 40 ? " and \(without.count - 40) more" : ""
      throw DataError(
        file: file, line: places[without[0]]?.line, column: places[without[0]]?.column,
        "\(list)\(more) \(without.count == 1 ? "begins" : "begin") with a missing value\(whose), and 'fill: \(rule.rawValue)' has no value before it; say 'fill: zero'\(leavingOut)"
      )
    }
    return observed
  }

  private var leavingOut: String { key.map { ", or leave the \(noun) out with '\($0)'" } ?? "" }

  private func refused(_ values: [Double]) -> DataError {
    let width = names.count
    var counts: [Int: (count: Int, row: Int)] = [:]
    for (place, value) in values.enumerated() where value.isNaN {
      counts[place % width, default: (0, place / width)].count += 1
    }
    let all = counts.sorted { $0.key < $1.key }
    let total = all.reduce(0) { $0 + $1.value.count }
    let list = all.prefix(40).map { series, missing in
      let first = line(missing.row).map { "line \($0)" } ?? name(missing.row)
      return "'\(names[series])' \(missing.count)" + (first.map { " from \($0)" } ?? "")
    }
    let more = all.count > 40 ? ", … and \(all.count - 40) more \(noun == "series" ? noun : noun + "s")" : ""
    return DataError(
      file: file, line: all.compactMap { line($0.value.row) }.min(),
      "\(total) \(total == 1 ? "value is" : "values are") missing: \(list.joined(separator: ", "))\(more); "
        + "say 'fill: hold' or another 'fill' for what they become\(noun == "series" ? " as inputs (as targets they never count)" : "")\(leavingOut)"
    )
  }
}
