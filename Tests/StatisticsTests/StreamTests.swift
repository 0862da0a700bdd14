import RandomStreams
import Statistics
import Testing

/// A stream of values leaves the same bits however it is cut into calls, and those of its definition.
@Suite struct StreamTests {
  private static let counts = [1, 7, 8, 9, 64, 131, 1000]

  /// Values within and around [0, 1], with its ends and both zeros.
  private func values(_ count: Int) -> [Double] {
    var stream = RandomStream(key("streams", count))
    let special = [0, 1, -0.0, 0.5, -0.25, 1.25]
    return (0..<count).map { _ in
      let place = stream.integer(0...11)
      return place < special.count ? special[place] : stream.uniform()
    }
  }

  /// The values in pieces of up to 40.
  private func pieces<Scalar: BinaryFloatingPoint>(_ values: [Scalar]) -> [[Scalar]] {
    var stream = RandomStream(key("cuts", values.count))
    var (pieces, rest) = ([[Scalar]](), values[...])
    while !rest.isEmpty {
      pieces.append(Array(rest.prefix(stream.integer(0...40))))
      rest = rest.dropFirst(pieces.last!.count)
    }
    return pieces
  }

  @Test(arguments: counts) func cutsDoNotShow(count: Int) {
    check(values(count))
    check(values(count).map { Float($0) })
    func check<Scalar: TelemetryScalar>(_ values: [Scalar]) {
      var (moments, gap) = ((RunningMoments(), RunningMoments()), (EvaluationGap(), EvaluationGap()))
      moments.0.add(values.span)
      gap.0.add(means: values.span, natives: values.reversed().span)
      for piece in pieces(values) { moments.1.add(piece.span) }
      for (means, natives) in zip(pieces(values), pieces(Array(values.reversed()))) {
        gap.1.add(means: means.span, natives: natives.span)
      }
      #expect(moments.0 == moments.1 && gap.0 == gap.1 && moments.0.count == count)
      for retention in [nil, GateProbabilities.Retention.keep, .erase] {
        var probabilities = (GateProbabilities(), GateProbabilities())
        probabilities.0.add(values.span, retention: retention)
        for piece in pieces(values) { probabilities.1.add(piece.span, retention: retention) }
        #expect(probabilities.0 == probabilities.1)
      }
    }
  }

  /// Steps of some units each, all at once and step by step.
  @Test(arguments: [1, 3, 64, 130]) func stepsAreCountedAgainstTheOneBefore(units: Int) {
    let values = values(9 * units)
    var (whole, single) = (GateTelemetry(), GateTelemetry())
    whole.add(values.span, after: values.span.extracting(droppingLast: units))
    for step in 0..<9 {
      let now = Array(values[step * units..<(step + 1) * units])
      guard step > 0 else {
        single.add(now.span)
        continue
      }
      let before = Array(values[(step - 1) * units..<step * units])
      single.add(now.span, after: before.span)
    }
    #expect(whole == single && whole.dwell.transitions == 8 * units)
  }

  /// The moments as they are defined: eight running sums of the deviations from the first value, added in pairs.
  @Test(arguments: counts) func momentsAreThoseOfTheirDefinition(count: Int) {
    let values = values(count)
    var (sums, squares) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    for (k, value) in values.enumerated() {
      sums[k % 8] += value - values[0]
      squares[k % 8] += (value - values[0]) * (value - values[0])
    }
    func total(_ s: SIMD8<Double>) -> Double {
      ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]))
    }
    let shift = total(sums) / Double(count)
    var moments = RunningMoments()
    moments.add(values.span)
    #expect(moments.mean == values[0] + shift)
    #expect(moments.variance == max(0, total(squares) / Double(count) - shift * shift))
    #expect(moments.minimum == values.min() && moments.maximum == values.max())
  }

  /// Counted zeros and ones have the statistics of summed ones, to the bit; so has a stream in which others turn up.
  @Test(arguments: [0, 1, 7]) func countedGatesAreSummedOnes(of others: Int) {
    var stream = RandomStream(key("binary", others))
    var values = (0..<600).map { _ in stream.uniform() < 0.3 ? Float(1) : 0 }
    for _ in 0..<others { values[stream.integer(0...599)] = .nan }
    var (counted, summed) = (GateTelemetry(), GateTelemetry())
    for piece in pieces(values) { counted.add(piece.span, areBinary: true) }
    summed.add(values.span)
    func bits(_ telemetry: GateTelemetry) -> [String: UInt64] {
      Dictionary(
        uniqueKeysWithValues: telemetry.statistics.map { ($0.name, $0.value.isNaN ? 0 : $0.value.bitPattern) }
      )
    }
    #expect(bits(counted) == bits(summed) && counted.notNumbers == summed.notNumbers)
    #expect(summed.statistics.count == 25 && summed.count == 600)
  }

  @Test func whatIsNotANumberIsCounted() {
    var telemetry = GateTelemetry()
    telemetry.add([0.1, 0.9, .nan, 0.9].span)
    #expect(telemetry.histogram.reduce(0, +) == 3 && telemetry.notNumbers == 1)
    #expect(telemetry.minimum == 0.1 && telemetry.maximum == 0.9 && telemetry.mean!.isNaN)
    var infinite = RunningMoments()
    infinite.add([-Double.infinity, 1].span)
    #expect(infinite.mean == -.infinity && infinite.minimum == -.infinity && infinite.maximum == 1)
  }
}
