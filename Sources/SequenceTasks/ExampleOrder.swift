public import RandomStreams

/// The order in which training visits its examples: one endless row, cut into batches.
///
/// Place p = update·batch + row of the row holds, for `count` examples, entry p mod count of the permutation
/// of epoch p div count; so every example comes once in an epoch, and a batch may reach from one epoch into
/// the next. Where examples never run out, place p holds example p. The permutation of an epoch is that of
/// `RandomStream.permutation(_:)` on the stream of the key, extended by the epoch: a pure
/// function of both. The last one is kept.
public struct ExampleOrder: Sendable {
  private let key: StreamKey
  private let count: Int?
  private var kept: (epoch: Int, permutation: [Int])?
  /// The last batch, whose memory serves the next one unless somebody still has it.
  private var batch: [Int] = []

  /// The order for a replicate.
  ///
  /// - Parameters:
  ///   - key: the key of (replicate, order).
  ///   - count: the training examples, or `nil` where they never run out.
  public init(key: StreamKey, count: Int?) {
    precondition(count ?? 1 > 0, "an order needs examples")
    (self.key, self.count) = (key, count)
  }

  /// The examples of the batch that an update learns from, `batch` of them; updates count from 0.
  public mutating func examples(update: Int, batch: Int) -> [Int] {
    self.batch.removeAll(keepingCapacity: true)
    for place in update * batch..<(update + 1) * batch {
      self.batch.append(count.map { permutation(epoch: place / $0)[place % $0] } ?? place)
    }
    return self.batch
  }

  /// The epoch in which an update begins; 0 where examples never run out.
  public func epoch(update: Int, batch: Int) -> Int { count.map { update * batch / $0 } ?? 0 }

  private mutating func permutation(epoch: Int) -> [Int] {
    if let kept, kept.epoch == epoch { return kept.permutation }
    var stream = RandomStream(key.appending(.index(UInt64(epoch))))
    let permutation = stream.permutation(count ?? 0)
    kept = (epoch, permutation)
    return permutation
  }
}
