import RandomStreams

/// Which streams of a base pair's two replicates a run has: those of A = 2p and of B = 2p + 1, for base pair p.
///
/// Runs of a cell are numbered p·2ᵏ + m, with bit j of the mixture m set where purpose j is drawn from B. So mixtures 0 and 2ᵏ − 1 are
/// the replicates 2p and 2p + 1 of a training with the same settings.
struct StreamMixture {
  /// The purposes that can differ between A and B, in the order of their bits.
  let purposes: [StreamPurpose]
  /// The base pair p.
  let pair: Int
  /// The mixture m.
  let mixture: Int

  /// The purposes whose streams a run draws from; data that are a file are drawn by none.
  static func purposes(drawsData: Bool) -> [StreamPurpose] {
    [.weights, .order] + (drawsData ? [.data] : []) + [.trainingNoise, .evaluationNoise]
  }

  /// The mixture of a run of a cell, counted from 0.
  init(_ purposes: [StreamPurpose], run: Int) {
    self.purposes = purposes
    (pair, mixture) = run.quotientAndRemainder(dividingBy: 1 << purposes.count)
  }

  /// The replicate of each purpose's streams.
  var streams: StreamReplicates {
    var streams = StreamReplicates(all: 2 * pair)
    for (place, purpose) in purposes.enumerated() where mixture & 1 << place != 0 {
      streams[purpose] = 2 * pair + 1
    }
    return streams
  }

  /// What tells the run from others of the cell, as a part of its identity: `streams weights 0, order 1, …`.
  var identity: String {
    let streams = streams
    return "streams " + purposes.map { "\($0.rawValue) \(streams[$0])" }.joined(separator: ", ")
  }
}
