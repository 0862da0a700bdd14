/// Things that are measured interleaved, so that what slows the machine down slows all of them.
package enum Turns {
  /// Times every body as often as the others, at least three times, until they have had their seconds on average; by
  /// `watch`, which gives the seconds of a body.
  package static func measure(
    seconds: Double, by watch: (() -> Void) -> Double = Stopwatch.seconds, _ bodies: [() -> Void]
  ) -> [Samples] {
    var samples = [Samples](repeating: Samples(), count: bodies.count)
    while samples.contains(where: { $0.count < 3 })
      || samples.reduce(0, { $0 + $1.total }) < seconds * Double(bodies.count)
    {
      for (index, body) in bodies.enumerated() { samples[index].add(watch(body)) }
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
