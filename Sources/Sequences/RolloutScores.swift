/// Scores of several rollouts, with the Monte-Carlo error that comes from their finite number.
///
/// Read ``RolloutReading/together``, the prediction is the mean of the K rollouts' outputs, added up in their order in
/// Float64; a metric that reads rollouts sees them all. The standard error is the jackknife's: with θ₍ₚ₎ the score without
/// part p of P, and θ̄ the mean of those, √((P − 1)/P · Σ(θ₍ₚ₎ − θ̄)²) (Tukey 1958), which holds for any smooth score. A part is one
/// rollout; for an ``EnsembleMetric`` there are 20 parts at most, and rollout k is of part k mod 20.
///
/// Read ``RolloutReading/each``, the score is the mean of the K rollouts' own scores, and its standard error is s/√K.
///
/// Rows are taken a block at a time, all rollouts of it at once; what is kept between blocks is some values of each
/// metric, however long the split.
public struct RolloutScores: Sendable {
  /// A score and its standard error.
  public struct Score: Sendable, Hashable {
    /// The score; `nil` where it is undefined.
    public let value: Double?
    /// The standard error, 0 for a single rollout; `nil` where a score that it rests on is undefined or infinite.
    public let standardError: Double?

    /// A score.
    public init(value: Double?, standardError: Double?) {
      (self.value, self.standardError) = (value, standardError)
    }
  }

  /// Rollouts that are scored together.
  private struct Variant: Sendable {
    let rollouts: Rollouts
    /// The scores so far, in the order of ``keys``.
    var metrics: [any Metric]
  }

  /// Some of the rollouts.
  enum Rollouts: Sendable {
    case all
    case without([Int])
    case only(Int)

    func contains(_ rollout: Int) -> Bool {
      switch self {
      case .all: true
      case .without(let others): !others.contains(rollout)
      case .only(let one): one == rollout
      }
    }
  }

  /// The most parts of the jackknife of an ``EnsembleMetric``.
  static let parts = 20

  private let keys: [ScoreKey]
  private let groupings: [TargetGrouping]
  private let rollouts: Int
  private let reading: RolloutReading
  private var variants: [Variant] = []
  /// Of keys whose metric is an ensemble's, the sums of their terms.
  private var ensembles: [EnsembleSums?]

  /// Scores of so many rollouts over all target values; a single one stands for any number of the same.
  public init(_ metrics: [any Metric.Type], rollouts: Int, reading: RolloutReading = .together) {
    self.init(metrics.map { ScoreKey($0) }, by: [], rollouts: rollouts, reading: reading)
  }

  /// Scores over all target values and over groups.
  public init(
    _ keys: [ScoreKey], by groupings: [TargetGrouping], rollouts: Int, reading: RolloutReading = .together
  ) {
    precondition(rollouts > 0, "a score needs a rollout")
    self.keys = keys
    self.groupings = groupings
    self.rollouts = rollouts
    self.reading = reading
    let variants = rollouts == 1 ? 1 : reading == .each ? rollouts : 1 + min(rollouts, Self.parts)
    ensembles = keys.map { $0.metric is any EnsembleMetric.Type ? EnsembleSums(variants) : nil }
    var selections: [Rollouts] = rollouts == 1 || reading != .each ? [.all] : []
    if rollouts > 1 { selections += (0..<rollouts).map { reading == .each ? .only($0) : .without([$0]) } }
    self.variants = selections.map { Variant(rollouts: $0, metrics: keys.map { $0.metric.init() }) }
  }

  /// Takes in a block of rows.
  ///
  /// - Parameters:
  ///   - outputs: what each rollout says, [rows, w], as the network gives it.
  ///   - rows: the targets, as the network sees them.
  ///   - split: whose rows they are, for groups.
  ///   - rescale: brings rows to the units in which they are scored.
  public mutating func add(
    _ outputs: [[Double]], beside rows: ScoredRows, of split: Split = .test,
    rescale: (_ rows: inout ScoredRows) -> Void
  ) {
    precondition(outputs.count == rollouts, "outputs of \(outputs.count) rollouts of \(rollouts)")
    func scored(_ outputs: [Double]) -> ScoredRows {
      var rows = rows
      rows.outputs = outputs
      rescale(&rows)
      rows.sortQuantiles()
      return rows
    }
    let groups = groups(of: rows, split)
    let readsRollouts = keys.contains { $0.metric.readsRollouts }
    let single = readsRollouts ? outputs.map { scored($0).outputs } : []
    addTerms(single, scored(outputs[0]), groups)
    let means = RolloutMeans(outputs)
    for index in variants.indices {
      let kept = variants[index].rollouts
      var rows = scored(means.mean(kept))
      if readsRollouts {
        rows.rollouts = single.indices.filter(kept.contains).map { single[$0] }
      }
      take(rows, groups, &variants[index])
    }
  }

