/// Things that are measured in turns, so that what slows the machine down slows all of them.
package enum Turns {
  /// Times every body until each has had its seconds, and at least three turns.
  package static func measure(seconds: Double, _ bodies: [() -> Void]) -> [Samples] {
    var samples = [Samples](repeating: Samples(), count: bodies.count)
    while let round = samples.map(\.count).min(), let spent = samples.map(\.total).min(),
      round < 3 || spent < seconds
    {
      for (index, body) in bodies.enumerated() { samples[index].add(Stopwatch.seconds(body)) }
    }
    return samples
  }

  /// The shortest time of one call, from rounds of enough calls for the clock.
  package static func shortest(seconds: Double, _ body: () -> Void) -> Double {
    var calls = 1
    while Stopwatch.seconds({ for _ in 0..<calls { body() } }) < 1e-4 { calls *= 2 }
    var samples = Samples()
    while samples.count < 3 || samples.total < seconds {
      samples.add(Stopwatch.seconds { for _ in 0..<calls { body() } })
    }
    return samples.minimum / Double(calls)
  }
}
