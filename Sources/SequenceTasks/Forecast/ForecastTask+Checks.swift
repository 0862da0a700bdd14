import Catalog
import DataReading
import Sequences

extension ForecastTask {
  /// Checks that every split has a target.
  static func checkTargets(_ examples: ForecastExamples, file: String) throws(DataError) {
    let split = examples.split
    for part in Split.allCases where examples.rows(part).isEmpty {
      let (rows, count) = (split.rows(part), split.rowCount)
      let sizes = Split.allCases.map { "\($0.rawValue) \(split.rows($0).count)" }.joined(separator: ", ")
      let (window, reach, near) = (examples.window, examples.reach, examples.horizons[0])
      let problem =
        if rows.isEmpty {
          "\(part.rawValue) has no row"
        } else if rows.upperBound < window + reach {
          "\(part.rawValue) ends at row \(rows.upperBound), before the first possible target, "
            + "row \(window + reach) = window \(window) + horizon \(reach)"
        } else {
          "\(part.rawValue) has \(rows.count) \(rows.count == 1 ? "row" : "rows"), and an example's targets take \(reach - near + 1), for the horizons \(near) to \(reach)"
        }
      throw DataError(
        file: file,
        "\(count) \(count == 1 ? "row is" : "rows are") too few: 'split' gives \(sizes), and \(problem); "
          + "needed are more rows, another 'split', or less 'window' and 'horizon'")
    }
  }

  /// Fits a scaling to the observed training values of each series.
  ///
  /// - Throws: `DataError` that names all series that cannot be scaled.
  static func scalings(_ rule: SeriesScaling.Rule, of series: SeriesTable, over rows: Range<Int>)
    throws(DataError) -> [SeriesScaling]
  {
    var scalings: [SeriesScaling] = []
    var without: [Int] = []
    for index in series.names.indices {
      if let scaling = SeriesScaling(rule, fittedTo: series.observed(series: index, rows: rows)) {
        scalings.append(scaling)
      } else {
        without.append(index)
      }
    }
    guard without.isEmpty else { throw series.noSpread(without, rows: rows) }
    return scalings
  }
}

extension ForecastTask {
  /// Checks that the target series hold counts, each of them one above 0 in training.
  func checkCounts() throws(DataError) {
    var silent: [Int] = []
    for index in examples.targets {
      for row in 0..<series.rowCount {
        let place = row * series.names.count + index
        guard series.observed?[place] ?? true else { continue }
        let value = series.values[place]
        guard value >= 0, value == value.rounded(), value <= 0x1p53 else {
          throw series.error(
            row: row,
            "\(ParameterValue.text(of: value)) in '\(series.names[index])' is no count; a loss of counts takes whole numbers from 0 on"
          )
        }
      }
      if series.observed(series: index, rows: examples.split.rows(.train)).allSatisfy({ $0 == 0 }) {
        silent.append(index)
      }
    }
    guard let first = silent.first else { return }
    let names = silent.prefix(60).map { "'\(series.names[$0])'" }.joined(separator: ", ")
    throw series.error(
      series: first,
      "\(names) \(silent.count == 1 ? "is" : "are") 0 throughout the training range, which gives a count no unit; leave \(silent.count == 1 ? "it" : "them") out of 'targets'"
    )
  }
}

extension SeriesTable {
  /// The values of one series that the file holds, over some rows.
  func observed(series index: Int, rows: Range<Int>) -> [Double] {
    let places = rows.lazy.map { $0 * names.count + index }
    guard let observed else { return places.map { values[$0] } }
    return places.filter { observed[$0] }.map { values[$0] }
  }

  /// All values scaled, each series by its own scaling, rounded once to Float32.
  ///
  /// - Throws: `DataError` at a value that is then beyond Float32, far from all that the scaling was fitted to.
  func scaled(by scalings: [SeriesScaling]) throws(DataError) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      let scaling = scalings[index % scalings.count]
      let scaled = Float(scaling.scaled(value))
      guard scaled.isFinite else {
        throw error(
          row: index / names.count,
          "\(value) in '\(names[index % names.count])' is \(scaling.scaled(value)) when scaled as the training rows are, beyond single precision "
            + "(±\(Float.greatestFiniteMagnitude))")
      }
      result.append(scaled)
    }
    return result
  }

  /// The error for series that cannot be scaled.
  fileprivate func noSpread(_ without: [Int], rows: Range<Int>) -> DataError {
    let (first, last) = (rows.lowerBound, rows.upperBound - 1)
    let range =
      if let start = line(ofRow: first), let end = line(ofRow: last) {
        "in the training range, lines \(start) to \(end)"
      } else {
        "in the training range, \(label(ofRow: first)) to \(label(ofRow: last))"
      }
    func problem(_ index: Int) -> String {
      let values = observed(series: index, rows: rows)
      guard let first = values.first else { return "has no value" }
      return values.allSatisfy { $0 == first }
        ? "is constant (always \(ParameterValue.text(of: first)))"
        : "is spread too little or too much for Float64"
    }
    let remedy = "leave \(without.count == 1 ? "it" : "them") out with 'columns', or change 'split'"
    guard without.count > 1 else {
      return error(
        series: without[0],
        "'\(names[without[0]])' \(problem(without[0])) \(range), so it cannot be scaled; \(remedy)")
    }
    let list = without.prefix(60).map { "'\(names[$0])' \(problem($0))" }.joined(separator: ", ")
    let more = without.count > 60 ? ", … and \(without.count - 60) more" : ""
    return error(
      series: without[0], "\(without.count) series cannot be scaled \(range): \(list)\(more); \(remedy)")
  }
}