  /// Adds the terms of metrics of an ensemble: found once for every row, shared by all groups.
  private mutating func addTerms(_ rollouts: [[Double]], _ rows: ScoredRows, _ groups: [[Int]: [Int]]) {
    var known: [String: [[Double]]] = [:]
    for (index, key) in keys.enumerated() where ensembles[index] != nil {
      guard let metric = key.metric as? any EnsembleMetric.Type else { continue }
      let terms = known[metric.name] ?? terms(metric, rollouts, rows)
      known[metric.name] = terms
      if key.group.isEmpty {
        ensembles[index]?.add(terms, rows: rows.targets.indices)
      } else {
        ensembles[index]?.add(terms, rows: groups[key.group] ?? [])
      }
    }
  }

  /// The terms of every row: of all rollouts and without each part, or of each rollout.
  private func terms(_ metric: any EnsembleMetric.Type, _ rollouts: [[Double]], _ rows: ScoredRows)
    -> [[Double]]
  {
    let parts = rollouts.count > 1 ? min(rollouts.count, Self.parts) : 0
    return rows.targets.indices.map { row in
      let range = rows.outputs(ofRow: row)
      if reading == .each {
        return rollouts.map {
          metric.terms(Array($0[range]), of: rows.targets[row], rows.forecast, parts: 0)[0]
        }
      }
      return metric.terms(rollouts.flatMap { $0[range] }, of: rows.targets[row], rows.forecast, parts: parts)
    }
  }

  /// Adds rows to the scores of a variant, group by group.
  private func take(_ rows: ScoredRows, _ groups: [[Int]: [Int]], _ variant: inout Variant) {
    var (group, picked): ([Int], ScoredRows) = ([], rows)
    for (index, key) in keys.enumerated() where ensembles[index] == nil {
      if key.group != group { (group, picked) = (key.group, rows.picking(groups[key.group] ?? [])) }
      variant.metrics[index].add(picked)
    }
  }

  /// The rows of each group, in order.
  private func groups(of rows: ScoredRows, _ split: Split) -> [[Int]: [Int]] {
    guard !groupings.isEmpty else { return [:] }
    var groups: [[Int]: [Int]] = [:]
    for row in rows.targets.indices {
      var group: [Int] = []
      for grouping in groupings {
        group.append(grouping.group(rows.member(row, of: split)))
        groups[group, default: []].append(row)
      }
    }
    return groups
  }

  /// The scores so far, in the order of the keys.
  public var scores: [Score] {
    keys.indices.map { index in
      let values = ensembles[index]?.values ?? variants.indices.map { value($0, index) }
      if rollouts == 1 {
        return Score(value: values[0], standardError: values[0]?.isFinite == true ? 0 : nil)
      }
      if reading == .each { return Self.mean(values) }
      return Score(value: values[0], standardError: Self.jackknife(Array(values.dropFirst())))
    }
  }

  /// A metric's value; what is not a number is undefined.
  private func value(_ variant: Int, _ index: Int) -> Double? {
    variants[variant].metrics[index].value.flatMap { $0.isNaN ? nil : $0 }
  }

  /// The jackknife's standard error of the scores without one part each.
  private static func jackknife(_ scores: [Double?]) -> Double? {
    guard let (_, squares) = spread(scores) else { return nil }
    let count = Double(scores.count)
    return ((count - 1) / count * squares).squareRoot()
  }

  /// The mean of the rollouts' scores with its standard error; undefined where one of them is.
  private static func mean(_ scores: [Double?]) -> Score {
    guard let (mean, squares) = spread(scores) else {
      // Infinite scores have an infinite mean, and no error.
      let defined = scores.compactMap { $0 }
      let sum = defined.count == scores.count ? defined.reduce(0, +) : .nan
      return Score(value: sum.isNaN ? nil : sum / Double(scores.count), standardError: nil)
    }
    let count = Double(scores.count)
    return Score(value: mean, standardError: (squares / (count - 1) / count).squareRoot())
  }

  /// The mean of finite scores and their squared deviations; `nil` where one is not finite.
  ///
  /// Deviations are from the first score: equal ones have a spread of exactly 0.
  private static func spread(_ scores: [Double?]) -> (mean: Double, squares: Double)? {
    let defined = scores.compactMap { $0?.isFinite == true ? $0 : nil }
    guard defined.count == scores.count else { return nil }
    let deviations = defined.map { $0 - defined[0] }
    let mean = deviations.reduce(0, +) / Double(defined.count)
    return (defined[0] + mean, deviations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) })
  }
}
