import Catalog
import Sequences
import Synchronization

func description(_ kind: String) -> KindDescription {
  KindDescription(kind, summary: "A mean with a mistake.", formula: "Σ|y − t|/N")
}

/// The mean absolute error that each mistake changes.
private struct AbsoluteErrors {
  var sum = 0.0
  var count = 0

  mutating func add(_ rows: ScoredRows) {
    rows.forEachPair { sum += abs($0 - $1) }
    count += rows.targets.count
  }
}

struct LastBatchAlone: Metric {
  static let description = SluiceTestingTests.description("last_batch_alone")
  static let lowerIsBetter = true
  static let targets: [TargetKind] = [.real]
  private var errors = AbsoluteErrors()
  mutating func add(_ rows: ScoredRows) {
    errors = AbsoluteErrors()
    errors.add(rows)
  }
  var value: Double? { errors.count > 0 ? errors.sum / Double(errors.count) : nil }
}

struct ZeroOfNothing: Metric {
  static let description = SluiceTestingTests.description("zero_of_nothing")
  static let lowerIsBetter = true
  static let targets: [TargetKind] = [.real]
  private var errors = AbsoluteErrors()
  mutating func add(_ rows: ScoredRows) { errors.add(rows) }
  var value: Double? { errors.sum / Double(max(1, errors.count)) }
}

struct WrongDirection: Metric {
  static let description = SluiceTestingTests.description("wrong_direction")
  static let lowerIsBetter = false
  static let targets: [TargetKind] = [.real]
  private var errors = AbsoluteErrors()
  mutating func add(_ rows: ScoredRows) { errors.add(rows) }
  var value: Double? { errors.count > 0 ? errors.sum / Double(errors.count) : nil }
}

/// Sums that all copies share.
struct SharesItsSums: Metric {
  private final class Sums: Sendable { let errors = Mutex(AbsoluteErrors()) }
  static let description = SluiceTestingTests.description("shares_its_sums")
  static let lowerIsBetter = true
  static let targets: [TargetKind] = [.real]
  private let sums = Sums()
  mutating func add(_ rows: ScoredRows) { sums.errors.withLock { $0.add(rows) } }
  var value: Double? { sums.errors.withLock { $0.count > 0 ? $0.sum / Double($0.count) : nil } }
}

struct Nowhere: Metric {
  static let description = SluiceTestingTests.description("nowhere")
  static let lowerIsBetter = true
  static let targets: [TargetKind] = []
  mutating func add(_ rows: ScoredRows) {}
  var value: Double? { nil }
}

struct Mumbles: Metric {
  static let description = KindDescription("mumbles", summary: "no sentence", formula: "Σ|y − t|/N")
  static let lowerIsBetter = true
  static let targets: [TargetKind] = [.real]
  mutating func add(_ rows: ScoredRows) {}
  var value: Double? { nil }
}
