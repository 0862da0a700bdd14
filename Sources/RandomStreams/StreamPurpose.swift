/// What draws are for; streams of different purposes never share a number.
public enum StreamPurpose: String, Sendable, Hashable, CaseIterable {
  /// Initial weights.
  case weights
  /// Generated examples.
  case data
  /// The order in which examples are visited.
  case order
  /// Gates and states during training.
  case trainingNoise = "training_noise"
  /// Gates and states during evaluation; the same at every update, so that curves compare on the same draws.
  case evaluationNoise = "evaluation_noise"
  /// Sign flips and bootstrap samples of the statistics.
  case resampling
  /// Settings that are tried, and everything that the runs draw which try them.
  case tuning
}

extension StreamKey {
  /// The key of a replicate's stream: the path (replicate, purpose), and layer where one is given.
  ///
  /// The gate policy is not part of it, so all policies of a sweep see the same weights, data, order and
  /// noise, and their differences are paired.
  ///
  /// - Parameters:
  ///   - seed: the root seed.
  ///   - replicate: the replicate, from 0.
  ///   - purpose: what the draws are for.
  ///   - layer: the layer, where each has a stream.
  ///   - series: which replicates are counted; the path of others than those of a comparison begins with its own words.
  public init(
    seed: UInt64, replicate: Int, purpose: StreamPurpose, layer: Int? = nil,
    series: ReplicateSeries = .comparison
  ) {
    precondition(replicate >= 0 && layer ?? 0 >= 0, "replicates and layers count from 0")
    let path: [Element] = [.index(UInt64(replicate)), .label(purpose.rawValue)]
    self.init(seed: seed, path: series.path + path + (layer.map { [.index(UInt64($0))] } ?? []))
  }
}
