import Catalog
import Sequences
import Testing

/// What holds of every metric of the catalog.
struct MetricLaws {
  static let cases = MetricCatalog().types.flatMap { type in type.targets.map { Case(type, $0) } }

  /// A metric and a kind of target that it is defined for.
  struct Case: CustomTestStringConvertible {
    let type: any Metric.Type
    let target: TargetKind
    init(_ type: any Metric.Type, _ target: TargetKind) { (self.type, self.target) = (type, target) }
    var testDescription: String { "\(type.name) of \(target)" }
  }

  @Test(arguments: MetricCatalog().kinds)
  func isDescribed(_ kind: String) throws {
    let type = try MetricCatalog().make(kind)
    #expect(type.name == kind && type.description.defect == nil)
    #expect(type.description.summary.hasSuffix(".") && !type.description.formula.isEmpty)
    #expect(!type.targets.isEmpty && Set(type.targets).count == type.targets.count)
  }

  @Test(arguments: cases) func noRowsHaveNoValue(_ metric: Case) { #expect(metric.type.init().value == nil) }

  /// However the rows are cut, the value is the same, but for rounding where means are combined.
  @Test(arguments: cases) func batchesDoNotShow(_ metric: Case) throws {
    let rows = examples(metric.target)
    let whole = try #require(value(metric.type, rows))
    for cut in [1, 5, rows.count - 1] {
      let parts = try #require(value(metric.type, rows.part(0..<cut), rows.part(cut..<rows.count)))
      #expect(abs(parts - whole) <= 4e-15 * abs(whole))
      if metric.type != PearsonCorrelation.self { #expect(parts == whole) }
    }
  }

  /// What is predicted as it happened is no worse than what is not.
  @Test(arguments: cases) func perfectIsBest(_ metric: Case) throws {
    var rows = examples(metric.target)
    let usual = try #require(value(metric.type, rows))
    switch metric.target {
    case .real, .bits: rows.outputs = rows.targets
    case .classIndex:
      rows.outputs = rows.targets.flatMap { index in (0..<3).map { Double($0) == index ? 1 : 0 } }
    }
    let perfect = try #require(value(metric.type, rows))
    #expect(metric.type.lowerIsBetter ? perfect < usual : perfect > usual)
  }

  /// The metric is a value: adding to a copy leaves the first as it was.
  @Test(arguments: cases) func copiesAreTheirOwn(_ metric: Case) {
    var first = metric.type.init()
    first.add(examples(metric.target))
    let before = first.value
    var copy = first
    copy.add(examples(metric.target).part(0..<3))
    #expect(first.value == before)
  }
}
