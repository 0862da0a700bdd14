/// Times of one thing, measured again and again.
package struct Samples: Sendable, Hashable {
  private var times: [Double] = []

  package init(_ times: [Double] = []) { self.times = times }

  package mutating func add(_ seconds: Double) { times.append(seconds) }

  package var count: Int { times.count }
  package var total: Double { times.reduce(0, +) }

  /// The shortest: the work without what disturbed it.
  package var minimum: Double { times.min() ?? .nan }

  /// The middle one, or the mean of the two in the middle.
  package var median: Double {
    guard !times.isEmpty else { return .nan }
    let (sorted, half) = (times.sorted(), times.count / 2)
    return times.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
}
