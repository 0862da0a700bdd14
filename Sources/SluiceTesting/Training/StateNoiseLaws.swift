import Recurrence

/// The laws of noise on states.
enum StateNoiseLaws {
  static let list = LawList<any StateNoise>(
    family: "noise on states",
    laws: [
      Law("masks", masks), Law("mean", mean),
      Law("batches") { EngineLaws.batches(.init(stateNoise: $0), &$1) },
      Law("kernels and threads") { EngineLaws.kernelsAndThreads(.init(stateNoise: $0), &$1) },
    ])

  /// At most one mask for each target; rates are probabilities, and below 1 for dropout.
  private static func masks(_ noise: any StateNoise, _ findings: inout Findings) {
    let masks = noise.masks
    let targets = masks.map(\.target)
    findings.expect(
      Set(targets).count == targets.count, at: "masks", found: "\(targets)",
      expected: "at most one for each target")
    for mask in masks {
      findings.expect(
        mask.rate >= 0 && (mask.holds ? mask.rate <= 1 : mask.rate < 1), at: "the mask of \(mask.target)",
        found: "rate \(mask.rate)", expected: mask.holds ? "0 to 1" : "0 to below 1")
    }
  }

  /// Over evenly spread draws a mask has its expectation, to the nearest of 1,000 draws, and both precisions decide alike.
  private static func mean(_ noise: any StateNoise, _ findings: inout Findings) {
    let count = 1000
    for mask in noise.masks where mask.rate < 1 || mask.holds {
      var values = (0..<count).map { (Double($0) + 0.5) / Double(count) }
      var singles = values.map { Float($0) }
      var span = values.mutableSpan
      mask.draw(&span)
      var singleSpan = singles.mutableSpan
      mask.draw(&singleSpan)
      let largest = values.max() ?? 0
      findings.expect(
        values.reduce(0, +) / Double(count), near: mask.expectation,
        within: (0.5 + 1e-9) * max(1, largest) / Double(count),
        at: "the mask of \(mask.target)")
      for i in values.indices {
        findings.expect(
          singles[i] == Float(values[i]), at: "the mask of \(mask.target), draw \(i)", found: "\(singles[i])",
          expected: "\(values[i]), as in double precision")
      }
    }
  }
}
