/// A metric that is a function of another one.
protocol DerivedMetric: Metric {
  /// The other metric.
  associatedtype Base: Metric
  /// The other metric, adding up.
  var base: Base { get set }

  /// The value for a value of the other metric.
  static func value(of base: Double) -> Double
}

extension DerivedMetric {
  /// As of the other metric.
  public static var lowerIsBetter: Bool { Base.lowerIsBetter }
  /// Those of the other metric.
  public static var targets: [TargetKind] { Base.targets }

  /// As the other metric.
  public static var comparesClasses: Bool { Base.comparesClasses }
  /// As the other metric.
  public static var readsDecisions: Bool { Base.readsDecisions }
  /// As the other metric.
  public static var readsRollouts: Bool { Base.readsRollouts }
  /// Where the other metric is.
  public static func isDefined(for forecast: Forecast, _ reading: RolloutReading) -> Bool {
    Base.isDefined(for: forecast, reading)
  }

  /// Adds to the other metric.
  public mutating func add(_ rows: ScoredRows) { base.add(rows) }

  /// The function of its value.
  public var value: Double? { base.value.map(Self.value) }
}
