import Catalog
import Sequences
import SluiceTesting
import Testing

/// What holds of every metric of the catalog beyond the laws of all metrics.
struct MetricLaws {
  static let cases = MetricCatalog().types.flatMap { type in
    type.targets.flatMap { target in
      ScoredRows.forecasts(type, target).map { Case(type, target, $0) }
    }
  }

  /// A metric and a kind of target that it is defined for.
  struct Case: CustomTestStringConvertible {
    let type: any Metric.Type
    let target: TargetKind
    let forecast: Forecast
    init(_ type: any Metric.Type, _ target: TargetKind, _ forecast: Forecast) {
      (self.type, self.target, self.forecast) = (type, target, forecast)
    }
    var testDescription: String { "\(type.name) of \(target), \(forecast)" }
  }

  @Test(arguments: MetricCatalog().kinds)
  func hasItsName(_ kind: String) throws { #expect(try MetricCatalog().make(kind).name == kind) }

  /// Sums, unlike combined means, do not show how the rows are cut.
  @Test(arguments: cases.filter { $0.type != PearsonCorrelation.self })
  func batchesDoNotShow(_ metric: Case) throws {
    let rows = ScoredRows.examples(metric.target, metric.forecast)
    let whole = try #require(value(metric.type, rows))
    for cut in [1, 5, rows.count - 1] {
      #expect(value(metric.type, rows.part(0..<cut), rows.part(cut..<rows.count)) == whole)
    }
  }
}
