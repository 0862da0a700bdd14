import RandomStreams

/// The runs that try settings before a comparison, and the cells that the comparison may come to have.
///
/// Settings are chosen in rounds: one, or one for each replicate of the comparison. In each, all cells of the sweep try the same settings
/// with the same draws. A key that is swept and not compared has cells of its own for each value, and so settings of its own.
public struct TuningStage: Sendable {
  /// What the file says.
  public let settings: TuningSettings
  /// The trials of each round; all have as many.
  public let rounds: [[TuningTrial]]
  /// Cells of the sweep.
  public let candidates: Int
  /// The cells of the trials, round by round, for each cell of the sweep its trials in order.
  public let cells: [SweepCell]
  /// The comparison's cells under the settings of each trial, in the same order.
  let outcomes: [SweepCell]

  /// Trials of each cell of the sweep in a round.
  public var trials: Int { rounds[0].count }
  /// Runs of each trial.
  public var replicates: Int { settings.replicates }
  /// Runs of all.
  public var runCount: Int { cells.count * replicates }

  /// The places in ``cells`` of the trials of a cell of the sweep.
  public func places(round: Int, candidate: Int) -> Range<Int> {
    let first = (round * candidates + candidate) * trials
    return first..<first + trials
  }

  /// The cell of the sweep that a place in ``cells`` belongs to.
  public func candidate(of place: Int) -> Int { place / trials % candidates }

  /// The round that a place in ``cells`` belongs to.
  public func round(of place: Int) -> Int { place / trials / candidates }

  /// Which replicates of the comparison a round is for.
  func replicates(of round: Int, all count: Int) -> Range<Int> {
    settings.repetition == .once ? 0..<count : round..<round + 1
  }

  /// The cells of the comparison where these trials are chosen.
  ///
  /// - Parameter chosen: the place in ``cells`` for each cell of the sweep in each round, `nil` where all trials failed.
  func cells(choosing chosen: [[Int?]]) -> [SweepCell] {
    (0..<candidates).map { candidate in
      let settings = chosen.indices.map { round in
        chosen[round][candidate].map { outcomes[$0] }
          ?? SweepCell(untuned: outcomes[places(round: round, candidate: candidate).lowerBound])
      }
      return SweepCell(index: candidate, tuned: settings, procedure: procedure(candidate))
    }
  }

  /// What all replicates of a cell have in common that is tuned for each of them; `nil` where it is tuned once.
  private func procedure(_ candidate: Int) -> String? {
    guard settings.repetition == .perReplicate else { return nil }
    let axes = settings.axes.map { "\($0.path) \($0.text)" }
    let words = [
      settings.search.rawValue, settings.samples.map { "\($0)" } ?? "", settings.score, "\(replicates)",
    ]
    return outcomes[places(round: 0, candidate: candidate).lowerBound].identity.text
      + (["tuned per_replicate \(words.joined(separator: " "))"] + axes).map { $0 + "\n" }.joined()
  }
}

/// How the trials of a cell of the sweep compare: their scores over replicates, and which is the best.
public struct TrialScores: Sendable, Hashable {
  /// The mean score of each trial; `nil` where a run diverged, or its score is undefined or infinite.
  public let means: [Double?]
  /// The rank of each trial, from 1; ties go to the earlier, and trials without a mean come last.
  public let ranks: [Int]

  /// The scores of trials.
  ///
  /// - Parameters:
  ///   - means: the mean of each trial, in order.
  ///   - lowerIsBetter: whether smaller scores are better.
  public init(means: [Double?], lowerIsBetter: Bool) {
    self.means = means
    func isBefore(_ a: Int, _ b: Int) -> Bool {
      switch (means[a], means[b]) {
      case (nil, nil): a < b
      case (nil, _): false
      case (_, nil): true
      case (let x?, let y?): x == y ? a < b : (x < y) == lowerIsBetter
      }
    }
    var ranks = means.map { _ in 0 }
    for (rank, trial) in means.indices.sorted(by: isBefore).enumerated() { ranks[trial] = rank + 1 }
    self.ranks = ranks
  }

  /// The trial that is chosen; `nil` where none has a mean.
  public var best: Int? {
    ranks.firstIndex(of: 1).flatMap { means[$0] == nil ? nil : $0 }
  }
}
